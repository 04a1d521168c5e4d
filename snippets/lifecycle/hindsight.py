"""A column that is known too late, and a split that forgets what time it is."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from snippets.arrays import Array
from snippets.data.rates import WEIGHT, shrunk
from snippets.data.sample import flights_sample

Codes = NDArray[np.intp]
Chosen = NDArray[np.bool_]

LATE = 15  # minutes, as in `snippets.data.flights`, which needs pandas
STEPS = 20  # a day's share of late flights is told in twentieths
TOP = 12  # and at most as so many of them: hardly a day is worse


@dataclass(frozen=True)
class Flights:
    """A row for each flight: whether it was late, and numbered columns to tell it by.

    The columns: `place` (airport, airline and hour), `date` (the day of the year),
    `today` and `yesterday` (the share of that day's flights that were late, and of the
    day before, in steps). Shapes (flights,).
    """

    late: Chosen
    month: NDArray[np.int64]
    columns: dict[str, Codes]


@cache
def departures() -> Flights:
    """The sample of New York's flights, with two columns made of the finished table.

    >>> round(float(departures().late.mean()), 2)
    0.25
    """
    rows = flights_sample()
    late = rows["minutes"] >= LATE
    date = (rows["date"] - np.datetime64("2013-01-01")).astype(np.intp)
    share = np.bincount(date, late) / np.bincount(date)
    before = np.append(late.mean(), share[:-1])  # of the day before the first, nothing
    steps = [np.minimum(STEPS * day, TOP).astype(np.intp) for day in (share, before)]
    here = rows[["origin", "carrier", "hour"]]
    _, place = np.unique(here, return_inverse=True)
    columns = {"place": place, "date": date}
    columns |= {"today": steps[0][date], "yesterday": steps[1][date]}
    month = rows["date"].astype("datetime64[M]").astype(np.int64) % 12 + 1
    return Flights(late, month, columns)


# --8<-- [start:hindsight]
def evidence(columns: list[str], learn: Chosen, table: Flights) -> Array:
    """How much the columns speak for late, in log odds: a number for each flight.

    Each column adds what its value was worth among the rows learned from: the log odds
    of their share of late ones, pulled towards that of all. An unknown value adds 0.

    >>> january = departures().month == 1
    >>> evidence(["place"], january, departures()).shape
    (20460,)
    """
    late = table.late[learn]
    share = float(late.mean())
    added = np.zeros(len(table.late))
    for name in columns:
        code = table.columns[name]
        seen, size = code[learn], code.max() + 1
        hits, cases = np.bincount(seen, late, size), np.bincount(seen, None, size)
        p = shrunk(hits, cases, share, WEIGHT)
        added += np.log(p / (1 - p) * (1 - share) / share)[code]
    return added


def told_apart(score: Array, late: Chosen) -> float:
    """How often a late flight has a higher score than a punctual one; ties count half.

    >>> told_apart(np.array([0.9, 0.1, 0.5, 0.5]), np.array([True, False, True, False]))
    0.875
    """
    _, place = np.unique(score, return_inverse=True)
    hits, others = np.bincount(place, late), np.bincount(place, ~late)
    below = np.cumsum(others) - others / 2
    return float(hits @ below / (hits.sum() * others.sum()))


def backtest(columns: list[str], learn: Chosen, judge: Chosen) -> float:
    """Learn from some flights, and tell late from punctual among others.

    >>> spring = departures().month <= 6
    >>> backtest(["place"], learn=spring, judge=~spring) > 0.6
    True
    """
    score = evidence(columns, learn, departures())
    return told_apart(score[judge], departures().late[judge])


# --8<-- [end:hindsight]
