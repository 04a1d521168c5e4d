"""What noise does to a walk: a cloud around the minimum, and how to shrink it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from snippets.arrays import Array
from snippets.optimisers.gradient_descent import GradientDescent
from snippets.optimisers.surfaces import SURFACES


def noisy_walk(
    rate: Callable[[int], float],
    steps: int,
    batch: int = 1,
    seed: int = 0,
    walkers: int = 1,
) -> Array:
    """Places of SGD in the noisy bowl, shape (steps + 1, 2, walkers).

    `rate` gives the learning rate of each step.

    >>> noisy_walk(lambda step: 0.1, steps=50).shape
    (51, 2, 1)
    """
    rng = np.random.default_rng(seed)
    bowl, sgd = SURFACES["noisy_bowl"], GradientDescent()
    points = [np.repeat(np.array(bowl.start)[:, None], walkers, axis=1)]
    for step in range(steps):
        sgd.learning_rate = float(rate(step))
        points.append(sgd.step(points[-1], bowl.noisy_gradient(points[-1], rng, batch)))
    return np.array(points)


def spread(rate: Callable[[int], float], steps: int, batch: int = 1) -> float:
    """Standard deviation of a coordinate over 2,000 walkers after `steps` steps.

    >>> round(spread(lambda step: 1.0, steps=5), 1)
    1.0
    """
    ends = noisy_walk(rate, steps, batch, walkers=2000)[-1]
    return float(np.sqrt(np.mean(ends**2)))
