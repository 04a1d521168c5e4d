"""Mish: a relative of SiLU, found by search."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.activations.sigmoid import sigmoid
from snippets.activations.softplus import softplus
from snippets.activations.tanh import tanh, tanh_derivative
from snippets.arrays import Array, as_floats


# --8<-- [start:mish]
def mish(x: ArrayLike) -> Array:
    """Mish, x tanh(softplus(x)), element by element; same shape as `x`. Misra (2019).

    The weight of −1000 is 0 in floating point, so a floor of −1000 changes no value but
    that of −∞, where −∞ · 0 would be NaN:

    >>> mish([-np.inf, -1.0, 0.0, 1.0]).round(4)
    array([-0.    , -0.3034,  0.    ,  0.8651])
    """
    x = as_floats(x)
    return np.maximum(x, -1000.0) * tanh(softplus(x))


def mish_derivative(x: ArrayLike) -> Array:
    """Slope of Mish, tanh(s) + x tanh′(s) σ(x) with s = softplus(x).

    By the product and chain rules; same shape as `x`.

    >>> mish_derivative([-np.inf, 0.0, 1.0, np.inf]).round(4)
    array([0.   , 0.6  , 1.049, 1.   ])
    """
    x = np.clip(as_floats(x), -1000.0, 1000.0)
    s = softplus(x)
    return tanh(s) + x * tanh_derivative(s) * sigmoid(x)


# --8<-- [end:mish]
