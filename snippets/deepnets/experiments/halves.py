"""What half precision does to a small net, in its gradients and in its weights."""

from __future__ import annotations

from itertools import islice
from typing import NamedTuple

import numpy as np

from snippets.arrays import Array
from snippets.deepnets.experiments.recipes import (
    BATCH,
    LAST,
    RECIPES,
    centred,
    fresh,
    train,
)
from snippets.deepnets.half import halved, swallowed
from snippets.experiment import experiment
from snippets.networks.training import batches, one_hot
from snippets.objectives.categorical_cross_entropy import (
    categorical_cross_entropy,
    categorical_cross_entropy_gradient,
)
from snippets.optimisers.adam import Adam

SEEDS = range(3)
DEPTH = 3
RATE = 0.0001
STEPS = 600
TRAINED = 0.003
SCALE = 1024.0


@experiment
def gradients(seeds: range = SEEDS) -> list[Array]:
    """All gradients at the units of a net that has learnt its digits, one a seed.

    >>> len(gradients(range(1)))
    1
    """
    found = []
    for seed in seeds:
        digits, net = centred(seed), fresh(RECIPES["he"], seed, DEPTH)
        *_, _ = train(net, digits, TRAINED, seed)
        signals, target = net.forward(digits.learn), one_hot(digits.learn_labels, 10)
        top = categorical_cross_entropy_gradient(signals.outputs, target)
        found.append(np.concatenate([e.ravel() for e in net.errors(signals, top)]))
    return found


def lost(scale: float = 1.0) -> Array:
    """The share of these that half precision makes zero, one a seed.

    >>> bool(lost(1024.0).max() < lost().min())
    True
    """
    return np.array([swallowed(each, scale) for each in gradients()])


class Losses(NamedTuple):
    """Mean loss of the last batches, one number a seed."""

    wide: Array
    """Everything in double precision."""
    gradient: Array
    """Gradients in half precision."""
    weights: Array
    """Weights in half precision."""


@experiment
def losses(seeds: range = SEEDS) -> Losses:
    """Train three times from the same start, with small steps.

    >>> bool(losses(range(1)).weights > losses(range(1)).wide)
    True
    """
    rows = [
        (
            last(seed, False, False),
            last(seed, True, False),
            last(seed, False, True),
        )
        for seed in seeds
    ]
    return Losses(*np.array(rows).T)


def last(seed: int, half_gradient: bool, half_weights: bool) -> float:
    """The mean loss of the last batches of one training.

    >>> last(0, False, False) < 2.0
    True
    """
    digits, net = centred(seed), fresh(RECIPES["he"], seed, DEPTH)
    rng, adam, found = np.random.default_rng(seed), Adam(RATE), []
    target = one_hot(digits.learn_labels, 10)
    for batch in islice(batches(len(target), BATCH, rng), STEPS):
        signals = net.forward(digits.learn[batch])
        found.append(categorical_cross_entropy(signals.outputs, target[batch]))
        error = categorical_cross_entropy_gradient(signals.outputs, target[batch])
        gradient = net.backward(signals, error)
        gradient = halved(gradient) if half_gradient else gradient
        parameters = adam.step(net.parameters, gradient)
        net.parameters = halved(parameters) if half_weights else parameters
    return float(np.mean(found[-LAST:]))
