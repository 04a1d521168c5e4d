"""Why a sigmoid with squared error crawls, and how much of that a good start cures."""

from __future__ import annotations

from itertools import islice

import numpy as np

from snippets.activations.experiments.digits import digits
from snippets.activations.sigmoid import sigmoid
from snippets.arrays import Array
from snippets.networks.mlp import LossGradient
from snippets.objectives.experiments.training import training

CLASSES = 10


def learning_curve(
    gradient: LossGradient, start: float, rate: float, steps: int
) -> Array:
    """Probability that one unit gives to a yes, before the first step and after each.

    It has only its logit to learn, which begins at `start`.

    >>> from snippets.objectives import binary_cross_entropy_gradient, brier_gradient
    >>> curve = learning_curve(binary_cross_entropy_gradient, -5.0, rate=1.0, steps=8)
    >>> round(float(curve[-1]), 2)
    0.73
    >>> curve = learning_curve(brier_gradient, -5.0, rate=1.0, steps=8)
    >>> round(float(curve[-1]), 2)
    0.01
    """
    logit, yes = np.array([start]), np.ones(1)
    curve = [float(sigmoid(logit)[0])]
    for _ in range(steps):
        logit = logit - rate * gradient(logit, yes)
        curve.append(float(sigmoid(logit)[0]))
    return np.array(curve)


def steps_to_goal(
    gradient: LossGradient,
    rate: float,
    gain: float,
    seed: int,
    goal: float = 0.9,
    limit: int = 3000,
) -> int:
    """Steps until ten sigmoids, one a digit, name this share of all digits rightly.

    Each step takes 32 digits; every second is looked at. `limit` where it takes longer.

    >>> from snippets.objectives import binary_cross_entropy_gradient
    >>> steps_to_goal(binary_cross_entropy_gradient, rate=3.0, gain=1.0, seed=0) < 100
    True
    """
    x, labels = digits()
    target = np.eye(CLASSES)[labels]
    sizes = [x.shape[1], CLASSES]
    nets = training(sizes, x, target, gradient, rate=rate, seed=seed, gain=gain)
    for step, network in enumerate(islice(nets, 0, limit, 2)):
        if (network.predict(x).argmax(axis=1) == labels).mean() >= goal:
            return 2 * step
    return limit
