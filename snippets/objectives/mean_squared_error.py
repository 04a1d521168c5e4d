"""The mean squared error: large errors count far more than small ones."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.arrays import Array
from snippets.objectives.pairs import paired


# --8<-- [start:mean_squared_error]
def mean_squared_error(prediction: ArrayLike, target: ArrayLike) -> float:
    """Mean of (prediction − target)², over all elements. Legendre (1805).

    An error twice as large costs four times as much:

    >>> mean_squared_error([1.0], [0.0]), mean_squared_error([2.0], [0.0])
    (1.0, 4.0)
    """
    prediction, target = paired(prediction, target)
    return float(np.mean((prediction - target) ** 2))


def mean_squared_error_gradient(prediction: ArrayLike, target: ArrayLike) -> Array:
    """Gradient by the predictions, 2 (prediction − target) / n, in their shape.

    >>> mean_squared_error_gradient([3.0, 1.0], [1.0, 1.0])
    array([2., 0.])
    """
    prediction, target = paired(prediction, target)
    return 2.0 * (prediction - target) / prediction.size


# --8<-- [end:mean_squared_error]
