"""The best single prediction for a sample: mean, median, quantile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from snippets.arrays import Array


# --8<-- [start:best_constant]
def best_constant(
    objective: Callable[..., float], sample: Array, **parameters: Any
) -> float:
    """The one number that, predicted for every value of the sample, costs least.

    Keeps the better two thirds of an interval, again and again: sound for a convex
    objective.

    >>> from snippets.objectives import mean_absolute_error, mean_squared_error
    >>> sample = np.array([1.0, 2.0, 9.0])
    >>> round(best_constant(mean_squared_error, sample), 6)
    4.0
    >>> round(best_constant(mean_absolute_error, sample), 6)
    2.0
    """

    def cost(constant: float) -> float:
        return objective(np.full_like(sample, constant), sample, **parameters)

    low, high = float(sample.min()), float(sample.max())
    for _ in range(80):
        third = (high - low) / 3.0
        if cost(low + third) < cost(high - third):
            high -= third
        else:
            low += third
    return (low + high) / 2.0


# --8<-- [end:best_constant]


def waits(seed: int = 0, samples: int = 401) -> Array:
    """Minutes that callers wait, with the long tail that waits have.

    >>> waits().shape, bool(np.median(waits()) < waits().mean())
    ((401,), True)
    """
    return np.random.default_rng(seed).lognormal(np.log(6.0), 0.8, samples)
