"""Hard tanh: three straight lines in place of tanh."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.arrays import Array, as_floats


# --8<-- [start:hard_tanh]
def hard_tanh(x: ArrayLike) -> Array:
    """Hard tanh, x clipped to [−1, 1], element by element; same shape as `x`.

    Collobert (2004). min and max of Python would lose NaN or keep it, depending on the
    order; NumPy's clip keeps it:

    >>> hard_tanh([-np.inf, -0.5, 2.0, np.nan])
    array([-1. , -0.5,  1. ,  nan])
    """
    return np.clip(as_floats(x), -1.0, 1.0)


def hard_tanh_derivative(x: ArrayLike) -> Array:
    """Slope of hard tanh, 1 where −1 < x < 1 and 0 elsewhere, at the kinks too.

    Same shape as `x`.

    >>> hard_tanh_derivative([-1.0, -0.5, 1.0, 2.0])
    array([0., 1., 0., 0.])
    """
    return np.heaviside(1.0 - np.abs(as_floats(x)), 0.0)


# --8<-- [end:hard_tanh]
