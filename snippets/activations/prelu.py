"""The parametric ReLU: a leaky ReLU that learns its own slope."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.activations.leaky_relu import leaky_relu, leaky_relu_derivative
from snippets.arrays import Array, as_floats


# --8<-- [start:prelu]
def prelu(x: ArrayLike, alpha: float = 0.25) -> Array:
    """Parametric ReLU, x where x > 0 and αx elsewhere; same shape as `x`.

    Element by element. He et al. (2015), whose training starts from α = ¼.

    >>> prelu([-2.0, 3.0])
    array([-0.5,  3. ])
    """
    return leaky_relu(x, alpha)


def prelu_derivative(x: ArrayLike, alpha: float = 0.25) -> Array:
    """Slope of the parametric ReLU, 1 where x > 0 and α elsewhere; same shape as `x`.

    >>> prelu_derivative([-2.0, 0.0, 3.0])
    array([0.25, 0.25, 1.  ])
    """
    return leaky_relu_derivative(x, alpha)


def prelu_gradient_by_alpha(x: ArrayLike) -> Array:
    """Slope of the output by α, min(0, x): what makes the parameter learnable.

    Same shape as `x`. Only inputs below zero have a say in it.

    >>> prelu_gradient_by_alpha([-2.0, 3.0])
    array([-2.,  0.])
    """
    return np.minimum(as_floats(x), 0.0)


# --8<-- [end:prelu]
