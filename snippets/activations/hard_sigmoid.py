"""Hard sigmoids: three straight lines in place of the sigmoid.

In the two definitions in use.
"""

import numpy as np
from numpy.typing import ArrayLike

from snippets.arrays import Array, as_floats


# --8<-- [start:hard_sigmoid]
def hard_sigmoid(x: ArrayLike) -> Array:
    """Today's hard sigmoid, x/6 + ½ clipped to [0, 1], element by element.

    Same shape as `x`. Howard et al. (2019). Unlike the sigmoid, it reaches 0 and 1:

    >>> hard_sigmoid([-3.0, 0.0, 3.0, np.inf])
    array([0. , 0.5, 1. , 1. ])
    """
    line: Array = as_floats(x) / 6.0 + 0.5
    return np.clip(line, 0.0, 1.0)


def hard_sigmoid_derivative(x: ArrayLike) -> Array:
    """Slope of `hard_sigmoid`, 1/6 where −3 < x < 3 and 0 elsewhere, at the kinks too.

    Same shape as `x`.

    >>> hard_sigmoid_derivative([-3.0, 0.0, 3.0]) * 6
    array([0., 1., 0.])
    """
    return np.heaviside(3.0 - np.abs(as_floats(x)), 0.0) / 6.0


# --8<-- [end:hard_sigmoid]


# --8<-- [start:keras_hard_sigmoid]
def keras_hard_sigmoid(x: ArrayLike) -> Array:
    """Hard sigmoid of Keras before version 3, 0.2x + 0.5 clipped to [0, 1].

    Element by element; same shape as `x`. Courbariaux et al. (2015) clip (x + 1)/2
    instead. The same name, two answers:

    >>> keras_hard_sigmoid([-2.5, 1.0, 2.5]), hard_sigmoid([-2.5, 1.0, 2.5]).round(2)
    (array([0. , 0.7, 1. ]), array([0.08, 0.67, 0.92]))
    """
    line: Array = 0.2 * as_floats(x) + 0.5
    return np.clip(line, 0.0, 1.0)


def keras_hard_sigmoid_derivative(x: ArrayLike) -> Array:
    """Slope of `keras_hard_sigmoid`, 0.2 where −2.5 < x < 2.5 and 0 elsewhere.

    At the kinks too; same shape as `x`.

    >>> keras_hard_sigmoid_derivative([-2.5, 0.0, 2.5])
    array([0. , 0.2, 0. ])
    """
    return 0.2 * np.heaviside(2.5 - np.abs(as_floats(x)), 0.0)


# --8<-- [end:keras_hard_sigmoid]
