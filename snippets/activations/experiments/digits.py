"""Real data for the experiments that train.

scikit-learn's handwritten digits, 8 × 8 pixels.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice

import numpy as np

from snippets.activations.activation import Activation
from snippets.arrays import Array, Labels
from snippets.networks.initialisation import gained
from snippets.networks.mlp import Network
from snippets.networks.training import descent, one_hot
from snippets.objectives.categorical_cross_entropy import (
    categorical_cross_entropy_gradient,
)

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
) -> Iterator[Network]:
    """A net before the first step and after each one, without end.

    Gradient descent on batches of 32 digits.

    >>> from snippets.activations.experiments.contenders import TANH
    >>> from snippets.networks.training import accuracy
    >>> after_60_steps = nth(training(TANH, gain=1.0, rate=0.2, seed=0), 60)
    >>> accuracy(after_60_steps, *digits()) > 0.8
    True
    """
    rng = np.random.default_rng(seed)
    x, labels = digits()
    network = Network.create(SIZES, [activation] * 3, gained(gain), rng)
    target, gradient = one_hot(labels, 10), categorical_cross_entropy_gradient
    return descent(network, x, target, gradient, rate, rng)


def nth(stream: Iterator[Network], n: int) -> Network:
    """What the stream yields after n others.

    >>> nets = (Network.create([units, 1], []) for units in (2, 3, 4))
    >>> nth(nets, 1).sizes
    (3, 1)
    """
    return next(islice(stream, n, None))
