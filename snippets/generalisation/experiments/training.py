"""A net with one hidden layer learns a few hundred digits, by any recipe."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

import numpy as np

from snippets.arrays import Array
from snippets.generalisation.augmentation import mirrored, nudged
from snippets.generalisation.data import Parts
from snippets.generalisation.decay import decayed, weights_only
from snippets.generalisation.dropout import thinned
from snippets.networks.mlp import Network
from snippets.networks.training import batches, one_hot
from snippets.objectives.categorical_cross_entropy import (
    categorical_cross_entropy_gradient,
    smoothed,
)
from snippets.optimisers.adam import Adam

HIDDEN = 64
RATE = 0.003
BATCH = 32
STEPS = 400


class Recipe(NamedTuple):
    """How to train; what is left at its default is left out."""

    decay: float = 0.0
    decay_biases: bool = False
    drop: float = 0.0
    reach: float = 0.0
    mirror: bool = False
    smoothing: float = 0.0
    images: int = 200


# --8<-- [start:train]
def train(
    parts: Parts, recipe: Recipe, seed: int, steps: int = STEPS
) -> Iterator[Network]:
    """The net before the first step and after each; the same net, changed in place.

    >>> from snippets.generalisation.data import parts
    >>> from snippets.networks.training import accuracy
    >>> digits = parts(0)
    >>> *_, network = train(digits, Recipe(drop=0.5), seed=0, steps=100)
    >>> accuracy(network, digits.test, digits.test_labels) > 0.8
    True
    """
    rng = np.random.default_rng(seed)
    network = Network.create([64, HIDDEN, 10], ["relu"], "he", rng)
    target = smoothed(one_hot(parts.learn_labels, 10), recipe.smoothing)
    which = 1.0 if recipe.decay_biases else weights_only(network.sizes)
    adam = Adam(RATE)
    yield network
    for batch in islice(batches(len(target), BATCH, rng), steps):
        x, thin = changed(parts.learn[batch], recipe, rng), network
        if recipe.drop:
            thin = thinned(network, recipe.drop, len(batch), rng)
        signals = thin.forward(x)
        error = categorical_cross_entropy_gradient(signals.outputs[-1], target[batch])
        gradient = thin.backward(x, signals, error)
        smaller = decayed(network.parameters, RATE * recipe.decay, which)
        network.parameters = adam.step(smaller, gradient)
        yield network


# --8<-- [end:train]


def changed(pixels: Array, recipe: Recipe, rng: np.random.Generator) -> Array:
    """A batch as the recipe's augmentation leaves it.

    >>> batch = np.ones((2, 64))
    >>> changed(batch, Recipe(), np.random.default_rng(0)) is batch
    True
    """
    if recipe.mirror:
        pixels = mirrored(pixels, rng)
    return nudged(pixels, recipe.reach, rng) if recipe.reach else pixels
