"""The focal loss: cross-entropy that loses interest in what is already right."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.activations.sigmoid import sigmoid
from snippets.activations.softplus import softplus
from snippets.arrays import Array
from snippets.objectives.pairs import shares, times


# --8<-- [start:focal]
def focal(logits: ArrayLike, target: ArrayLike, gamma: float = 2.0) -> float:
    """Mean of −t (1−p)^γ log p − (1−t) p^γ log(1−p), with p = σ(z), over all logits z.

    Lin et al. (2017). Targets lie in [0, 1]. γ = 0 is binary cross-entropy. With γ = 2,
    an answer that is 90 % sure and right costs a hundredth of that:

    >>> z = [np.log(9.0)]
    >>> round(focal(z, [1], gamma=0.0) / focal(z, [1], gamma=2.0), 6)
    100.0

    Where targets are soft, libraries differ: they weigh both parts by the one factor
    (1 − t p − (1−t) (1−p))^γ, which is the same for targets of 0 and 1.
    """
    z, t = _checked(logits, target, gamma)
    positive = sigmoid(-z) ** gamma * softplus(-z)
    negative = sigmoid(z) ** gamma * softplus(z)
    return float(np.mean(times(t, positive) + times(1.0 - t, negative)))


def focal_gradient(logits: ArrayLike, target: ArrayLike, gamma: float = 2.0) -> Array:
    """Gradient by the logits, in their shape; for t = 1, (1−p)^γ (γ p log p + p − 1)/n.

    >>> focal_gradient([-1000.0, 0.0, 1000.0], [1, 1, 1]).round(3)
    array([-0.333, -0.099,  0.   ])
    """
    z, t = _checked(logits, target, gamma)
    p, q = sigmoid(z), sigmoid(-z)
    positive = -(q**gamma) * (gamma * times(p, softplus(-z)) + q)
    negative = p**gamma * (gamma * times(q, softplus(z)) + p)
    return (t * positive + (1.0 - t) * negative) / z.size


# --8<-- [end:focal]


def _checked(logits: ArrayLike, target: ArrayLike, gamma: float) -> tuple[Array, Array]:
    if not 0.0 <= gamma < np.inf:
        raise ValueError(f"gamma must be finite and not negative, not {gamma}")
    return shares(logits, target)
