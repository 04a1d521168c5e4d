"""Walks: the points that an optimiser visits."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from snippets.arrays import Array
from snippets.optimisers.optimiser import Optimiser


def trajectory(
    optimiser: Optimiser,
    gradient: Callable[[Array], Array],
    start: Sequence[float] | Array,
    steps: int,
) -> Array:
    """Points of a walk, one a row: the start and the place after each step.

    >>> from snippets.optimisers import GradientDescent
    >>> trajectory(GradientDescent(0.5), lambda point: point, [4.0, 8.0], steps=2)
    array([[4., 8.],
           [2., 4.],
           [1., 2.]])
    """
    points: list[Array] = [np.asarray(start, dtype=np.float64)]
    for _ in range(steps):
        points.append(optimiser.step(points[-1], gradient(points[-1])))
    return np.array(points)
