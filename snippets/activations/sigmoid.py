"""The sigmoid: any number squashed into (0, 1)."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.arrays import Array, as_floats


# --8<-- [start:sigmoid]
def sigmoid(x: ArrayLike) -> Array:
    """Logistic function, 1 / (1 + e⁻ˣ), element by element; same shape as `x`.

    Rumelhart et al. (1986). As written, e⁻ˣ overflows far below zero. With e^−|x|,
    which is at most 1, nothing does:

    >>> sigmoid([-1000.0, 0.0, 1000.0])
    array([0. , 0.5, 1. ])
    """
    x = as_floats(x)
    e = np.exp(-np.abs(x))
    return np.where(x < 0, e, 1.0) / (1.0 + e)


def sigmoid_derivative(x: ArrayLike) -> Array:
    """Slope of the sigmoid, σ(x) (1 − σ(x)), largest at 0; same shape as `x`.

    1 − σ(x) is σ(−x). Written so, the slope keeps its digits where 1 − σ(x) is rounded
    to 0:

    >>> sigmoid_derivative([0.0, 40.0])
    array([2.50000000e-01, 4.24835426e-18])
    """
    x = as_floats(x)
    return sigmoid(x) * sigmoid(-x)


# --8<-- [end:sigmoid]
