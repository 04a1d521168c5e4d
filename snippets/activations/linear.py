"""The identity, for outputs that may be any number."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.arrays import Array, as_floats


# --8<-- [start:linear]
def linear(x: ArrayLike) -> Array:
    """Identity, x, element by element, as a new array; same shape as `x`.

    Widrow & Hoff (1960). A new array, so that changing the output in place leaves the
    input as it was:

    >>> x = np.array([-1.0, 2.0])
    >>> y = linear(x)
    >>> y *= 10
    >>> x
    array([-1.,  2.])
    """
    return np.positive(as_floats(x))


def linear_derivative(x: ArrayLike) -> Array:
    """Slope of the identity, 1 everywhere; same shape as `x`.

    Clipping to [1, 1] in place of np.ones_like keeps NaN, which should never vanish on
    its way:

    >>> linear_derivative([-5.0, 0.0, np.nan])
    array([ 1.,  1., nan])
    """
    return np.clip(as_floats(x), 1.0, 1.0)


# --8<-- [end:linear]
