"""Sparsemax: probabilities of which some are exactly zero."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.activations.softmax import shifted
from snippets.arrays import Array


# --8<-- [start:sparsemax]
def sparsemax_support(logits: ArrayLike) -> Array:
    """Row with 1 for each logit that gets more than 0, else 0; same shape.

    Over the last axis. With the row sorted, the k largest get something as long as
    1 + k x₍ₖ₎ exceeds their sum.

    >>> sparsemax_support([1.5, 1.0, -1.0])
    array([1., 1., 0.])
    """
    # What is behind the largest by 1 or more gets nothing: how far does not matter.
    z = np.maximum(shifted(logits), -1.0)
    row = np.sort(z, axis=-1)[..., ::-1]
    counts = np.arange(1, row.shape[-1] + 1, dtype=row.dtype)
    with np.errstate(invalid="ignore"):  # of NaN in half precision, NumPy would warn
        kept = np.sum(1.0 + counts * row > row.cumsum(axis=-1), axis=-1, keepdims=True)
        least = np.take_along_axis(row, np.maximum(kept - 1, 0), axis=-1)
        support: Array = np.heaviside(z - least, 1.0)
    return support


def sparsemax(logits: ArrayLike) -> Array:
    """Nearest probabilities to the logits, max(0, xᵢ − τ), where τ makes their sum 1.

    Over the last axis; same shape. Martins & Astudillo (2016). Unlike softmax, it gives
    zeros:

    >>> sparsemax([1.5, 1.0, -1.0]), sparsemax([3.0, 1.0, 1000.0])
    (array([0.75, 0.25, 0.  ]), array([0., 0., 1.]))
    """
    z = np.maximum(shifted(logits), -1.0)
    r = sparsemax_support(logits)
    total = np.sum(r * z, axis=-1, keepdims=True)
    tau: Array = (total - 1.0) / np.sum(r, axis=-1, keepdims=True)
    return np.maximum(z - tau, 0.0)


def sparsemax_jacobian(logits: ArrayLike) -> Array:
    """Slope of each probability by each logit, rᵢ(δᵢⱼ − rⱼ/Σₖrₖ).

    Shape (..., classes, classes). rᵢ is 1 where the probability is positive, else 0.

    >>> sparsemax_jacobian([1.5, 1.0, -1.0])
    array([[ 0.5, -0.5,  0. ],
           [-0.5,  0.5,  0. ],
           [ 0. ,  0. ,  0. ]])
    """
    r = sparsemax_support(logits)
    identity = np.eye(r.shape[-1], dtype=r.dtype)
    share: Array = r / r.sum(axis=-1, keepdims=True)
    return r[..., :, np.newaxis] * (identity - share[..., np.newaxis, :]) + 0.0


# --8<-- [end:sparsemax]
