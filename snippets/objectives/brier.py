"""The Brier score: the squared error of a probability."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.activations.sigmoid import sigmoid, sigmoid_derivative
from snippets.arrays import Array
from snippets.objectives.pairs import shares


# --8<-- [start:brier]
def brier(logits: ArrayLike, target: ArrayLike) -> float:
    """Mean of (σ(z) − t)², over all logits z and targets t in [0, 1]. Brier (1950).

    However wrong, no answer costs more than 1:

    >>> brier([0.0], [1]), brier([-1000.0], [1])
    (0.25, 1.0)
    """
    z, t = shares(logits, target)
    return float(np.mean((sigmoid(z) - t) ** 2))


def brier_gradient(logits: ArrayLike, target: ArrayLike) -> Array:
    """Gradient by the logits, 2 (σ(z) − t) σ′(z) / n, in their shape.

    The slope of the sigmoid stays in it, and silences a unit that is quite wrong:

    >>> brier_gradient([0.0, -1000.0], [1, 1])
    array([-0.125, -0.   ])
    """
    z, t = shares(logits, target)
    return 2.0 * (sigmoid(z) - t) * sigmoid_derivative(z) / z.size


# --8<-- [end:brier]
