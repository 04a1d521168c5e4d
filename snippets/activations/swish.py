"""Swish with its parameter: from half the identity to ReLU."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.activations.sigmoid import sigmoid, sigmoid_derivative
from snippets.arrays import Array, as_floats


# --8<-- [start:swish]
def swish(x: ArrayLike, beta: float = 1.0) -> Array:
    """Swish, x σ(βx), element by element; same shape as `x`.

    Ramachandran et al. (2017). β = 1 is SiLU, β = 0 half the identity, and a large β
    comes close to ReLU:

    >>> swish([-2.0, 2.0], beta=0.0), swish([-2.0, 2.0], beta=50.0).round(4)
    (array([-1.,  1.]), array([-0.,  2.]))
    """
    x = as_floats(x)
    gate = sigmoid(beta * x)
    # Where the gate is shut altogether, nothing passes, not even −∞.
    return np.where(gate == 0.0, 0.0, x) * gate


def swish_derivative(x: ArrayLike, beta: float = 1.0) -> Array:
    """Slope of Swish, σ(βx) + βx σ′(βx), by the product rule; same shape as `x`.

    >>> swish_derivative([-np.inf, 0.0, np.inf])
    array([0. , 0.5, 1. ])
    """
    # Outside ±1000, it is 0 or 1.
    scaled: Array = np.clip(beta * as_floats(x), -1000.0, 1000.0)
    return sigmoid(scaled) + scaled * sigmoid_derivative(scaled)


# --8<-- [end:swish]
