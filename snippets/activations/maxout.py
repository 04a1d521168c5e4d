"""Maxout: the largest of several sums."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.activations.softmax import shifted
from snippets.arrays import Array, as_floats


# --8<-- [start:maxout]
def maxout(pieces: ArrayLike) -> Array:
    """Largest of the pieces along the last axis, which it drops.

    Goodfellow et al. (2013). Each piece is a weighted sum of its own. With one of two
    pieces at 0 it is ReLU; more of them follow any curve that bends upwards:

    >>> maxout([[3.0, 0.0], [-3.0, 0.0]])
    array([3., 0.])
    """
    largest: Array = as_floats(pieces).max(axis=-1)
    return largest


def maxout_gradient(pieces: ArrayLike) -> Array:
    """Slope by each piece: 1 for the largest, 0 for the rest; same shape as `pieces`.

    Where several are largest, they share the 1.

    >>> maxout_gradient([[3.0, 0.0], [2.0, 2.0]])
    array([[1. , 0. ],
           [0.5, 0.5]])
    """
    largest = 1.0 + np.sign(shifted(pieces))
    shares: Array = largest / largest.sum(axis=-1, keepdims=True)
    return shares


# --8<-- [end:maxout]
