"""The quantile loss, or pinball loss: too low costs otherwise than too high."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.arrays import Array
from snippets.objectives.pairs import paired


# --8<-- [start:quantile]
def quantile(prediction: ArrayLike, target: ArrayLike, tau: float = 0.5) -> float:
    """Mean of max(τ e, (τ − 1) e) with e = target − prediction, over all elements.

    Koenker and Bassett (1978). ValueError unless 0 < τ < 1. At τ = 0.9, one too low
    costs nine times what one too high costs:

    >>> quantile([0.0], [1.0], tau=0.9), round(quantile([2.0], [1.0], tau=0.9), 6)
    (0.9, 0.1)
    """
    excess = _excess(prediction, target, tau)
    return float(np.mean(np.maximum(tau * excess, (tau - 1.0) * excess)))


def quantile_gradient(
    prediction: ArrayLike, target: ArrayLike, tau: float = 0.5
) -> Array:
    """Gradient by the predictions: −τ/n below the target, (1 − τ)/n above, 0 on it.

    >>> quantile_gradient([0.0, 2.0, 1.0], [1.0, 1.0, 1.0], tau=0.7).round(2)
    array([-0.23,  0.1 ,  0.  ])
    """
    excess = _excess(prediction, target, tau)
    too_low = np.maximum(np.sign(excess), 0.0)
    too_high = np.maximum(np.sign(-excess), 0.0)
    return ((1.0 - tau) * too_high - tau * too_low) / excess.size


# --8<-- [end:quantile]


def _excess(prediction: ArrayLike, target: ArrayLike, tau: float) -> Array:
    if not 0.0 < tau < 1.0:
        raise ValueError(f"tau must lie between 0 and 1, not {tau}")
    prediction, target = paired(prediction, target)
    return target - prediction
