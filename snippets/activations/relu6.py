"""ReLU6: a ReLU that stops at six."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.arrays import Array, as_floats


# --8<-- [start:relu6]
def relu6(x: ArrayLike) -> Array:
    """ReLU with a ceiling, min(max(0, x), 6), element by element; same shape as `x`.

    Krizhevsky (2010). Numbers between 0 and 6 fit into few bits with digits to spare:

    >>> relu6([-2.0, 3.0, 100.0])
    array([0., 3., 6.])
    """
    return np.clip(as_floats(x), 0.0, 6.0)


def relu6_derivative(x: ArrayLike) -> Array:
    """Slope of ReLU6, 1 where 0 < x < 6 and 0 elsewhere, at the kinks too.

    Same shape as `x`.

    >>> relu6_derivative([0.0, 3.0, 6.0])
    array([0., 1., 0.])
    """
    inside: Array = np.heaviside(3.0 - np.abs(as_floats(x) - 3.0), 0.0)
    return inside


# --8<-- [end:relu6]
