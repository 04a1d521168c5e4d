"""Write the sample of flights that the data explorer reads, from all flights.

To run it: `python -m snippets.data.write_sample`.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from snippets.data.flights import arrived
from snippets.data.sample import FILE

EVERY = 16


def sample() -> dict[str, NDArray[np.generic]]:
    """The columns of the file: dates as days of the year, names as places in a list.

    >>> sorted(sample())
    ['carrier', 'carriers', 'day', 'hour', 'minutes', 'origin', 'origins']
    """
    chosen = arrived().iloc[::EVERY]
    dates = pd.to_datetime({"year": 2013, "month": chosen.month, "day": chosen.day})
    origins, origin = np.unique(chosen.origin.to_numpy(str), return_inverse=True)
    carriers, carrier = np.unique(chosen.carrier.to_numpy(str), return_inverse=True)
    return {
        "day": (dates - pd.Timestamp("2013-01-01")).dt.days.to_numpy(np.int16),
        "hour": chosen.hour.to_numpy(np.int8),
        "origin": origin.astype(np.int8),
        "carrier": carrier.astype(np.int8),
        "minutes": chosen.arr_delay.to_numpy(np.int16),
        "origins": origins,
        "carriers": carriers,
    }


def main() -> None:
    """Write the file anew."""
    with FILE.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **sample())


if __name__ == "__main__":
    main()
