"""The squared ReLU: flat on the left, a parabola on the right."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.activations.relu import relu
from snippets.arrays import Array


# --8<-- [start:relu_squared]
def relu_squared(x: ArrayLike) -> Array:
    """Squared ReLU, max(0, x)², element by element; same shape as `x`.

    So et al. (2021). The kink of ReLU is gone, and large inputs grow larger still:

    >>> relu_squared([-2.0, 0.5, 3.0])
    array([0.  , 0.25, 9.  ])
    """
    with np.errstate(over="ignore"):  # what is too large to hold is ∞
        return np.square(relu(x))


def relu_squared_derivative(x: ArrayLike) -> Array:
    """Slope of the squared ReLU, 2 max(0, x); same shape as `x`.

    >>> relu_squared_derivative([-2.0, 0.5, 3.0])
    array([0., 1., 6.])
    """
    return 2.0 * relu(x)


# --8<-- [end:relu_squared]
