"""Two moons: what a linear model cannot separate, a net with an activation can."""

from __future__ import annotations

import numpy as np

from snippets.activations.activation import Activation
from snippets.networks.datasets import moons
from snippets.networks.initialisation import gained
from snippets.networks.mlp import Network
from snippets.networks.training import accuracy, descend, one_hot
from snippets.objectives.categorical_cross_entropy import (
    categorical_cross_entropy_gradient,
)

NOISE = 0.1
HIDDEN = 16
"""Units of the one hidden layer of the nets that are compared."""


def fit(
    sizes: list[int],
    activation: Activation,
    seed: int,
    steps: int = 600,
    rate: float = 0.5,
) -> Network:
    """A net of these widths, trained on 400 points of the moons of this seed.

    >>> from snippets.activations.experiments.contenders import LINEAR
    >>> fit([2, 2], LINEAR, seed=0, steps=10).parameters.shape
    (6,)
    """
    rng = np.random.default_rng(seed)
    x, labels = moons(400, NOISE, rng)
    network = Network.create(sizes, [activation] * (len(sizes) - 2), gained(1.0), rng)
    target, gradient = one_hot(labels, 2), categorical_cross_entropy_gradient
    for _ in range(steps):
        network = descend(network, x, target, gradient, rate)
    return network


def held_out_accuracy(sizes: list[int], activation: Activation, seed: int) -> float:
    """The share of fresh points that a net of this seed puts on the right moon.

    There are 2,000 of them.

    >>> from snippets.activations.experiments.contenders import LINEAR
    >>> 0.8 < held_out_accuracy([2, 2], LINEAR, seed=0) < 0.95
    True
    """
    x, labels = moons(2000, NOISE, np.random.default_rng(1000 + seed))
    return accuracy(fit(sizes, activation, seed), x, labels)
