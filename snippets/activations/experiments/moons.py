"""Two moons: what a linear model cannot separate, a net with an activation can."""

from __future__ import annotations

import numpy as np

from snippets.activations.experiments.network import (
    Activation,
    Labels,
    Layers,
    accuracy,
    descend,
    initialise,
)
from snippets.arrays import Array

NOISE = 0.1


# --8<-- [start:moons]
def moons(samples: int, noise: float, rng: np.random.Generator) -> tuple[Array, Labels]:
    """Two interlocking half circles of points, and which of the two each belongs to.

    The points have shape (samples, 2).

    >>> x, labels = moons(4, noise=0.0, rng=np.random.default_rng(0))
    >>> x.shape, labels.tolist()
    ((4, 2), [0, 0, 1, 1])
    """
    labels = np.repeat([0, 1], [samples - samples // 2, samples // 2])
    angle = rng.uniform(0.0, np.pi, samples) + np.pi * labels
    centre = np.where(labels[:, None] == 0, [0.0, 0.0], [1.0, 0.5])
    circle = np.column_stack([np.cos(angle), np.sin(angle)])
    return centre + circle + rng.normal(0.0, noise, (samples, 2)), labels


# --8<-- [end:moons]


def fit(
    sizes: list[int],
    activation: Activation,
    seed: int,
    steps: int = 600,
    rate: float = 0.5,
) -> Layers:
    """A net of these widths, trained on 400 points of the moons of this seed.

    >>> from snippets.activations.experiments.network import LINEAR
    >>> layers = fit([2, 2], LINEAR, seed=0, steps=10)
    >>> len(layers)
    1
    """
    rng = np.random.default_rng(seed)
    x, labels = moons(400, NOISE, rng)
    layers = initialise(sizes, 1.0, rng)
    for _ in range(steps):
        layers = descend(layers, x, labels, activation, rate)
    return layers


def held_out_accuracy(sizes: list[int], activation: Activation, seed: int) -> float:
    """The share of fresh points that a net of this seed puts on the right moon.

    There are 2,000 of them.

    >>> from snippets.activations.experiments.network import LINEAR
    >>> 0.8 < held_out_accuracy([2, 2], LINEAR, seed=0) < 0.95
    True
    """
    x, labels = moons(2000, NOISE, np.random.default_rng(1000 + seed))
    return accuracy(fit(sizes, activation, seed), x, labels, activation)
