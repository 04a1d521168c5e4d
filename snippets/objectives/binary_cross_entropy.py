"""Binary cross-entropy: the surprise at the answer to a yes-or-no question."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.activations.sigmoid import sigmoid
from snippets.activations.softplus import softplus
from snippets.arrays import Array
from snippets.objectives.pairs import shares, times


# --8<-- [start:naive_binary_cross_entropy]
def naive_binary_cross_entropy(logits: ArrayLike, target: ArrayLike) -> float:
    """Binary cross-entropy as its formula is written, which FAILS: not for use.

    From a logit of about 37 on, 1 − σ is rounded to 0, its logarithm is −∞, and 0
    times that is not a number:

    >>> naive_binary_cross_entropy([40.0], [0]), naive_binary_cross_entropy([40.0], [1])
    (inf, nan)
    """
    logits, target = shares(logits, target)
    p = sigmoid(logits)
    # NumPy would warn; here the result speaks for itself.
    with np.errstate(divide="ignore", invalid="ignore"):
        losses = -target * np.log(p) - (1.0 - target) * np.log(1.0 - p)
    return float(np.mean(losses))


# --8<-- [end:naive_binary_cross_entropy]


# --8<-- [start:binary_cross_entropy]
def binary_cross_entropy(
    logits: ArrayLike, target: ArrayLike, positive_weight: float = 1.0
) -> float:
    """Mean of −w t log σ(z) − (1 − t) log σ(−z), over all logits z and targets t.

    −log σ(z) is softplus(−z), which neither overflows nor is rounded to 0. Targets lie
    in [0, 1]. The weight w makes each positive count as w of them.

    >>> binary_cross_entropy([1000.0], [0]), binary_cross_entropy([1000.0], [1])
    (1000.0, 0.0)
    """
    z, t = shares(logits, target)
    # With `times` an answer that is infinitely sure and right costs nothing.
    yes, no = times(t, softplus(-z)), times(1.0 - t, softplus(z))
    return float(np.mean(positive_weight * yes + no))


def binary_cross_entropy_gradient(
    logits: ArrayLike, target: ArrayLike, positive_weight: float = 1.0
) -> Array:
    """Gradient by the logits: (σ(z) − t) / n for a weight of 1; in their shape.

    No slope of the sigmoid is left in it. A unit that is quite wrong gets a full push:

    >>> binary_cross_entropy_gradient([-1000.0, 1000.0], [1, 1])
    array([-0.5,  0. ])
    """
    z, t = shares(logits, target)
    # σ(z) − t with the weight; 1 − σ(z) as σ(−z), so that it keeps its digits.
    pushes = (1.0 - t) * sigmoid(z) - positive_weight * t * sigmoid(-z)
    return pushes / z.size


# --8<-- [end:binary_cross_entropy]
