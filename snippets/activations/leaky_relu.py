"""Leaky ReLU: a small slope in place of none."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.arrays import Array, as_floats


# --8<-- [start:leaky_relu]
def leaky_relu(x: ArrayLike, alpha: float = 0.01) -> Array:
    """Leaky ReLU, x where x > 0 and αx elsewhere; same shape as `x`.

    Element by element. Maas et al. (2013). max(x, αx), which is often seen, is wrong
    for α > 1:

    >>> leaky_relu([-2.0, 3.0]), leaky_relu([-2.0, 3.0], alpha=2.0)
    (array([-0.02,  3.  ]), array([-4.,  3.]))
    """
    x = as_floats(x)
    return np.maximum(x, 0.0) + alpha * np.minimum(x, 0.0)


def leaky_relu_derivative(x: ArrayLike, alpha: float = 0.01) -> Array:
    """Slope of leaky ReLU, 1 where x > 0 and α elsewhere; same shape as `x`.

    At the kink, 0, it is taken as α.

    >>> leaky_relu_derivative([-2.0, 0.0, 3.0])
    array([0.01, 0.01, 1.  ])
    """
    positive = np.heaviside(as_floats(x), 0.0)
    return positive + alpha * (1.0 - positive)


# --8<-- [end:leaky_relu]
