"""Who is late, and when: the study of the flights, with intervals and a hold-out."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from snippets.arrays import Array
from snippets.data.flights import (
    LARGE,
    Moments,
    arrived,
    drawn_again,
    effects,
    moments,
    names,
)
from snippets.data.resampling import middle
from snippets.experiment import experiment

ROUNDS = 200
SEED = 1


@dataclass(frozen=True)
class Carrier:
    """A carrier's minutes of delay beyond the average, plainly and compared fairly.

    `plain` compares it with all flights, `fair` with flights of the same airport, day
    and hour and of the same destination; `low` and `high` bound the latter (95 %).
    `spring` and `autumn` are `fair` for January to June and for July to December.
    """

    code: str
    name: str
    flights: int
    plain: float
    fair: float
    low: float
    high: float
    spring: float
    autumn: float


@experiment
def fair_comparison() -> Moments:
    """What is left of each delay when airport, day and hour are taken out, by day.

    The destinations are fitted beside the carriers.

    >>> len(fair_comparison().squares)
    365
    """
    hours = ["month", "day", "hour", "origin"]
    return moments(arrived(), ["carrier", "dest"], strata=hours)


@experiment
def half_years() -> tuple[Array, Array]:
    """Weights that choose the days from January to June, and the others.

    >>> [int(half.sum()) for half in half_years()]
    [181, 184]
    """
    days = arrived().groupby(["month", "day"]).groups
    months = np.array([month for month, _ in days])
    return (months <= 6).astype(float), (months > 6).astype(float)


@experiment
def effects_drawn_again() -> dict[str, Array]:
    """The fair effects of the carriers, for days drawn again with replacement.

    >>> len(effects_drawn_again()["DL"]) == ROUNDS
    True
    """
    sums = fair_comparison()
    days = drawn_again(len(sums.squares), ROUNDS, np.random.default_rng(SEED))
    return effects(sums, days)


@experiment
def carriers() -> tuple[Carrier, ...]:
    """The carriers with at least 3,000 flights, the most punctual in plain means first.

    >>> [carrier.code for carrier in carriers()][:3]
    ['AA', 'DL', 'VX']
    """
    flights = arrived()
    plain = flights.groupby("carrier").arr_delay.mean() - flights.arr_delay.mean()
    counts = flights.carrier.value_counts()
    sums = fair_comparison()
    fair = effects(sums, np.ones(len(sums.squares)))
    spring, autumn = (effects(sums, half) for half in half_years())
    bounds = {code: middle(draws) for code, draws in effects_drawn_again().items()}
    return tuple(
        Carrier(
            code,
            names()[code],
            int(counts[code]),
            float(plain[code]),
            float(fair[code]),
            float(bounds[code][0]),
            float(bounds[code][1]),
            float(spring[code]),
            float(autumn[code]),
        )
        for code in plain.sort_values().index
        if counts[code] >= LARGE
    )


def lead(one: str, other: str) -> tuple[float, float, float]:
    """Minutes by which one carrier is later than another, compared fairly; an interval.

    >>> difference, low, high = lead("DL", "AA")
    >>> low < difference < high < 0
    True
    """
    carrier = {carrier.code: carrier for carrier in carriers()}
    again = effects_drawn_again()
    low, high = middle(again[one] - again[other])
    return carrier[one].fair - carrier[other].fair, float(low), float(high)


def by_day_and_hour(flights: pd.DataFrame) -> tuple[Array, Array]:
    """Minutes of delay and number of flights, each of shape (days, 24).

    >>> minutes, count = by_day_and_hour(arrived())
    >>> minutes.shape, int(count.sum())
    ((365, 24), 327346)
    """
    day = flights.groupby(["month", "day"]).ngroup().to_numpy()
    shape = (day.max() + 1, 24)
    minutes, count = np.zeros(shape), np.zeros(shape)
    np.add.at(minutes, (day, flights.hour), flights.arr_delay)
    np.add.at(count, (day, flights.hour), 1)
    return minutes, count


def mean_by_hour(flights: pd.DataFrame, hours: range) -> tuple[Array, Array, Array]:
    """The mean delay of each hour, and the bounds of 95 % of the draws of the days.

    >>> mean, low, high = mean_by_hour(arrived(), range(6, 22))
    >>> bool(np.all((low < mean) & (mean < high)))
    True
    """
    minutes, count = (table[:, hours] for table in by_day_and_hour(flights))
    days = drawn_again(len(count), ROUNDS, np.random.default_rng(SEED))
    low, high = middle((days @ minutes) / (days @ count))
    return minutes.sum(axis=0) / count.sum(axis=0), low, high


def growth(minutes: Array, count: Array) -> float:
    """How much later flights of 17 to 19 h arrive than those of 6 to 8 h, in minutes.

    >>> growth(np.arange(24.0)[None], np.ones((1, 24)))
    11.0
    """
    morning, evening = slice(6, 9), slice(17, 20)
    late = minutes[:, evening].sum() / count[:, evening].sum()
    return float(late - minutes[:, morning].sum() / count[:, morning].sum())


@experiment
def growth_interval() -> tuple[float, float]:
    """The bounds of the growth, for days drawn again with replacement.

    >>> low, high = growth_interval()
    >>> low < growth(*by_day_and_hour(arrived())) < high
    True
    """
    minutes, count = by_day_and_hour(arrived())
    draws = drawn_again(len(count), ROUNDS, np.random.default_rng(SEED))
    again = [growth(days[:, None] * minutes, days[:, None] * count) for days in draws]
    low, high = middle(np.array(again))
    return float(low), float(high)


def evenings_later() -> float:
    """The share of days on which the evening's flights were later than the morning's.

    Days without a flight at either time do not count.

    >>> 0.5 < evenings_later() < 1
    True
    """
    minutes, count = by_day_and_hour(arrived())
    both = (count[:, 6:9].sum(axis=1) > 0) & (count[:, 17:20].sum(axis=1) > 0)
    days = zip(minutes[both, None], count[both, None], strict=True)
    return float(np.mean([growth(*day) > 0 for day in days]))


def clear(flights: pd.DataFrame) -> pd.DataFrame:
    """The flights due out in an hour without rain or snow and with the best visibility.

    >>> bool((clear(arrived()).visib == 10).all())
    True
    """
    return flights[(flights.precip == 0) & (flights.visib == 10)]
