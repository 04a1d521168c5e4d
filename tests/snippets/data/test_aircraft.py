import math

import numpy as np
import pandas as pd
import pytest

from snippets.data.aircraft import (
    WEIGHTS,
    aircraft,
    extremes,
    forecast_error,
    funnel,
    joins,
    keys,
    lost_of,
    mean_delays,
    met,
    twice_an_hour,
    whole,
)
from snippets.data.flights import table

FLIGHTS = 336_776


@pytest.mark.parametrize("number", range(4))
def test_pandas_joins_to_as_many_rows(number: int) -> None:
    join = joins()[number]
    columns = list(join.on)
    left = table("flights.csv.zip", columns)
    assert len(left.merge(table(f"{join.other}.csv", columns), on=columns)) == join.rows


def test_the_shortest_line_takes_the_columns_that_both_have() -> None:
    both = set(whole("flights.csv.zip").columns) & set(whole("planes.csv").columns)
    assert both == set(joins()[0].on)


def test_what_is_neither_lost_nor_repeated_is_there_once() -> None:
    for join in joins():
        times = met(join.other, join.on)
        assert (times == 1).sum() == FLIGHTS - join.lost - join.repeated


def test_rows_without_a_key_meet_nothing() -> None:
    left, right = pd.DataFrame({"a": ["x", None]}), pd.DataFrame({"a": [None, "x"]})
    mine, theirs = keys(left, right, ["a"])
    assert mine[0] == theirs[1]
    assert set(mine) & set(theirs) == {mine[0]}


def test_most_of_two_airlines_is_lost() -> None:
    assert lost_of("MQ") > 0.9
    assert 0.6 < lost_of("AA") < 0.8
    assert lost_of("DL") < 0.01


def test_the_mean_does_not_betray_repeated_rows() -> None:
    delays = table("flights.csv.zip", ["time_hour", "arr_delay"])
    repeated = delays.merge(table("weather.csv", ["time_hour"]), on="time_hour")["arr_delay"].mean()
    assert mean_delays() == pytest.approx((delays["arr_delay"].mean(), repeated))


def test_the_doubled_hours_are_those_of_the_night_in_november() -> None:
    weather = whole("weather.csv")
    twice = weather[weather.duplicated(["origin", "month", "day", "hour"])]
    assert twice_an_hour() == len(twice)
    assert set(zip(twice["month"], twice["day"], twice["hour"], strict=True)) == {(11, 3, 1)}


def test_odd_and_even_weeks_are_the_year() -> None:
    seen = aircraft()
    for counts in (seen.late, seen.flights):
        np.testing.assert_array_equal(counts[1] + counts[2], counts[0])
    assert np.all(seen.late <= seen.flights)


def test_the_extremes_are_the_aircraft_with_all_or_none() -> None:
    never, always = extremes()
    shares = aircraft().late[0] / aircraft().flights[0]
    assert (len(never), len(always)) == (np.sum(shares == 0), np.sum(shares == 1))


def test_the_weight_decides_between_the_own_share_and_that_of_all() -> None:
    assert forecast_error(1e-9) == pytest.approx(forecast_error(0.0))
    assert forecast_error(1e9) == pytest.approx(forecast_error(math.inf), rel=1e-6)
    assert max(map(forecast_error, WEIGHTS)) < min(forecast_error(0.0), forecast_error(math.inf))


def test_the_funnel_is_half_as_wide_for_four_times_the_flights() -> None:
    low, high = funnel(np.array([100.0, 400.0]))
    wide, narrow = high - low
    assert wide == pytest.approx(2 * narrow)
    assert low.mean() < aircraft().share < high.mean()
