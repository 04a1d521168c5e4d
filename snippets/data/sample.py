"""Every sixteenth of New York's flights of 2013: rows enough to cut, few for a page."""

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FILE = Path(__file__).with_name("flights_sample.npz")
"""Written by `python -m snippets.data.write_sample`; a test makes it anew."""

FIELDS = [
    ("date", "datetime64[D]"),
    ("hour", np.int16),
    ("origin", "U3"),
    ("carrier", "U2"),
    ("minutes", np.int16),
]


@cache
def flights_sample() -> NDArray[np.void]:
    """A record a flight: date, hour it should leave, airport, carrier, minutes late.

    Of those that arrived, in the order of the year.

    >>> len(flights_sample())
    20460
    """
    with np.load(FILE) as file:
        records = np.empty(len(file["minutes"]), FIELDS)
        records["date"] = np.datetime64("2013-01-01") + file["day"].astype(np.int64)
        records["origin"] = file["origins"][file["origin"]]
        records["carrier"] = file["carriers"][file["carrier"]]
        for name in ("hour", "minutes"):
            records[name] = file[name]
    records.flags.writeable = False
    return records
