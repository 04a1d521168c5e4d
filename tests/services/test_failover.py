"""The measurement of a kill under load, with gunicorn alone, so that it needs no Ray."""

import json
import os
from pathlib import Path

import pytest

from snippets.deployment import load, ray_failover
from snippets.deployment.failover import Record
from tests.services.test_load import tool  # noqa: F401

ALONE = {"flask-predict": "gunicorn"}


def test_the_measurement_kills_in_every_round_and_prints_what_it_found(
    tool: str,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(ray_failover, "SERVERS", ALONE)
    few = ray_failover.passes(rows=(1, 2), rounds=1)
    monkeypatch.setattr(ray_failover, "passes", lambda: few)
    measured = ray_failover.measure(rounds=1, seconds=1.5, kill_at=0.5, tool=tool)
    monkeypatch.setattr(ray_failover, "measure", lambda: measured)
    monkeypatch.setattr(ray_failover, "AGAIN", tmp_path / "again.json")
    ray_failover.main([])
    kept = Record(json.loads((tmp_path / "again.json").read_text(encoding="utf-8")))
    assert list(kept.data["passes"]) == ["1", "2"]
    assert kept.rounds("flask-predict") == 1
    assert kept.wrong("flask-predict") == 0
    assert kept.rate("flask-predict", "/predict") > 0
    assert kept.alone_ms("flask-predict") > 0
    assert [point["at"] for point in kept.kills("flask-predict")[0]["bins"]] == [0.0, 0.5, 1.0]
    assert capsys.readouterr().out == ray_failover.summary(kept) + "\n"


def test_a_service_is_found_with_all_its_processes() -> None:
    with load.serving("flask-predict", ray_failover.TWO) as up:
        assert len(ray_failover.named(up.pid, "gunicorn")) == 2


def test_processes_that_never_come_are_given_up() -> None:
    with pytest.raises(TimeoutError, match="no two of nothing"):
        ray_failover.wait_for_two(os.getpid(), "nothing", seconds=0.2)


def test_a_process_that_is_gone_has_no_name_and_no_children() -> None:
    gone = 2**22 + 1  # more than Linux gives
    assert (ray_failover.command_line(gone), ray_failover.descendants(gone)) == ("", [])
