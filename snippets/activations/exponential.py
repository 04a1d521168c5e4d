"""The exponential, as an output."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.arrays import Array, as_floats


# --8<-- [start:exponential]
def exponential(x: ArrayLike) -> Array:
    """Exponential function eˣ, element by element; same shape as `x`.

    Nelder & Wedderburn (1972) predict counts through it. From about 710 on, it is too
    large for a float:

    >>> exponential([-1000.0, 0.0, 1.0, 1000.0]).round(4)
    array([0.    , 1.    , 2.7183,    inf])
    """
    with np.errstate(over="ignore"):
        return np.exp(as_floats(x))


def exponential_derivative(x: ArrayLike) -> Array:
    """Slope of the exponential, which is eˣ itself; same shape as `x`.

    >>> exponential_derivative([-1000.0, 0.0])
    array([0., 1.])
    """
    return exponential(x)


# --8<-- [end:exponential]
