"""Saturation: how many slopes are as good as zero before training has begun."""

from __future__ import annotations

import numpy as np

from snippets.activations.activation import Activation
from snippets.arrays import Array
from snippets.networks.initialisation import gained
from snippets.networks.mlp import Network

WIDTH = 256
"""Units of each layer, and so the inputs of each unit."""


def weighted_sums(activation: Activation, gain: float, seed: int) -> Array:
    """All weighted sums of a fresh net for 100 random inputs.

    It has four layers of 256 units each.

    >>> from snippets.activations.experiments.contenders import SIGMOID
    >>> weighted_sums(SIGMOID, gain=1.0, seed=0).shape
    (4, 100, 256)
    """
    rng = np.random.default_rng(seed)
    network = Network.create([WIDTH] * 5, [activation] * 3, gained(gain), rng)
    return np.array(network.forward(rng.normal(size=(100, WIDTH))).sums)


def near_dead_share(activation: Activation, gain: float, seed: int) -> float:
    """The share of units whose slope is below a hundredth of the largest slope.

    Over all layers and inputs.

    >>> from snippets.activations.experiments.contenders import SIGMOID
    >>> near_dead_share(SIGMOID, gain=1.0, seed=0)
    0.0
    """
    slopes = activation.derivative(weighted_sums(activation, gain, seed))
    largest = activation.derivative(np.zeros(1))
    return float((slopes < largest / 100).mean())
