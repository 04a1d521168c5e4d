"""Training a ReLU net on any objective: its gradient is the error at the top."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from snippets.arrays import Array, Labels
from snippets.networks.initialisation import gained
from snippets.networks.mlp import LossGradient, Network
from snippets.networks.training import descent


def training(
    sizes: list[int],
    x: Array,
    target: Array | Labels,
    gradient: LossGradient,
    *,
    rate: float,
    seed: int,
    gain: float = 1.0,
) -> Iterator[Network]:
    """A net before the first step and after each, without end.

    >>> from snippets.activations.experiments.digits import nth
    >>> from snippets.objectives import mean_squared_error_gradient
    >>> x = np.linspace(-1.0, 1.0, 64)[:, np.newaxis]
    >>> nets = training([1, 1], x, 3 * x, mean_squared_error_gradient, rate=0.3, seed=0)
    >>> round(nth(nets, 100).layers[0].weights.item(), 3)
    3.0
    """
    rng = np.random.default_rng(seed)
    network = Network.create(sizes, ["relu"] * (len(sizes) - 2), gained(gain), rng)
    return descent(network, x, target, gradient, rate, rng)
