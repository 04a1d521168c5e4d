"""Shares of small groups, and how far to believe them."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.arrays import Array, as_floats

WEIGHT = 50  # flights, with which a share of few is pulled towards that of all


# --8<-- [start:shrunk]
def shrunk(hits: ArrayLike, cases: ArrayLike, share: float, weight: float) -> Array:
    """The share of hits among the cases of each group, pulled towards that of all.

    As if `weight` further cases with the common share had been seen: small groups are
    pulled far, large ones hardly. After Efron and Morris (1975).

    >>> shrunk([1, 100], [1, 100], share=0.2, weight=50).round(2)
    array([0.22, 0.73])
    """
    return (as_floats(hits) + weight * share) / (as_floats(cases) + weight)


# --8<-- [end:shrunk]


def standard_error(share: ArrayLike, cases: ArrayLike) -> Array:
    """By how much chance moves the share of so many cases, if `share` is the true one.

    >>> standard_error(0.5, [1, 100])
    array([0.5 , 0.05])
    """
    share, cases = as_floats(share), as_floats(cases)
    error: Array = np.sqrt(share * (1 - share) / cases)
    return error
