import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from snippets.activations import facts
from snippets.activations.experiments import cost


def test_each_piece_of_work_is_done_once_a_round_in_turn() -> None:
    done: list[str] = []
    times = cost.fastest({"one": lambda: done.append("one"), "other": lambda: done.append("other")}, rounds=3)
    assert done == ["one", "other"] * 3
    assert set(times) == {"one", "other"}


def test_the_least_disturbed_round_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 3.0, 10.0, 12.0, 20.0, 25.0])
    monkeypatch.setattr(cost, "perf_counter", lambda: next(clock))
    assert cost.fastest({"work": lambda: None}, rounds=3) == {"work": 2.0}


def test_a_measurement_has_what_the_record_has() -> None:
    measured, recorded = cost.measure(rounds=1), cost.record()
    assert set(measured) == set(recorded)
    assert set(measured["bends"]) == set(recorded["bends"]) == set(cost.MEASURED)
    assert set(measured["layers"]) == set(recorded["layers"]) == {str(width) for width in cost.WIDTHS}
    assert set(measured["machine"]) == set(recorded["machine"])


def test_the_record_was_made_as_the_code_says() -> None:
    recorded = cost.record()
    assert recorded["command"] == cost.COMMAND
    assert recorded["rounds"] == cost.ROUNDS
    assert recorded["samples"] == cost.SAMPLES


def test_the_facts_are_read_from_the_record() -> None:
    recorded = cost.record()
    assert facts.tanh_cost() == recorded["bends"]["tanh"] / recorded["bends"]["relu"]
    assert facts.wide_sums_cost() == recorded["layers"]["1024"]["sums"] / recorded["layers"]["1024"]["bends"]


def test_what_the_post_says_of_the_record_in_words() -> None:
    assert facts.hard_swish_cost() > facts.tanh_cost() > 1.0
    assert facts.wide_sums_cost() > 2.0
    assert facts.narrow_sums_cost() < 1.0


def test_the_command_keeps_what_it_measures(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data: dict[str, Any] = cost.record()
    monkeypatch.setattr(cost, "measure", lambda: data)
    monkeypatch.setattr(cost, "AGAIN", tmp_path / "build" / "cost.json")
    monkeypatch.setattr(cost, "RECORD", tmp_path / "recorded_cost.json")
    cost.main([])
    cost.main(["--record"])
    for path in (cost.AGAIN, cost.RECORD):
        assert json.loads(path.read_text(encoding="utf-8")) == data
    assert "times ReLU" in capsys.readouterr().out


def test_the_benchmark_names_the_record() -> None:
    entry = tomllib.loads((cost.RECORD.parent / "benchmarks.toml").read_text(encoding="utf-8"))["activation-cost"]
    root = cost.RECORD.parents[2]
    assert root / entry["record"] == cost.RECORD
    assert root / entry["again"] == cost.AGAIN
    assert f"{entry['command']} --record" == cost.COMMAND
