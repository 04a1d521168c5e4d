"""Huber's loss: squared for small errors, absolute for large ones."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.arrays import Array
from snippets.objectives.pairs import paired


# --8<-- [start:huber]
def huber(prediction: ArrayLike, target: ArrayLike, delta: float = 1.0) -> float:
    """Mean of r²/2 where |r| ≤ δ, else δ (|r| − δ/2), with r = prediction − target.

    Huber (1964). ValueError unless 0 < δ < ∞.

    >>> huber([0.5], [0.0]), huber([10.0], [0.0])
    (0.125, 9.5)
    """
    residual = _residual(prediction, target, delta)
    # The part of each error within δ is squared, the rest is not.
    inner = np.minimum(np.abs(residual), delta)
    return float(np.mean(inner * (np.abs(residual) - inner / 2.0)))


def huber_gradient(
    prediction: ArrayLike, target: ArrayLike, delta: float = 1.0
) -> Array:
    """Gradient by the predictions, the residual clipped to ±δ, over n; their shape.

    >>> huber_gradient([0.5, 10.0, -1000.0, 0.0], [0.0, 0.0, 0.0, 0.0])
    array([ 0.125,  0.25 , -0.25 ,  0.   ])
    """
    residual = _residual(prediction, target, delta)
    return np.clip(residual, -delta, delta) / residual.size


# --8<-- [end:huber]


def _residual(prediction: ArrayLike, target: ArrayLike, delta: float) -> Array:
    if not 0.0 < delta < np.inf:
        raise ValueError(f"delta must be positive and finite, not {delta}")
    prediction, target = paired(prediction, target)
    return prediction - target
