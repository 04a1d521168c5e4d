from pathlib import Path

import numpy as np
import pytest

from snippets.data import write_sample
from snippets.data.flights import arrived
from snippets.data.sample import FILE, flights_sample


def test_the_file_is_what_the_flights_give() -> None:
    with np.load(FILE) as file:
        wanted = write_sample.sample()
        assert set(file.files) == set(wanted)
        assert all(np.array_equal(file[name], wanted[name]) for name in wanted), (
            "run `python -m snippets.data.write_sample`"
        )


def test_the_file_is_small_enough_for_a_page() -> None:
    assert FILE.stat().st_size < 50_000


def test_writing_makes_the_file_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write_sample, "FILE", tmp_path / "sample.npz")
    write_sample.main()
    with np.load(tmp_path / "sample.npz") as file:
        assert np.array_equal(file["minutes"], flights_sample()["minutes"])


def test_each_record_is_a_flight() -> None:
    records, flights = flights_sample(), arrived().iloc[:: write_sample.EVERY]
    for field, column in (("minutes", "arr_delay"), ("hour", "hour"), ("origin", "origin"), ("carrier", "carrier")):
        assert records[field].tolist() == flights[column].tolist()
    dates = [f"2013-{month:02d}-{day:02d}" for month, day in zip(flights.month, flights.day, strict=True)]
    assert records["date"].astype(str).tolist() == dates


def test_the_sample_tells_of_all_flights() -> None:
    assert flights_sample()["minutes"].mean() == pytest.approx(arrived().arr_delay.mean(), abs=0.5)


def test_the_sample_cannot_be_changed_by_accident() -> None:
    with pytest.raises(ValueError, match="read-only"):
        flights_sample()["hour"][0] = 0
