"""A problem on which Adam walks to the worst point: Reddi et al. (2018), Theorem 1.

One number x between −1 and 1. Every third loss is 3x, the others are −x. Three losses
add up to x, so that −1 is best, and +1 worst.
"""

from __future__ import annotations

import numpy as np

from snippets.arrays import Array
from snippets.optimisers.optimiser import Optimiser

BEST, WORST = -1.0, 1.0
LARGE = 3.0
BETA2 = 1 / (1 + LARGE**2)  # the theorem's choice


def slope(step: int) -> float:
    """Slope of the loss of a step: 3, −1, −1, and again.

    >>> [slope(step) for step in range(4)]
    [3.0, -1.0, -1.0, 3.0]
    """
    return LARGE if step % 3 == 0 else -1.0


def alternating_walk(optimiser: Optimiser, steps: int, rate: float = 0.5) -> Array:
    """The values of x, from 0; each step is cut to the range from −1 to 1.

    The learning rate falls with the root of the steps.

    >>> from snippets.optimisers.gradient_descent import GradientDescent
    >>> alternating_walk(GradientDescent(), steps=300)[-1] < -0.9
    np.True_
    """
    x = [np.array([0.0])]
    for step in range(steps):
        gradient = np.array([slope(step)])
        optimiser.learning_rate = rate / np.sqrt(step + 1)
        x.append(np.clip(optimiser.step(x[-1], gradient), BEST, WORST))
    return np.array(x)[:, 0]
