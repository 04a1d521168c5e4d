from pathlib import Path

import numpy as np
import pytest

from snippets.data import write_summary
from snippets.data.flights import LATE, arrived, summary_text
from snippets.data.summary import FILE, flights_summary, mean_delay


def test_the_file_is_what_the_flights_give() -> None:
    assert FILE.read_text(encoding="utf-8") == summary_text(), "run `python -m snippets.data.write_summary`"


def test_the_file_is_small_enough_for_a_page() -> None:
    assert FILE.stat().st_size < 150_000


def test_writing_makes_the_file_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write_summary, "FILE", tmp_path / "summary.csv")
    write_summary.main()
    assert (tmp_path / "summary.csv").read_bytes() == FILE.read_bytes()


def test_the_summary_counts_every_late_flight() -> None:
    assert flights_summary()["late"].sum() == (arrived().arr_delay >= LATE).sum()


def test_the_summary_holds_every_minute_of_delay() -> None:
    assert flights_summary()["minutes"].sum() == arrived().arr_delay.sum()


def test_no_flight_arrives_that_was_not_scheduled() -> None:
    assert np.all(flights_summary()["arrived"] <= flights_summary()["scheduled"])


def test_the_summary_cannot_be_changed_by_accident() -> None:
    with pytest.raises(ValueError, match="read-only"):
        flights_summary()["late"][0] = 0


def test_the_mean_of_an_hour_is_that_of_its_flights() -> None:
    wanted = arrived().arr_delay[arrived().hour == 17].mean()
    assert mean_delay(flights_summary(), np.array([17]))[0] == pytest.approx(wanted)
