from datetime import date
from typing import Any

import numpy as np
import pytest

from snippets.data.jobs import job_log
from snippets.data.sample import flights_sample
from snippets.explorers import data_explorer
from snippets.explorers.data_explorer import SEARCHES, START, TABLES, WIDTHS, answer

DATES = [when.item() for when in flights_sample()["date"]]


@pytest.fixture(scope="module")
def parts() -> dict[str, dict[str, Any]]:
    return data_explorer.parts()


def asked(table: str, **changes: Any) -> dict[str, Any]:
    return answer({**START, "table": table, **changes})


def test_there_is_a_part_for_each_table_column_and_width(parts: dict[str, dict[str, Any]]) -> None:
    assert {name: list(part) for name, part in parts.items()} == {
        name: list(table.columns) for name, table in TABLES.items()
    }
    assert list(parts["flights"]["month"]) == [str(width) for width in WIDTHS]
    assert list(parts["flights"]["carrier"]) == ["1"]


def test_every_column_but_the_hour_has_a_choice_for_each_level() -> None:
    columns = data_explorer.first()["tables"]["flights"]["columns"]
    assert columns["origin"]["choices"] == [("EWR", 0, 0), ("JFK", 1, 1), ("LGA", 2, 2)]
    assert columns["weekday"]["choices"][:2] == [("Mon to Fri", 0, 4), ("Sat and Sun", 5, 6)]


@pytest.mark.parametrize(
    ("column", "level"),
    [
        ("month", lambda when: when.month - 1),
        ("weekday", date.weekday),
        ("date", lambda when: when.day - 1),
    ],
)
def test_a_flight_s_date_gives_its_levels(column: str, level: Any) -> None:
    assert data_explorer.flight_cases().levels[column].tolist() == [level(when) for when in DATES]


