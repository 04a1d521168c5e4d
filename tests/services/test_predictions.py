"""The log of predictions: two real workers, whose file is moved away under load, and this process."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from werkzeug.test import Client

from musings import services
from snippets.deployment import train
from snippets.deployment.model import Model, penguins
from snippets.deployment.production import metrics, predictions, watch
from tests.services.wire import JSON, ask

ROOT = Path(__file__).parents[2]
BATCH = [{"X1": 39.1, "X2": 18.7}, {"X1": 61.1, "X2": 17.3}] * 100


def test_no_line_is_lost_or_mixed_when_the_file_is_moved_away_under_load(tmp_path: Path) -> None:
    log, times = tmp_path / "predictions.json", range(60)
    body = json.dumps({"rows": BATCH}).encode()
    with services.running("flask-counted", root=ROOT, environment={"PREDICTION_LOG": str(log)}) as up:

        def send(number: int) -> int:
            return ask(up, "POST", "/predict/batch", body, JSON | {"X-Request-ID": f"till-{number}"}).status

        with ThreadPoolExecutor(4) as pool:
            for first in times[::12]:
                answers = [pool.submit(send, number) for number in times[first : first + 12]]
                answers[4].result()
                log.rename(tmp_path / f"moved-{first}")  # while the others are under way
                assert {answer.result() for answer in answers} == {200}
    files = [*tmp_path.glob("moved-*"), *tmp_path.glob("predictions.json")]
    noted = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    assert len(files) == 6
    assert len(noted) == len(times) * len(BATCH)
    for number in times:
        mine = [{"X1": each["X1"], "X2": each["X2"]} for each in noted if each["request"] == f"till-{number}"]
        assert mine == BATCH


# --- in this process --------------------------------------------------------------------------------------------------


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Model:
    """The model of this process, with a file of its own."""
    train.save(train.fit(), tmp_path / "penguins.skops")
    monkeypatch.setattr(penguins, "path", tmp_path / "penguins.skops")
    monkeypatch.setattr(penguins, "_seen", "nothing yet")
    return penguins


@pytest.fixture
def noted(model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PREDICTION_LOG", str(tmp_path / "predictions.json"))
    return tmp_path / "predictions.json"


def test_a_line_tells_what_when_and_by_which_model_and_nothing_of_who_asked(model: Model, noted: Path) -> None:
    before = datetime.now(UTC)
    headers = {"X-Request-ID": "till-7.42", "User-Agent": "nosy", "Authorization": "Bearer sesame"}
    Client(metrics.app).post("/predict?mail=a@b.c", json={"X1": "61.1", "X2": 17.3}, headers=headers)
    (line,) = [json.loads(line) for line in noted.read_text(encoding="utf-8").splitlines()]
    assert before.replace(microsecond=0) <= datetime.fromisoformat(line.pop("time")) <= datetime.now(UTC)
    assert line == {"request": "till-7.42", "model": model.version, "X1": 61.1, "X2": 17.3, "species": "Gentoo"}
    assert noted.stat().st_mode & 0o007 == 0


def test_what_is_refused_is_not_noted(noted: Path) -> None:
    assert Client(metrics.app).post("/predict", json={"X1": "long", "X2": 17.3}).status_code == 422
    assert not noted.exists()


def test_who_names_no_file_has_none_and_who_asks_without_a_request_has_no_name(
    model: Model, noted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model.predict((61.1, 17.3))
    assert json.loads(noted.read_text(encoding="utf-8"))["request"] is None
    noted.unlink()
    monkeypatch.delenv("PREDICTION_LOG")
    model.predict((61.1, 17.3))
    assert not noted.exists()


@pytest.mark.parametrize("full", [True, False], ids=["disk-full", "folder"])
def test_a_file_that_cannot_be_written_costs_no_answer(
    noted: Path, full: bool, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    if full:
        monkeypatch.setattr(os, "write", lambda file, lines: len(lines) // 2)
    else:
        noted.mkdir()
    answer = Client(metrics.app).post("/predict", json={"X1": 61.1, "X2": 17.3}, headers={"X-Request-ID": "till-7.42"})
    assert answer.status_code == 200
    assert "predictions of request till-7.42 are not noted" in caplog.text
    assert ("bytes were written" in caplog.text) == full


def test_lines_that_broke_off_are_passed_over(tmp_path: Path) -> None:
    whole = predictions.line((39.1, 18.7), {"species": "Adelie"}, "5d1e", None, "2026-11-30T12:00:00+00:00")
    text = whole + '{"X1": 50.0, "X' + whole + "17\n" + '{"X1": 50.0}\n' + whole
    (tmp_path / "log").write_text(text, encoding="utf-8")
    assert watch.bills(tmp_path / "log").tolist() == [[39.1, 18.7], [39.1, 18.7]]
    (tmp_path / "log").write_text("", encoding="utf-8")
    assert watch.bills(tmp_path / "log").shape == (0, 2)


def test_the_alarm_knows_one_column_from_the_other() -> None:
    known = np.asarray(train.split()[0])
    for column, out in ((0, [20.0, 0.0]), (1, [0.0, 5.0])):
        rings = [each["gap"] > each["critical"] for each in watch.moved(known + out, known)]
        assert rings == [column == 0, column == 1]


def test_a_second_day_is_read_from_what_was_moved_away() -> None:
    """The experiment itself, in this process, since its servers are others'."""
    found = watch.two_days()
    assert [each["lines"] for day in found.values() for each in day] == [119] * 4
    assert os.environ.get("PREDICTION_LOG") is None
