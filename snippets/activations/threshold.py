"""The threshold: nothing below it, everything above."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.arrays import Array, as_floats


# --8<-- [start:threshold]
def threshold(x: ArrayLike, theta: float = 1.0, value: float = 0.0) -> Array:
    """Thresholded linear unit, x where x > θ and a fixed value elsewhere.

    Element by element; same shape as `x`. Konda et al. (2015). ReLU jumps nowhere;
    this does, at θ:

    >>> threshold([-2.0, 1.0, 1.5]), threshold([-2.0, 1.0, 1.5], theta=0.0)
    (array([0. , 0. , 1.5]), array([0. , 1. , 1.5]))
    """
    x = as_floats(x)
    above = np.heaviside(x - theta, 0.0)
    result: Array = np.where(above == 0.0, value, x)[()]
    return result


def threshold_derivative(x: ArrayLike, theta: float = 1.0) -> Array:
    """Slope of the thresholded unit, 1 where x > θ and 0 elsewhere; same shape as `x`.

    >>> threshold_derivative([-2.0, 1.0, 1.5])
    array([0., 0., 1.])
    """
    step: Array = np.heaviside(as_floats(x) - theta, 0.0)
    return step


# --8<-- [end:threshold]
