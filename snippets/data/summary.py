"""The flights of New York City in 2013, summed up small enough for a page."""

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from snippets.arrays import Array

FILE = Path(__file__).with_name("flights_by_hour.csv")
"""Written by `python -m snippets.data.write_summary`; a test makes it anew."""


@cache
def flights_summary() -> NDArray[np.void]:
    """A record for each month, hour, airport and carrier that had flights.

    Its fields: month, hour (in which the flights should leave), origin, carrier;
    scheduled, arrived (flights), minutes (of delay at arrival, in all), late (flights
    that arrived 15 minutes late or later).

    >>> int(flights_summary()["scheduled"].sum())
    336776
    """
    records = np.genfromtxt(
        FILE, delimiter=",", names=True, dtype=None, encoding="utf-8"
    )
    records.flags.writeable = False
    return records


def mean_delay(records: NDArray[np.void], hours: Array) -> Array:
    """The mean delay at arrival, in minutes, of the flights due out in each hour.

    >>> mean_delay(flights_summary(), np.array([6, 18])).round(1)
    array([-3.4, 14.8])
    """
    chosen = records["hour"] == np.asarray(hours)[:, None]
    mean: Array = (chosen @ records["minutes"]) / (chosen @ records["arrived"])
    return mean
