"""Hard Swish: SiLU with the hard sigmoid in place of the sigmoid."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.activations.hard_sigmoid import hard_sigmoid, hard_sigmoid_derivative
from snippets.arrays import Array, as_floats


# --8<-- [start:hard_swish]
def hard_swish(x: ArrayLike) -> Array:
    """Hard Swish, x hard_sigmoid(x), element by element; same shape as `x`.

    Howard et al. (2019). The hard sigmoid of −3 is 0, so a floor of −3 changes no value
    but that of −∞, where −∞ · 0 would be NaN:

    >>> hard_swish([-np.inf, -1.5, 0.0, 4.0])
    array([-0.   , -0.375,  0.   ,  4.   ])
    """
    x = as_floats(x)
    return np.maximum(x, -3.0) * hard_sigmoid(x)


def hard_swish_derivative(x: ArrayLike) -> Array:
    """Slope of hard Swish, 0 where x ≤ −3, 1 where x ≥ 3, x/3 + ½ between.

    At the kinks too; same shape as `x`. Computed by the product rule:

    >>> hard_swish_derivative([-np.inf, -3.0, -1.5, 0.0, 3.0])
    array([0. , 0. , 0. , 0.5, 1. ])
    """
    x = as_floats(x)
    return hard_sigmoid(x) + np.clip(x, -3.0, 3.0) * hard_sigmoid_derivative(x)


# --8<-- [end:hard_swish]
