"""The sigmoid linear unit, also called Swish: each input weighed by its own sigmoid."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.activations.sigmoid import sigmoid, sigmoid_derivative
from snippets.arrays import Array, as_floats


# --8<-- [start:silu]
def silu(x: ArrayLike) -> Array:
    """Sigmoid linear unit or Swish, x σ(x), element by element; same shape as `x`.

    Hendrycks & Gimpel (2016). Studied as SiLU by Elfwing et al. (2018), as Swish by
    Ramachandran et al. (2017). σ(−1000) is 0 in floating point, so a floor of −1000
    changes no value but that of −∞, where −∞ · 0 would be NaN:

    >>> silu([-np.inf, -1.0, 0.0, 1.0]).round(4)
    array([-0.    , -0.2689,  0.    ,  0.7311])
    """
    x = as_floats(x)
    return np.maximum(x, -1000.0) * sigmoid(x)


def silu_derivative(x: ArrayLike) -> Array:
    """Slope of SiLU, σ(x) + x σ′(x), by the product rule; same shape as `x`.

    Outside ±1000 it is 0 or 1.

    >>> silu_derivative([-np.inf, 0.0, 1.0, np.inf]).round(4)
    array([0.    , 0.5   , 0.9277, 1.    ])
    """
    x = np.clip(as_floats(x), -1000.0, 1000.0)
    return sigmoid(x) + x * sigmoid_derivative(x)


# --8<-- [end:silu]