def test_every_second_week_of_flights_is_held_out() -> None:
    held = data_explorer.flight_cases().held.tolist()
    assert held == [(when - date(2013, 1, 1)).days // 7 % 2 == 1 for when in DATES]


def test_the_second_week_of_jobs_is_held_out() -> None:
    assert data_explorer.job_cases("waits", 1).held.tolist() == (job_log(1)["submitted"] >= 7 * 24).tolist()


def test_a_bin_is_the_mean_of_its_flights() -> None:
    records, cases = flights_sample(), data_explorer.flight_cases()
    found = asked("flights", filters={"origin": [1, 1]})
    there = (records["origin"] == "JFK") & (records["hour"] == 6)
    for half, held in (("learned", False), ("held", True)):
        mine = records["minutes"][there & (cases.held == held)]
        at = found["labels"].index("6")
        assert (found[half]["cases"][at], found[half]["means"][at]) == (len(mine), round(mine.mean(), 1))


def test_a_bin_of_jobs_is_the_mean_of_their_waits_or_running_times() -> None:
    log = job_log(4)
    first = (log["submitted"] < 7 * 24) & (log["submitted"] % 24 // 1 == 15)
    wait = 60 * np.mean((log["started"] - log["submitted"])[first])
    run = 60 * np.mean((log["ended"] - log["started"])[first])
    for table, wanted in (("waits", wait), ("runs", run)):
        assert asked(table, seed=4)["learned"]["means"][15] == pytest.approx(wanted, abs=0.051)


def test_lengths_and_minutes_of_jobs_fall_into_their_classes() -> None:
    log, cases = job_log(1), data_explorer.job_cases("waits", 1)
    hours = log["ended"] - log["started"]
    assert hours[cases.levels["length"] == 2].min() > 0.5
    assert hours[cases.levels["length"] == 2].max() <= 1.0
    assert set((60 * log["submitted"][cases.levels["minute"] == 3] % 60 // 1).astype(int)) <= set(range(30, 40))
    assert cases.levels["digit"][:11].tolist() == [1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]


def test_wider_bins_hold_the_cases_of_the_narrow_ones(parts: dict[str, dict[str, Any]]) -> None:
    narrow, wide = parts["flights"]["month"]["1"], parts["flights"]["month"]["3"]
    assert wide["labels"] == ["Jan–Mar", "Apr–Jun", "Jul–Sep", "Oct–Dec"]
    assert wide["held"]["cases"].tolist() == narrow["held"]["cases"].reshape(4, 3).sum(axis=1).tolist()


def test_delay_grows_through_the_day_in_both_halves(parts: dict[str, dict[str, Any]]) -> None:
    found = parts["flights"]["hour"]["1"]
    high, low = found["ends"]
    assert (found["labels"][high], found["labels"][low]) == ("21", "5")
    assert found["held"]["means"][high] - found["held"]["means"][low] > 20.0
    assert found["says"]["held"].endswith("% remains.")


def test_bars_reach_one_standard_error_each_way(parts: dict[str, dict[str, Any]]) -> None:
    half = parts["flights"]["weekday"]["1"]["held"]
    assert half["highs"] - half["means"] == pytest.approx(half["errors"], abs=0.11)
    assert half["means"] - half["lows"] == pytest.approx(half["errors"], abs=0.11)


def test_all_that_has_enough_cases_lies_within_the_range(parts: dict[str, dict[str, Any]]) -> None:
    found = parts["flights"]["carrier"]["1"]
    low, high = found["range"]
    for half in ("learned", "held"):
        assert low <= min(found[half]["lows"][found[half]["cases"] >= 30])
        assert high >= max(found[half]["highs"][found[half]["cases"] >= 30])
    assert max(np.abs(found["learned"]["means"])) > high  # two flights of a small airline


def test_a_single_day_of_jobs_has_no_error_and_is_compared_with_nothing(parts: dict[str, dict[str, Any]]) -> None:
    found = parts["waits"]["weekday"]["1"]
    assert np.isnan(found["learned"]["errors"]).all()
    assert (found["ends"], found["says"]["held"]) == ([], "There is nothing to check.")


def test_filters_that_leave_nothing_are_answered() -> None:
    found = asked("flights", filters={"hour": [0, 2]})
    assert (found["labels"], found["most"], found["ends"]) == ([], 0, [])


def test_too_little_in_the_held_out_half_is_said() -> None:
    found = asked("runs", by="digit", seed=1, filters={"minute": [0, 0], "hour": [9, 16]})
    views = [asked("flights", by="date", filters={"hour": [6, high]}) for high in range(6, 20)]
    assert "There are too few flights in these two bins." in [view["says"]["held"] for view in [*views, found]]


def test_a_search_keeps_the_clearest_find_of_the_learning_half() -> None:
    def clearness(search: int) -> float:
        difference, error = asked("runs", by="digit", search=search, draw=2)["says"]["learned"].split(" ± ")
        return float(difference.split()[-1]) / float(error.split()[0])

    found = [clearness(search) for search in SEARCHES]
    assert found == sorted(found)


def test_a_search_shows_the_cut_that_it_names() -> None:
    found = asked("flights", by="date", search=25, draw=1)
    assert found["says"]["search"] == "The clearest of 25 cuts tried: airport JFK, airline B6."
    same = asked("flights", by="date", filters={"origin": [1, 1], "carrier": [3, 3]})
    assert found["says"]["learned"] == same["says"]["learned"]


def test_a_search_counts_only_cuts_with_something_to_compare() -> None:
    assert asked("runs", by="digit", search=100, draw=1)["tried"] < 100
    nothing = asked("waits", by="weekday", search=5, draw=1)
    assert (nothing["tried"], nothing["says"]["search"]) == (0, "The clearest of 0 cuts tried: none has enough.")


def test_a_search_does_not_look_at_the_held_out_half(monkeypatch: pytest.MonkeyPatch) -> None:
    cases = data_explorer.flight_cases()
    upset = type(cases)(np.where(cases.held, 1e6, cases.values), cases.day, cases.held, cases.levels)
    before = data_explorer.searched("flights", cases, "hour", 1, 25, 1)
    assert data_explorer.searched("flights", upset, "hour", 1, 25, 1) == before


def test_finds_in_running_times_do_not_hold() -> None:
    remains = [
        "chance" not in words and "nothing" not in words and "%" in words
        for seed in range(1, 21)
        for words in [asked("runs", by="digit", seed=seed, search=25, draw=1)["says"]["held"]]
    ]
    assert np.mean(remains) < 0.2


def test_a_find_below_zero_or_within_two_errors_is_none() -> None:
    assert data_explorer.verdict(10.0, 0.0, 1.0) == "Of the find, nothing remains."
    assert data_explorer.verdict(10.0, 4.0, 2.0).endswith("which chance alone could leave.")
    assert data_explorer.verdict(10.0, 4.1, 2.0) == "Of the find, 41 % remains."


@pytest.mark.parametrize(("table", "by"), [("flights", "date"), ("runs", "digit")])
def test_what_the_post_tells_readers_to_search_for_does_not_hold(table: str, by: str) -> None:
    says = asked(table, by=by, search=25, draw=1)["says"]
    difference, error = (float(part.split()[0]) for part in says["learned"].rpartition(": ")[2].split(" ± "))
    assert difference > 3 * error
    assert says["held"].endswith("nothing remains.")
