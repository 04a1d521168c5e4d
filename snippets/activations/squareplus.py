"""Squareplus: a smooth ReLU without exponential or logarithm."""

from math import sqrt

import numpy as np
from numpy.typing import ArrayLike

from snippets.arrays import Array, as_floats


# --8<-- [start:squareplus]
def squareplus(x: ArrayLike, b: float = 4.0) -> Array:
    """Smooth ReLU, (x + √(x² + b)) / 2, element by element; same shape as `x`.

    Barron (2021). b says how far the corner is rounded off; b = 0 is ReLU. For x < 0
    the sum is a difference and loses its digits, but the two roots' product is −b/4.
    And each half is halved alone, since the whole may be too large to be held:

    >>> squareplus([-1e9, 0.0, 1e308])
    array([1.e-009, 1.e+000, 1.e+308])
    """
    x = as_floats(x)
    larger = np.abs(x) / 2.0 + np.hypot(x, sqrt(b)) / 2.0
    return np.where(x < 0, b / 4.0 / larger, larger)[()]


def squareplus_derivative(x: ArrayLike, b: float = 4.0) -> Array:
    """Slope of squareplus, (1 + x/√(x² + b)) / 2; same shape as `x`.

    With φ the angle at which the point (−x, √b) is seen, this is sin²(φ/2), which
    keeps its digits far below zero:

    >>> squareplus_derivative([-1e9, 0.0, 1e9])
    array([1.e-18, 5.e-01, 1.e+00])
    """
    angle = np.arctan2(sqrt(b), -as_floats(x))
    return np.square(np.sin(angle / 2.0))


# --8<-- [end:squareplus]
