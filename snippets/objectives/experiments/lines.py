"""A line through points, one of which is an outlier."""

from __future__ import annotations

import numpy as np

from snippets.arrays import Array
from snippets.networks.mlp import LossGradient

INTERCEPT, SLOPE = 1.0, 0.5


def fit_line(
    x: Array, y: Array, gradient: LossGradient, rounds: int = 100
) -> tuple[float, float]:
    """Intercept and slope of the line that costs least.

    Least squares over and over, where each point weighs what its gradient says: its
    pull, divided by its distance (iteratively reweighted least squares).

    >>> from snippets.objectives import mean_absolute_error_gradient
    >>> x = np.array([0.0, 1.0, 2.0, 3.0])
    >>> intercept, slope = fit_line(x, 2 * x + 1, mean_absolute_error_gradient)
    >>> round(intercept, 6), round(slope, 6)
    (1.0, 2.0)
    """
    design = np.column_stack([np.ones_like(x), x])
    weights = np.ones_like(x)
    line: Array = np.zeros(2)
    for _ in range(rounds):
        weighted = weights[:, np.newaxis] * design
        line = np.linalg.solve(weighted.T @ design, weighted.T @ y)
        # A point on the line would weigh infinitely much in the absolute error.
        distance = np.maximum(np.abs(design @ line - y), 1e-6)
        weights = len(y) * gradient(distance, np.zeros_like(y)) / distance
    return float(line[0]), float(line[1])


def points(seed: int = 0, samples: int = 20, noise: float = 0.3) -> tuple[Array, Array]:
    """Points around the line 1 + x/2, from 0 to 10.

    >>> x, y = points()
    >>> x.shape, y.shape
    ((20,), (20,))
    """
    rng = np.random.default_rng(seed)
    x = np.linspace(0.0, 10.0, samples)
    return x, INTERCEPT + SLOPE * x + rng.normal(0.0, noise, samples)


def slope_with_outlier(
    gradient: LossGradient, at: float, height: float, seed: int = 0
) -> float:
    """Slope of the line through `points` and one more, `height` above the truth.

    >>> from snippets.objectives import mean_squared_error_gradient
    >>> round(slope_with_outlier(mean_squared_error_gradient, at=5.0, height=0.0), 1)
    0.5
    """
    x, y = points(seed)
    x, y = np.append(x, at), np.append(y, INTERCEPT + SLOPE * at + height)
    return fit_line(x, y, gradient)[1]
