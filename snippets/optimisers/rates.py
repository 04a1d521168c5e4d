"""How fast a walk in a ravine converges, and where it stops converging.

On paper; `experiments.rates` measures the same.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from snippets.arrays import Array, as_floats
from snippets.optimisers.gradient_descent import GradientDescent
from snippets.optimisers.momentum import Momentum
from snippets.optimisers.nesterov import Nesterov


def contraction(learning_rate: ArrayLike, curvature: ArrayLike) -> Array:
    """Factor on the distance to the floor of a bowl in one step of gradient descent.

    >>> contraction([0.5, 1.0, 1.5, 2.5], curvature=1.0)
    array([ 0.5,  0. , -0.5, -1.5])
    """
    return 1 - as_floats(learning_rate) * as_floats(curvature)


def stability_edge(curvature: ArrayLike, momentum: ArrayLike = 0.0) -> Array:
    """Learning rate above which a walk in a bowl diverges.

    >>> float(stability_edge(4.0)), float(stability_edge(4.0, momentum=0.9))
    (0.5, 0.95)
    """
    return 2 * (1 + as_floats(momentum)) / as_floats(curvature)


def descent_rate(condition: ArrayLike) -> Array:
    """Share of the distance left by a step of gradient descent at its best rate.

    >>> float(descent_rate(99.0))
    0.98
    """
    condition = as_floats(condition)
    return (condition - 1) / (condition + 1)


def heavy_ball_rate(condition: ArrayLike) -> Array:
    """The same for momentum at its best: the root of the condition number counts.

    >>> round(float(heavy_ball_rate(99.0)), 3)
    0.817
    """
    root: Array = np.sqrt(as_floats(condition))
    return (root - 1) / (root + 1)


def nesterov_rate(condition: ArrayLike) -> Array:
    """The same for Nesterov's momentum at its best. Lessard et al. (2016).

    >>> round(float(nesterov_rate(99.0)), 3)
    0.884
    """
    root: Array = np.sqrt(3 * as_floats(condition) + 1)
    return 1 - 2 / root


class HeavyBall(NamedTuple):
    """The two numbers that momentum needs."""

    learning_rate: Array
    momentum: Array


def heavy_ball_tuning(condition: ArrayLike) -> HeavyBall:
    """Best numbers for a ravine with curvatures 1 and `condition`. Polyak (1964).

    >>> heavy_ball_tuning(9.0)
    HeavyBall(learning_rate=np.float64(0.25), momentum=np.float64(0.25))
    """
    root = np.sqrt(as_floats(condition))
    return HeavyBall(4 / (root + 1) ** 2, ((root - 1) / (root + 1)) ** 2)


def tuned_descent(condition: float) -> GradientDescent:
    """Gradient descent as fast as it can be in that ravine.

    >>> tuned_descent(9.0)
    GradientDescent(learning_rate=0.2)
    """
    return GradientDescent(learning_rate=2 / (condition + 1))


def tuned_momentum(condition: float) -> Momentum:
    """Momentum as fast as it can be there.

    >>> tuned_momentum(9.0)
    Momentum(learning_rate=0.25, momentum=0.25, velocity=0.0)
    """
    tuning = heavy_ball_tuning(condition)
    return Momentum(
        learning_rate=float(tuning.learning_rate), momentum=float(tuning.momentum)
    )


def tuned_nesterov(condition: float) -> Nesterov:
    """Nesterov's momentum as fast as it can be there.

    >>> tuned_nesterov(5.0)
    Nesterov(learning_rate=0.25, momentum=0.3333333333333333, velocity=0.0)
    """
    root = float(np.sqrt(3 * condition + 1))
    return Nesterov(learning_rate=4 / root**2, momentum=(root - 2) / (root + 2))


def noise_floor(learning_rate: ArrayLike, noise: float = 1.0, batch: int = 1) -> Array:
    """Spread, along each axis, of the cloud in which SGD ends in the noisy bowl.

    >>> noise_floor([0.1, 1.0]).round(3), float(noise_floor(1.0, batch=100))
    (array([0.229, 1.   ]), 0.1)
    """
    learning_rate = as_floats(learning_rate)
    return noise * np.sqrt(learning_rate / (batch * (2 - learning_rate)))
