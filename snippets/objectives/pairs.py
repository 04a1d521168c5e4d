"""What an objective compares: predictions and targets, element by element."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.arrays import Array, as_floats


def paired(prediction: ArrayLike, target: ArrayLike) -> tuple[Array, Array]:
    """Predictions and targets as floats; ValueError unless their shapes are equal.

    NumPy alone would compare every prediction of a column with every target of a row,
    and their mean would look like a loss:

    >>> column, row = np.array([[1.0], [2.0], [3.0]]), np.array([1.0, 2.0, 3.0])
    >>> (column - row).shape
    (3, 3)
    >>> paired(column, row)
    Traceback (most recent call last):
    ValueError: prediction and target must have one shape, not (3, 1) and (3,)
    """
    prediction, target = as_floats(prediction), as_floats(target)
    if prediction.shape != target.shape:
        raise ValueError(
            "prediction and target must have one shape, "
            f"not {prediction.shape} and {target.shape}"
        )
    if prediction.size == 0:
        raise ValueError("prediction must hold at least one number, and holds none")
    return prediction, target


def shares(logits: ArrayLike, target: ArrayLike) -> tuple[Array, Array]:
    """Logits and targets, paired; ValueError unless every target lies in [0, 1].

    >>> shares([0.3], [-1])
    Traceback (most recent call last):
    ValueError: target must lie between 0 and 1, and reaches from -1.0 to -1.0
    """
    logits, target = paired(logits, target)
    if not ((target >= 0.0) & (target <= 1.0)).all():
        raise ValueError(
            "target must lie between 0 and 1, "
            f"and reaches from {target.min()} to {target.max()}"
        )
    return logits, target


def signs(score: ArrayLike, target: ArrayLike) -> tuple[Array, Array]:
    """Scores and targets, paired; ValueError unless every target is −1 or +1.

    With targets of 0 and 1 a hinge would learn nothing from the zeros, in silence.

    >>> signs([0.3], [0])
    Traceback (most recent call last):
    ValueError: target must be -1 or 1, and holds 0.0
    """
    score, target = paired(score, target)
    odd = target[np.abs(target) != 1.0]
    if odd.size:
        raise ValueError(f"target must be -1 or 1, and holds {odd.flat[0]}")
    return score, target


def distributions(logits: ArrayLike, target: ArrayLike) -> tuple[Array, Array, int]:
    """Logits, target probabilities, and how many rows (samples) they have.

    The last axis holds the classes. ValueError unless each row of `target` is a
    probability distribution.

    >>> distributions([[0.3, 0.2]], [[1, 1]])
    Traceback (most recent call last):
    ValueError: each row of target must sum to 1, and one sums to 2.0
    """
    logits, target = shares(logits, target)
    if logits.ndim == 0:
        raise ValueError(
            "logits must have classes along their last axis, not be one number"
        )
    sums: Array = np.atleast_1d(target.sum(axis=-1))
    wrong = sums[np.abs(sums - 1.0) > 1e-3]
    if wrong.size:
        raise ValueError(
            f"each row of target must sum to 1, and one sums to {wrong.flat[0]}"
        )
    return logits, target, sums.size


def times(factor: Array, other: Array) -> Array:
    """Product in which a factor of 0 silences the other, even where that is infinite.

    >>> times(np.array([0.0, 2.0]), np.array([np.inf, 3.0]))
    array([0., 6.])
    """
    result = np.zeros_like(other, np.result_type(factor, other))
    np.multiply(factor, other, out=result, where=factor != 0.0)
    return result
