"""Softplus: ReLU with its corner rounded off."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.activations.sigmoid import sigmoid
from snippets.arrays import Array, as_floats


# --8<-- [start:softplus]
def softplus(x: ArrayLike) -> Array:
    """Smooth ReLU, log(1 + eˣ), element by element; same shape as `x`.

    Dugas et al. (2001). As written, eˣ overflows from about 710 on. With e^−|x|, which
    is at most 1, nothing does:

    >>> softplus([-1000.0, 0.0, 1000.0])
    array([0.00000000e+00, 6.93147181e-01, 1.00000000e+03])
    """
    x = as_floats(x)
    return np.maximum(x, 0.0) + np.log1p(np.exp(-np.abs(x)))


def softplus_derivative(x: ArrayLike) -> Array:
    """Slope of softplus, which is the sigmoid, 1 / (1 + e⁻ˣ); same shape as `x`.

    >>> softplus_derivative([-1000.0, 0.0, 1000.0])
    array([0. , 0.5, 1. ])
    """
    return sigmoid(x)


# --8<-- [end:softplus]
