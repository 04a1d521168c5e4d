"""Preference: somebody said of two which is the better one."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.activations.sigmoid import sigmoid
from snippets.activations.softplus import softplus
from snippets.arrays import Array
from snippets.objectives.pairs import paired


# --8<-- [start:margin_ranking]
def margin_ranking(better: ArrayLike, worse: ArrayLike, margin: float = 1.0) -> float:
    """Mean of max(0, m − (a − b)), for scores a of what is better and b of the worse.

    Herbrich et al. (2000). Costs nothing once the better is ahead by the margin m.

    >>> margin_ranking([3.0, 0.5], [1.0, 0.0])
    0.25
    """
    a, b = paired(better, worse)
    return float(np.mean(np.maximum(0.0, margin - (a - b))))


def margin_ranking_gradient(
    better: ArrayLike, worse: ArrayLike, margin: float = 1.0
) -> Array:
    """Gradient by the scores of the better, in their shape.

    That by the scores of the worse is its negative.

    >>> margin_ranking_gradient([3.0, 0.5], [1.0, 0.0])
    array([-0. , -0.5])
    """
    a, b = paired(better, worse)
    # Not “margin > a − b”: what is not a number shall stay so.
    short = np.sign(np.maximum(0.0, margin - (a - b)))
    return -short / a.size


# --8<-- [end:margin_ranking]


# --8<-- [start:bradley_terry]
def bradley_terry(better: ArrayLike, worse: ArrayLike) -> float:
    """Mean of −log σ(a − b), for scores a of what was preferred and b of what was not.

    Bradley and Terry (1952). σ(a − b) is the probability of that choice, so that scores
    which differ by log 3 say three of four times:

    >>> round(float(np.exp(-bradley_terry([np.log(3.0)], [0.0]))), 6)
    0.75
    """
    a, b = paired(better, worse)
    return float(np.mean(softplus(b - a)))


def bradley_terry_gradient(better: ArrayLike, worse: ArrayLike) -> Array:
    """Gradient by the scores of the preferred, in their shape.

    That by the others is its negative. A choice that was expected teaches nothing:

    >>> bradley_terry_gradient([0.0, 1000.0], [0.0, 0.0])
    array([-0.25, -0.  ])
    """
    a, b = paired(better, worse)
    return -sigmoid(b - a) / a.size


# --8<-- [end:bradley_terry]


# --8<-- [start:dpo]
def dpo(better: ArrayLike, worse: ArrayLike, beta: float = 0.1) -> float:
    """Mean of −log σ(β (a − b)): Bradley–Terry, with a model's own answers for scores.

    Rafailov et al. (2023). a and b are logarithms of how much likelier the model makes
    the preferred and the other answer than its reference does, the model it started as.
    No reward is learnt apart. At the start both are 0, and it costs log 2:

    >>> round(dpo([0.0], [0.0]), 4)
    0.6931
    """
    a, b = paired(better, worse)
    return bradley_terry(beta * a, beta * b)


def dpo_gradient(better: ArrayLike, worse: ArrayLike, beta: float = 0.1) -> Array:
    """Gradient by a, in its shape; that by b is its negative.

    >>> dpo_gradient([0.0], [0.0])
    array([-0.05])
    """
    a, b = paired(better, worse)
    return beta * bradley_terry_gradient(beta * a, beta * b)


# --8<-- [end:dpo]
