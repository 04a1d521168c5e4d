"""Real data for the experiments that train.

scikit-learn's handwritten digits, 8 × 8 pixels.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice

import numpy as np

from snippets.activations.experiments.network import (
    Activation,
    Labels,
    Layers,
    batches,
    descend,
    initialise,
)
from snippets.arrays import Array

SIZES = [64, 32, 32, 32, 10]


@cache
def digits() -> tuple[Array, Labels]:
    """The 1,797 digits, centred and scaled.

    Each pixel's mean is taken off, and all are divided by one number so that their
    spread is 1.

    >>> x, labels = digits()
    >>> x.shape, round(float(x.std()), 6), sorted(set(labels.tolist()))
    ((1797, 64), 1.0, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    """
    from sklearn.datasets import load_digits

    x, labels = load_digits(return_X_y=True)
    x = x - x.mean(axis=0)
    return x / x.std(), labels


def training(
    activation: Activation, gain: float, rate: float, seed: int
) -> Iterator[Layers]:
    """A net's layers before the first step and after each one, without end.

    Gradient descent on batches of 32 digits.

    >>> from snippets.activations.experiments.network import TANH, accuracy
    >>> after_60_steps = nth(training(TANH, gain=1.0, rate=0.2, seed=0), 60)
    >>> accuracy(after_60_steps, *digits(), TANH) > 0.8
    True
    """
    rng = np.random.default_rng(seed)
    x, labels = digits()
    layers = initialise(SIZES, gain, rng)
    yield layers
    for batch in batches(len(x), 32, rng):
        layers = descend(layers, x[batch], labels[batch], activation, rate)
        yield layers


def nth(stream: Iterator[Layers], n: int) -> Layers:
    """What the stream yields after n others.

    >>> nth(iter([[], [(np.ones(1), np.zeros(1))]]), 1)
    [(array([1.]), array([0.]))]
    """
    return next(islice(stream, n, None))
