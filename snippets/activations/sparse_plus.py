"""Sparse plus and sparse sigmoid: softplus and the sigmoid with true zeros."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.arrays import Array, as_floats


# --8<-- [start:sparse_sigmoid]
def sparse_sigmoid(x: ArrayLike) -> Array:
    """Sparse sigmoid, (x + 1)/2 clipped to [0, 1], element by element.

    Same shape as `x`. Martins & Astudillo (2016): sparsemax with two classes. It is
    what Courbariaux et al. (2015) call the hard sigmoid.

    >>> sparse_sigmoid([-2.0, 0.0, 0.5, 2.0])
    array([0.  , 0.5 , 0.75, 1.  ])
    """
    return (np.clip(as_floats(x), -1.0, 1.0) + 1.0) / 2.0


def sparse_sigmoid_derivative(x: ArrayLike) -> Array:
    """Slope of the sparse sigmoid, ½ where −1 < x < 1 and 0 elsewhere.

    At the kinks too; same shape as `x`.

    >>> sparse_sigmoid_derivative([-1.0, 0.0, 1.0])
    array([0. , 0.5, 0. ])
    """
    return np.heaviside(1.0 - np.abs(as_floats(x)), 0.0) / 2.0


# --8<-- [end:sparse_sigmoid]


# --8<-- [start:sparse_plus]
def sparse_plus(x: ArrayLike) -> Array:
    """Sparse plus: 0 up to −1, x from 1 on, and between them (x + 1)²/4.

    Element by element; same shape as `x`. It is to the sparse sigmoid of Martins &
    Astudillo (2016) what softplus is to the sigmoid.

    >>> sparse_plus([-2.0, 0.0, 1.0, 3.0])
    array([0.  , 0.25, 1.  , 3.  ])
    """
    x = as_floats(x)
    parabola = np.square(np.clip(x, -1.0, 1.0) + 1.0) / 4.0
    result: Array = parabola + np.maximum(x - 1.0, 0.0)
    return result


def sparse_plus_derivative(x: ArrayLike) -> Array:
    """Slope of sparse plus, which is the sparse sigmoid; same shape as `x`.

    >>> sparse_plus_derivative([-2.0, 0.0, 1.0, 3.0])
    array([0. , 0.5, 1. , 1. ])
    """
    return sparse_sigmoid(x)


# --8<-- [end:sparse_plus]
