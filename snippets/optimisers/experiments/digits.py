"""A small net learns scikit-learn's handwritten digits, with any optimiser.

64 pixels, 32 hidden units with ReLU, 10 classes. The digits are split once: 1,000 to
train on, 397 to tune on, 400 that nobody sees before the end.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from snippets.activations.experiments.digits import digits
from snippets.activations.experiments.network import (
    RELU,
    Labels,
    Layers,
    accuracy,
    batches,
    initialise,
)
from snippets.activations.softmax import log_softmax
from snippets.arrays import Array
from snippets.optimisers.optimiser import Optimiser

SIZES = [64, 32, 10]
BATCH = 32
HE_GAIN = float(np.sqrt(2.0))


class Split(NamedTuple):
    """Digits and what they are."""

    x: Array
    labels: Labels


@cache
def splits() -> dict[str, Split]:
    """The digits for training, for tuning and for the test, shuffled once for all.

    >>> {name: split.x.shape for name, split in splits().items()}
    {'train': (1000, 64), 'tune': (397, 64), 'test': (400, 64)}
    """
    x, labels = digits()
    order = np.random.default_rng(0).permutation(len(x))
    train, tune, test = np.split(order, [1000, 1397])
    parts = {"train": train, "tune": tune, "test": test}
    return {name: Split(x[part], labels[part]) for name, part in parts.items()}


def flatten(layers: Layers) -> Array:
    """All weights and biases of a net in one row, as optimisers want them.

    >>> flatten([(np.array([[1.0, 2.0]]), np.array([3.0, 4.0]))])
    array([1., 2., 3., 4.])
    """
    return np.concatenate([each.ravel() for layer in layers for each in layer])


def unflatten(parameters: Array) -> Layers:
    """The layers of the net again, as views into the row.

    >>> [weights.shape for weights, bias in unflatten(np.zeros(2410))]
    [(64, 32), (32, 10)]
    """
    layers, start = [], 0
    for n, m in pairwise(SIZES):
        weights = parameters[start : start + n * m].reshape(n, m)
        layers.append((weights, parameters[start + n * m : start + n * m + m]))
        start += n * m + m
    return layers


# --8<-- [start:loss]
def loss_and_gradient(
    parameters: Array, x: Array, labels: Labels
) -> tuple[float, Array]:
    """Cross-entropy of the net on a batch, and its gradient in one row.

    A net that knows nothing gives each of ten digits a tenth: −log 0.1.

    >>> loss, gradient = loss_and_gradient(np.zeros(2410), *splits()["train"])
    >>> round(loss, 4), gradient.shape
    (2.3026, (2410,))
    """
    (first, bias), (second, last_bias) = unflatten(parameters)
    hidden = np.maximum(x @ first + bias, 0.0)
    logs = log_softmax(hidden @ second + last_bias)
    each = np.arange(len(labels))
    loss = -float(logs[each, labels].mean())
    error = np.exp(logs)
    error[each, labels] -= 1.0
    error /= len(labels)
    below = error @ second.T * (hidden > 0)
    slopes = [(x.T @ below, below.sum(axis=0)), (hidden.T @ error, error.sum(axis=0))]
    return loss, flatten(slopes)


# --8<-- [end:loss]


class Run(NamedTuple):
    """What a training run leaves."""

    losses: Array
    """The loss of each batch, before its step."""
    parameters: Array

    def loss(self, part: str) -> float:
        """Mean loss of the final net on one part of the digits; infinite if broken."""
        if not np.isfinite(self.parameters).all():
            return float("inf")
        with np.errstate(all="ignore"):
            return loss_and_gradient(self.parameters, *splits()[part])[0]

    def accuracy(self, part: str) -> float:
        """Share of right answers of the final net on one part of the digits."""
        return accuracy(unflatten(self.parameters), *splits()[part], RELU)


# --8<-- [start:train]
def train(
    optimiser: Optimiser,
    seed: int,
    steps: int,
    rate: Callable[[int], float] | None = None,
) -> Run:
    """Train a fresh net; `rate`, if given, sets the learning rate of each step.

    The seed decides the first weights and the order of the batches.

    >>> from snippets.optimisers.gradient_descent import GradientDescent
    >>> train(GradientDescent(0.3), seed=0, steps=150).accuracy("tune") > 0.9
    True
    """
    rng = np.random.default_rng(seed)
    x, labels = splits()["train"]
    parameters = flatten(initialise(SIZES, HE_GAIN, rng))
    stream, losses = batches(len(x), BATCH, rng), []
    with np.errstate(all="ignore"):  # a learning rate too large overflows
        for step in range(steps):
            if rate is not None:
                optimiser.learning_rate = float(rate(step))
            batch = next(stream)
            loss, gradient = loss_and_gradient(parameters, x[batch], labels[batch])
            losses.append(loss)
            parameters = optimiser.step(parameters, gradient)
    return Run(np.array(losses), parameters)


# --8<-- [end:train]
