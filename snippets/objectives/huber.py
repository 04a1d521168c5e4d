"""Huber's loss and smooth L1: squared for small errors, absolute for large ones."""

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


# --8<-- [start:smooth_l1]
def smooth_l1(prediction: ArrayLike, target: ArrayLike, beta: float = 1.0) -> float:
    """Mean of r²/2β where |r| ≤ β, else |r| − β/2, with r = prediction − target.

    Girshick (2015), for β = 1. It is Huber's loss with δ = β, divided by β: for 1 the
    two are one. A small β leaves the absolute error; a large δ half the squared one.

    >>> smooth_l1([3.0], [0.0], 1e-9), huber([3.0], [0.0], 1e9)
    (2.9999999995, 4.5)
    """
    return huber(prediction, target, beta) / beta


def smooth_l1_gradient(
    prediction: ArrayLike, target: ArrayLike, beta: float = 1.0
) -> Array:
    """Gradient by the predictions, r/β clipped to ±1, over n; in their shape.

    >>> smooth_l1_gradient([0.5, 10.0], [0.0, 0.0], 2.0)
    array([0.125, 0.5  ])
    """
    return huber_gradient(prediction, target, beta) / beta


# --8<-- [end:smooth_l1]


def _residual(prediction: ArrayLike, target: ArrayLike, delta: float) -> Array:
    if not 0.0 < delta < np.inf:
        raise ValueError(f"delta must be positive and finite, not {delta}")
    prediction, target = paired(prediction, target)
    return prediction - target
