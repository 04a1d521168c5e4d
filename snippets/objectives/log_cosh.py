"""Log-cosh: Huber's loss without the seam."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.arrays import Array
from snippets.objectives.pairs import paired


# --8<-- [start:log_cosh]
def log_cosh(prediction: ArrayLike, target: ArrayLike) -> float:
    """Mean of log cosh(prediction − target), over all elements. Green (1990).

    About r²/2 for small errors r, and |r| − log 2 for large ones. As written, cosh
    overflows beyond 710 and is rounded to 1 below 1e-8. Two other forms of it are not:
    |r| + log(1 + e^−2|r|) − log 2, and log(1 + 2 sinh²(r/2)).

    >>> round(log_cosh([1000.0], [0.0]), 4), f"{log_cosh([1e-10], [0.0]):.3g}"
    (999.3069, '5e-21')
    """
    prediction, target = paired(prediction, target)
    size = np.abs(prediction - target)
    far = size + np.log1p(np.exp(-2.0 * size)) - np.log(2.0)
    near = np.log1p(2.0 * np.sinh(np.minimum(size, 1.0) / 2.0) ** 2)
    return float(np.mean(np.where(size < 1.0, near, far)))


def log_cosh_gradient(prediction: ArrayLike, target: ArrayLike) -> Array:
    """Gradient by the predictions, tanh(prediction − target) / n, in their shape.

    >>> log_cosh_gradient([-1000.0, 0.0], [0.0, 0.0])
    array([-0.5,  0. ])
    """
    prediction, target = paired(prediction, target)
    return np.tanh(prediction - target) / prediction.size


# --8<-- [end:log_cosh]
