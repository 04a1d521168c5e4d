"""Rates of convergence in a ravine, measured."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from snippets.arrays import Array
from snippets.experiment import experiment
from snippets.optimisers.optimiser import Optimiser
from snippets.optimisers.rates import tuned_descent, tuned_momentum, tuned_nesterov
from snippets.optimisers.surfaces import ravine_gradient
from snippets.optimisers.trajectories import trajectory

WINDOW = 100
"""Over so many steps a rate is measured, after as many to settle in."""

TUNED: dict[str, Callable[[float], Optimiser]] = {
    "gradient_descent": tuned_descent,
    "momentum": tuned_momentum,
    "nesterov": tuned_nesterov,
}


def distances(optimiser: Optimiser, condition: float, steps: int) -> Array:
    """Largest coordinate after each step of a walk from (1, 1) down a ravine.

    >>> from snippets.optimisers.gradient_descent import GradientDescent
    >>> distances(GradientDescent(0.5), condition=3.0, steps=3)
    array([1.   , 0.5  , 0.25 , 0.125])
    """

    def gradient(point: Array) -> Array:
        return np.array(ravine_gradient(point[0], point[1], condition))

    walk = trajectory(optimiser, gradient, [1.0, 1.0], steps)
    largest: Array = np.abs(walk).max(axis=1)
    return largest


@experiment
def measured_rate(name: str, condition: float) -> float:
    """Mean factor on the distance over the second hundred of two hundred steps.

    >>> round(measured_rate("gradient_descent", condition=9.0), 3)
    0.8
    """
    walk = distances(TUNED[name](condition), condition, steps=2 * WINDOW)
    return float((walk[-1] / walk[WINDOW]) ** (1 / WINDOW))


def steps_to(name: str, condition: float, share: float) -> int:
    """Steps until the distance is `share` of what it was, and stays below.

    >>> steps_to("gradient_descent", condition=9.0, share=0.01)
    21
    """
    walk = distances(TUNED[name](condition), condition, steps=2000)
    return int(np.flatnonzero(walk > share)[-1] + 1)
