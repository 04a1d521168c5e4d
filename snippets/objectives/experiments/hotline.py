"""How many will call in each hour, and how far that number can be trusted."""

from __future__ import annotations

from statistics import NormalDist
from typing import NamedTuple

import numpy as np

from snippets.arrays import Array
from snippets.experiment import experiment

LEVEL = 0.9
"""The share of counts that an interval promises to hold."""
DAYS = 100
"""Days that are learnt from."""
NEW_DAYS = 500
"""Days that the intervals are judged on."""
QUIET, BUSY = range(6), range(12, 18)
"""The hours from midnight to six, and from noon to six."""
SEEDS = range(10)


def expected_calls() -> Array:
    """Calls that each hour of a day brings on average: few by night, many by day.

    >>> expected_calls()[[3, 9, 15]].round(1)
    array([ 2.5, 10. , 40.4])
    """
    hours = np.arange(24)
    return np.exp(2.3 + 1.4 * np.sin(2.0 * np.pi * (hours - 9) / 24))


def days(rng: np.random.Generator, number: int, *, moody: bool = False) -> Array:
    """Calls of each hour, shape (number, 24).

    Where days are `moody`, each has a factor of its own, 1 on average.

    >>> days(np.random.default_rng(0), 3).shape
    (3, 24)
    """
    moods = rng.gamma(10.0, 0.1, (number, 1)) if moody else np.ones((number, 1))
    return rng.poisson(moods * expected_calls()).astype(float)


# --8<-- [start:intervals]
class Intervals(NamedTuple):
    """The lowest and the highest count that is expected, each of shape (24,)."""

    low: Array
    high: Array


def poisson_interval(rate: float, level: float = LEVEL) -> tuple[int, int]:
    """The counts below and above which equal shares of a Poisson distribution lie.

    >>> poisson_interval(2.5), poisson_interval(40.0)
    ((0, 5), (30, 51))
    """
    counts = np.arange(1.0, 3.0 * rate + 30.0)
    chances = np.exp(-rate) * np.cumprod(np.append(1.0, rate / counts))
    low, high = np.searchsorted(
        np.cumsum(chances), ((1.0 - level) / 2.0, (1.0 + level) / 2.0)
    )
    return int(low), int(high)


def intervals(name: str, calls: Array) -> Intervals:
    """What `calls`, of shape (days, 24), let us expect of another day.

    A number for each hour is all that is learnt. The best one is the mean, and the best
    variance the mean squared error: there the gradients vanish.
    """
    mean = calls.mean(axis=0)
    if name == "Poisson":
        low, high = np.array([poisson_interval(rate) for rate in mean]).T
        return Intervals(low, high)
    squares = (calls - mean) ** 2
    variance = {
        "squared error": np.full(24, squares.mean()),  # one for all hours
        "Gaussian": squares.mean(axis=0),
    }[name]
    wide = NormalDist().inv_cdf((1.0 + LEVEL) / 2.0) * np.sqrt(variance)
    return Intervals(mean - wide, mean + wide)


# --8<-- [end:intervals]
NAMES = ("squared error", "Poisson", "Gaussian")


@experiment
def coverage(name: str, moody: bool = False) -> Array:
    """Share of new days whose count lies in the interval, for each hour.

    The mean over the seeds; each learns from 100 days and is judged on 500 others.

    >>> bool(coverage("Poisson").min() > 0.9)
    True
    """
    shares = []
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        low, high = intervals(name, days(rng, DAYS, moody=moody))
        new = days(rng, NEW_DAYS, moody=moody)
        shares.append(((low <= new) & (new <= high)).mean(axis=0))
    held: Array = np.array(shares).mean(axis=0)
    return held
