"""What a join does to the rows of a table: it keeps, loses or repeats them."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[Any]
Counts = NDArray[np.int64]


# --8<-- [start:fits]
def fits(left: Keys, right: Keys) -> Counts:
    """How many rows of the right table each row of the left one meets, by its key.

    An inner join writes a row as often as it meets one: 0 loses it, 2 repeats it. The
    keys have shapes (n,) and (m,), m ≥ 1; the result has shape (n,).

    >>> fits(np.array(["EWR", "JFK", "LGA"]), np.array(["JFK", "EWR", "JFK"]))
    array([1, 2, 0])
    """
    keys, counts = np.unique(right, return_counts=True)
    place = np.searchsorted(keys, left).clip(max=len(keys) - 1)
    return np.where(keys[place] == left, counts[place], 0)


# --8<-- [end:fits]
