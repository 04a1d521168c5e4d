"""The rectified linear unit: what is negative becomes zero."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.arrays import Array, as_floats


# --8<-- [start:relu]
def relu(x: ArrayLike) -> Array:
    """Rectified linear unit, max(0, x), element by element; same shape as `x`.

    Nair & Hinton (2010). Fukushima (1969) had it first. x · (x > 0) would turn −∞ into
    NaN:

    >>> relu([-np.inf, -2.0, 0.0, 3.0])
    array([0., 0., 0., 3.])
    """
    return np.maximum(as_floats(x), 0.0)


def relu_derivative(x: ArrayLike) -> Array:
    """Slope of ReLU, 1 where x > 0 and 0 elsewhere; same shape as `x`.

    At the kink, 0, it is taken as 0. The comparison x > 0 alone would turn NaN into 0;
    the step function keeps it:

    >>> relu_derivative([-2.0, 0.0, 3.0, np.nan])
    array([ 0.,  0.,  1., nan])
    """
    return np.heaviside(as_floats(x), 0.0)


# --8<-- [end:relu]
