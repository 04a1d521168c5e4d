"""Log-cosh: Huber's loss without the seam."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.arrays import Array
from snippets.objectives.pairs import paired


# --8<-- [start:log_cosh]
def log_cosh(prediction: ArrayLike, target: ArrayLike) -> float:
    """Mean of log cosh(prediction − target), over all elements. Green (1990).

    About r²/2 for small errors r, and |r| − log 2 for large ones. As written, cosh
    overflows beyond 710. |r| + log(1 + e^−2|r|) − log 2 is the same and does not:

    >>> round(log_cosh([1000.0], [0.0]), 4)
    999.3069
    """
    prediction, target = paired(prediction, target)
    size = np.abs(prediction - target)
    return float(np.mean(size + np.log1p(np.exp(-2.0 * size)) - np.log(2.0)))


def log_cosh_gradient(prediction: ArrayLike, target: ArrayLike) -> Array:
    """Gradient by the predictions, tanh(prediction − target) / n, in their shape.

    >>> log_cosh_gradient([-1000.0, 0.0], [0.0, 0.0])
    array([-0.5,  0. ])
    """
    prediction, target = paired(prediction, target)
    return np.tanh(prediction - target) / prediction.size


# --8<-- [end:log_cosh]
