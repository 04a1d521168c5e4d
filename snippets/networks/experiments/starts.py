"""What the scale of the first weights does to a deep net, at once and in training."""

from __future__ import annotations

from itertools import islice, takewhile

import numpy as np

from snippets.activations.experiments.digits import digits
from snippets.arrays import Array
from snippets.experiment import experiment
from snippets.networks.mlp import Network
from snippets.networks.training import one_hot, train_in_batches
from snippets.objectives.categorical_cross_entropy import (
    categorical_cross_entropy,
    categorical_cross_entropy_gradient,
)
from snippets.optimisers.gradient_descent import GradientDescent

DEPTH = 10
WIDTH = 32
STEPS = 200
BATCH = 32
LAST = 50
RATE = 0.1


def fresh(activation: str, scheme: str, seed: int) -> Network:
    """A net for the digits with ten hidden layers of 32 units.

    >>> len(fresh("relu", "he", 0).layers)
    11
    """
    sizes = [64, *[WIDTH] * DEPTH, 10]
    return Network.create(sizes, [activation] * DEPTH, scheme, seed)


@experiment
def spread_by_layer(activation: str, scheme: str, seed: int) -> Array:
    """Root mean square of the inputs, then of each hidden layer's outputs.

    Before any training, over all digits.

    >>> spread_by_layer("tanh", "zeros", 0)[:3]
    array([1., 0., 0.])
    """
    x, _ = digits()
    outputs = fresh(activation, scheme, seed).forward(x).outputs[:-1]
    return np.array([np.sqrt((layer**2).mean()) for layer in [x, *outputs]])


@experiment
def training_losses(activation: str, scheme: str, seed: int) -> Array:
    """The loss on each of 200 batches of 32 digits, infinite once a net has blown up.

    >>> losses = training_losses("tanh", "zeros", 0)
    >>> round(float(losses[0]), 4) == round(float(np.log(10)), 4)
    True
    """
    x, labels = digits()
    network = fresh(activation, scheme, seed)
    losses = train_in_batches(
        network,
        x,
        one_hot(labels, 10),
        categorical_cross_entropy,
        categorical_cross_entropy_gradient,
        GradientDescent(RATE),
        BATCH,
        np.random.default_rng(seed),
    )
    # Numbers too large to be held are what this experiment is about.
    with np.errstate(all="ignore"):
        taken = list(takewhile(np.isfinite, islice(losses, STEPS)))
    return np.pad(taken, (0, STEPS - len(taken)), constant_values=np.inf)


def final_loss(activation: str, scheme: str, seed: int) -> float:
    """The mean loss over the last 50 batches.

    >>> final_loss("relu", "he", 0) < final_loss("relu", "lecun", 0)
    True
    """
    return float(training_losses(activation, scheme, seed)[-LAST:].mean())
