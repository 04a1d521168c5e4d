"""How long a saddle holds a walk."""

from __future__ import annotations

import numpy as np

from snippets.arrays import Array
from snippets.optimisers.gradient_descent import GradientDescent
from snippets.optimisers.optimiser import Optimiser
from snippets.optimisers.surfaces import SURFACES

RATE = 0.1


def steps_to_escape(optimiser: Optimiser, height: float, limit: int = 1000) -> int:
    """Steps from (−1.6, height) until the valley floor at y = ±1 is close.

    >>> steps_to_escape(GradientDescent(0.1), height=0.1)
    31
    """
    point = np.array([-1.6, height])
    for step in range(limit):
        if abs(point[1]) > 0.9:
            return step
        point = optimiser.step(point, SURFACES["saddle"].gradient(point))
    return limit


def share_trapped(starts: int = 10_000, steps: int = 200, seed: int = 0) -> float:
    """The share of random starts from which gradient descent does not get away.

    >>> share_trapped(starts=100, steps=0)
    1.0
    """
    rng = np.random.default_rng(seed)
    points: Array = rng.uniform(-1.5, 1.5, (2, starts))
    points[1] *= 0.5  # all within reach of the saddle
    descent = GradientDescent(RATE)
    for _ in range(steps):
        points = descent.step(points, SURFACES["saddle"].gradient(points))
    return float(np.mean(np.abs(points[1]) < 0.9))
