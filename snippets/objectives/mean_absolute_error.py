"""The mean absolute error: every error counts by its size, and no more."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.arrays import Array
from snippets.objectives.pairs import paired


# --8<-- [start:mean_absolute_error]
def mean_absolute_error(prediction: ArrayLike, target: ArrayLike) -> float:
    """Mean of |prediction − target|, over all elements. Boscovich (1757).

    >>> mean_absolute_error([1.0], [0.0]), mean_absolute_error([2.0], [0.0])
    (1.0, 2.0)
    """
    prediction, target = paired(prediction, target)
    return float(np.mean(np.abs(prediction - target)))


def mean_absolute_error_gradient(prediction: ArrayLike, target: ArrayLike) -> Array:
    """Gradient by the predictions, sign(prediction − target) / n, in their shape.

    It says which way, never how far. At the kink, where there is no slope, it is 0.

    >>> mean_absolute_error_gradient([0.001, 1000.0, 0.0, -5.0], [0.0, 0.0, 0.0, 0.0])
    array([ 0.25,  0.25,  0.  , -0.25])
    """
    prediction, target = paired(prediction, target)
    return np.sign(prediction - target) / prediction.size


# --8<-- [end:mean_absolute_error]
