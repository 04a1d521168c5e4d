"""The hinge: right is not enough, it has to be right by a margin."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.arrays import Array
from snippets.objectives.pairs import signs


# --8<-- [start:hinge]
def hinge(score: ArrayLike, target: ArrayLike) -> float:
    """Mean of max(0, 1 − t s), over all scores s and targets t, which are −1 or +1.

    Cortes and Vapnik (1995). Beyond the margin, nothing is left to win:

    >>> hinge([-1.0], [1]), hinge([0.5], [1]), hinge([3.0], [1])
    (2.0, 0.5, 0.0)
    """
    s, t = signs(score, target)
    return float(np.mean(np.maximum(0.0, 1.0 - t * s)))


def hinge_gradient(score: ArrayLike, target: ArrayLike) -> Array:
    """Gradient by the scores: −t/n within the margin, 0 beyond and on it; their shape.

    >>> hinge_gradient([-1000.0, 0.0, 1.0, 1000.0], [1, -1, 1, 1])
    array([-0.25,  0.25,  0.  ,  0.  ])
    """
    s, t = signs(score, target)
    # −1 within the margin, 0 beyond it; what is not a number stays so.
    within = np.minimum(np.sign(t * s - 1.0), 0.0)
    return within * t / s.size


# --8<-- [end:hinge]


# --8<-- [start:squared_hinge]
def squared_hinge(score: ArrayLike, target: ArrayLike) -> float:
    """Mean of max(0, 1 − t s)², over all scores s and targets t, which are −1 or +1.

    Cortes and Vapnik (1995). No kink at the margin, and less mercy for outliers:

    >>> squared_hinge([-1.0], [1]), squared_hinge([0.5], [1]), squared_hinge([3.0], [1])
    (4.0, 0.25, 0.0)
    """
    s, t = signs(score, target)
    return float(np.mean(np.maximum(0.0, 1.0 - t * s) ** 2))


def squared_hinge_gradient(score: ArrayLike, target: ArrayLike) -> Array:
    """Gradient by the scores, −2 t max(0, 1 − t s) / n, in their shape.

    >>> squared_hinge_gradient([-1.0, 0.5, 1.0, 3.0], [1, -1, 1, 1])
    array([-1.  ,  0.75,  0.  ,  0.  ])
    """
    s, t = signs(score, target)
    return 2.0 * t * np.minimum(0.0, t * s - 1.0) / s.size


# --8<-- [end:squared_hinge]
