"""How many rows share what is known of one of them."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


# --8<-- [start:crowd]
def crowd(*columns: ArrayLike) -> NDArray[np.int64]:
    """How many rows have the same entries as each row, itself included; shape (n,).

    A row in a crowd of 1 stands alone: whoever knows these columns of it finds all
    others. A table is k-anonymous if no crowd is smaller than k. Sweeney (2002).

    >>> crowd(["Mon", "Mon", "Tue"], [9, 9, 9])
    array([2, 2, 1])
    """
    codes = [np.unique(column, return_inverse=True)[1] for column in columns]
    table = np.column_stack(codes)
    _, home, size = np.unique(table, axis=0, return_inverse=True, return_counts=True)
    return size[home.ravel()]


# --8<-- [end:crowd]


def alone(sizes: NDArray[Any]) -> float:
    """The share of rows that stand alone.

    >>> alone(np.array([2, 2, 1, 1]))
    0.5
    """
    return float(np.mean(sizes == 1))
