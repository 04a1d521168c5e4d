"""A loss with a cliff: one weight, used twenty times over as in a recurrent net.

The weight w multiplies a 1 in each of twenty steps of time; the outcome should be 0.5.
"""

from __future__ import annotations

import numpy as np

from snippets.arrays import Array
from snippets.optimisers.clipping import clip_by_norm
from snippets.optimisers.gradient_descent import GradientDescent

TIMES = 20
TARGET = 0.5
BEST = TARGET ** (1 / TIMES)


def cliff(w: Array) -> Array:
    """Half the squared error of w²⁰ against 0.5.

    >>> cliff(np.array([0.0, 1.0, 1.1])).round(3)
    array([ 0.125,  0.125, 19.391])
    """
    return (w**TIMES - TARGET) ** 2 / 2


def cliff_gradient(w: Array) -> Array:
    """Slope of the cliff.

    >>> cliff_gradient(np.array([0.9, 1.0, 1.1])).round(1)
    array([ -1. ,  10. , 761.7])
    """
    return (w**TIMES - TARGET) * TIMES * w ** (TIMES - 1)


def cliff_walk(limit: float, steps: int = 60, rate: float = 0.01) -> Array:
    """The weight on a walk from 1.2, with gradients cut to `limit`.

    >>> cliff_walk(limit=1.0, steps=2).round(2)
    array([1.2 , 1.19, 1.18])
    """
    weights, descent = [np.array([1.2])], GradientDescent(rate)
    with np.errstate(all="ignore"):  # unclipped, it overflows
        for _ in range(steps):
            gradient = clip_by_norm(cliff_gradient(weights[-1]), limit)
            weights.append(descent.step(weights[-1], gradient))
    return np.array(weights)[:, 0]
