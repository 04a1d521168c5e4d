"""A small net learns scikit-learn's handwritten digits, with any optimiser.

64 pixels, 32 hidden units with ReLU, 10 classes. The digits are split once: 1,000 to
train on, 397 to tune on, 400 that nobody sees before the end.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import numpy as np

from snippets.activations.experiments.digits import digits
from snippets.activations.softmax import log_softmax
from snippets.arrays import Array, Labels
from snippets.networks.initialisation import gained
from snippets.networks.mlp import Network
from snippets.networks.training import accuracy, train_in_batches
from snippets.optimisers.optimiser import Optimiser

SIZES = [64, 32, 10]
BATCH = 32
HE = gained(float(np.sqrt(2.0)))


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


def cross_entropy(logits: Array, labels: Labels) -> float:
    """Mean over the digits of −log softmax(z) at the right class.

    A net that knows nothing gives each of ten digits a tenth: −log 0.1.

    >>> round(cross_entropy(np.zeros((5, 10)), np.arange(5)), 4)
    2.3026
    """
    logs = log_softmax(logits)
    return -float(logs[np.arange(len(labels)), labels].mean())


def cross_entropy_gradient(logits: Array, labels: Labels) -> Array:
    """Gradient by the logits: softmax minus one at the right class, over the digits.

    >>> cross_entropy_gradient(np.zeros((1, 2)), np.array([1]))
    array([[ 0.5, -0.5]])
    """
    error = np.exp(log_softmax(logits))
    error[np.arange(len(labels)), labels] -= 1.0
    error /= len(labels)
    return error


class Run(NamedTuple):
    """What a training run leaves."""

    losses: Array
    """The loss of each batch, before its step."""
    network: Network

    def loss(self, part: str) -> float:
        """Mean loss of the final net on one part of the digits; infinite if broken."""
        if not np.isfinite(self.network.parameters).all():
            return float("inf")
        x, labels = splits()[part]
        with np.errstate(all="ignore"):
            return cross_entropy(self.network.predict(x), labels)

    def accuracy(self, part: str) -> float:
        """Share of right answers of the final net on one part of the digits."""
        return accuracy(self.network, *splits()[part])


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
    network, losses = Network.create(SIZES, ["relu"], HE, rng), []
    question = cross_entropy, cross_entropy_gradient
    stream = train_in_batches(network, x, labels, *question, optimiser, BATCH, rng)
    with np.errstate(all="ignore"):  # a learning rate too large overflows
        for step in range(steps):
            if rate is not None:
                optimiser.learning_rate = float(rate(step))
            losses.append(next(stream))
    return Run(np.array(losses), network)
