"""The exponential linear unit: below zero it bends towards −α."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.arrays import Array, as_floats


# --8<-- [start:elu]
def elu(x: ArrayLike, alpha: float = 1.0) -> Array:
    """Exponential linear unit, x where x > 0 and α(eˣ − 1) elsewhere.

    Same shape as `x`. Clevert et al. (2016). Near zero, eˣ − 1 loses its digits, and
    for large x it overflows even where it is not used:

    >>> elu([-1000.0, -1e-20, 1000.0])
    array([-1.e+00, -1.e-20,  1.e+03])
    """
    x = as_floats(x)
    return np.maximum(x, 0.0) + alpha * np.expm1(np.minimum(x, 0.0))


def elu_derivative(x: ArrayLike, alpha: float = 1.0) -> Array:
    """Slope of ELU, 1 where x > 0 and αeˣ elsewhere; same shape as `x`.

    At 0, a kink unless α = 1, it is taken as α.

    >>> elu_derivative([-1000.0, 0.0, 1000.0]), elu_derivative([0.0], alpha=0.5)
    (array([0., 1., 1.]), array([0.5]))
    """
    x = as_floats(x)
    positive = np.heaviside(x, 0.0)
    return positive + alpha * (1.0 - positive) * np.exp(np.minimum(x, 0.0))


# --8<-- [end:elu]
