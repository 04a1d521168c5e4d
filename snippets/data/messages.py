"""Messages between two people before and after they become a couple: a simulation.

In the spirit of a study by Facebook Data Science (Diuk, 2014), from which it takes two
numbers: 1.67 posts a day at the peak, 12 days before the relationship began, and 1.53
at the lowest point, 85 days after. Everything else is made up.
"""

import numpy as np
from numpy.typing import NDArray

from snippets.arrays import Array

DAYS = np.arange(-100, 101)
"""Day 0 is the beginning of the relationship."""
STRETCH = 25  # days that are compared with as many others


# --8<-- [start:messages]
def expected() -> Array:
    """The average number of messages on each of the days: a slow rise, a slow fall.

    >>> expected()[[88, 185]]
    array([1.67, 1.53])
    """
    days, posts = [-100, -12, 85, 100], [1.55, 1.67, 1.53, 1.53]
    return np.interp(DAYS, days, posts)


def messages(couples: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Messages of each couple on each day, shape (couples, 201).

    Some couples write three times as much as others; the counts are Poisson.

    >>> messages(2, np.random.default_rng(0)).shape
    (2, 201)
    """
    talkative = rng.gamma(shape=4.0, scale=1 / 4.0, size=(couples, 1))
    return rng.poisson(talkative * expected())


# --8<-- [end:messages]


def before_and_after(counts: NDArray[np.int64]) -> tuple[Array, Array]:
    """Messages a day of each couple around the peak and around the low.

    The first are the 25 days from 24 to 0 before day 0, the second the 25 days from 73
    to 97 after it.

    >>> before, after = before_and_after(np.ones((3, 201), dtype=np.int64))
    >>> before
    array([1., 1., 1.])
    """
    before = counts[:, (DAYS > -STRETCH) & (DAYS <= 0)]
    after = counts[:, (DAYS >= 73) & (DAYS < 73 + STRETCH)]
    return before.mean(axis=1), after.mean(axis=1)


def turning_point(series: Array) -> int:
    """The day on which a series over `DAYS` turns, found without knowing where.

    For each day in turn two straight lines that meet there are laid through the series
    by least squares; the day with the smallest remainder is taken.

    >>> turning_point(-np.abs(DAYS + 12.0))
    -12
    """
    candidates = DAYS[10:-10]

    def remainder(day: int) -> float:
        bend = np.maximum(0, DAYS - day)
        lines = np.column_stack([np.ones_like(DAYS), DAYS, bend])
        fitted = lines @ np.linalg.lstsq(lines, series)[0]
        return float(np.sum((series - fitted) ** 2))

    return int(min(candidates.tolist(), key=remainder))
