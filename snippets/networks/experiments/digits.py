"""Digits to learn from and digits to be judged by, and a net trained on the first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

import numpy as np

from snippets.arrays import Array, Labels
from snippets.networks.mlp import Network
from snippets.networks.training import one_hot, train_in_batches
from snippets.objectives.categorical_cross_entropy import (
    categorical_cross_entropy,
    categorical_cross_entropy_gradient,
)
from snippets.optimisers.adam import Adam
from snippets.optimisers.optimiser import Optimiser

LEARN = 1200
"""So many digits to learn from; the other 597 are held out."""
STEPS = 400
BATCH = 64


class Digits(NamedTuple):
    """Pixels between 0 and 1, (samples, 64), and which digit each picture is."""

    learn: Array
    learn_labels: Labels
    judge: Array
    judge_labels: Labels


@cache
def split(seed: int) -> Digits:
    """The 1,797 digits of scikit-learn, parted at random. Alpaydin and Kaynak (1998).

    >>> [len(part) for part in split(0)]
    [1200, 1200, 597, 597]
    """
    from sklearn.datasets import load_digits

    pixels, labels = load_digits(return_X_y=True)
    order = np.random.default_rng(seed).permutation(len(pixels))
    learn, judge = order[:LEARN], order[LEARN:]
    return Digits(pixels[learn] / 16, labels[learn], pixels[judge] / 16, labels[judge])


def shifted(pixels: Array, side: int, rng: np.random.Generator) -> Array:
    """Each digit of 8 × 8 pixels somewhere in a larger picture, (samples, side²).

    >>> pictures = shifted(np.ones((5, 64)), 12, np.random.default_rng(0))
    >>> pictures.shape, pictures.sum(axis=1)
    ((5, 144), array([64., 64., 64., 64., 64.]))
    """
    pictures = np.zeros((len(pixels), side, side))
    corners = rng.integers(0, side - 7, (len(pixels), 2))
    for picture, digit, (row, column) in zip(pictures, pixels, corners, strict=True):
        picture[row : row + 8, column : column + 8] = digit.reshape(8, 8)
    return pictures.reshape(len(pixels), side * side)


def scaled(learn: Array, judge: Array) -> tuple[Array, Array]:
    """Both minus the mean of each feature, over one spread for all.

    Mean and spread are those of the first: the second is not looked at.

    >>> scaled(np.array([[0.0], [2.0]]), np.array([[5.0]]))
    (array([[-1.],
           [ 1.]]), array([[4.]]))
    """
    mean, spread = learn.mean(axis=0), learn.std()
    return (learn - mean) / spread, (judge - mean) / spread


def fit(
    x: Array,
    labels: Labels,
    hidden: Sequence[int],
    activation: str,
    seed: int,
    steps: int = STEPS,
    optimiser: Optimiser | None = None,
) -> Network:
    """A net with these hidden layers, trained to name digits by the features `x`.

    >>> digits = split(0)
    >>> fit(digits.learn[:50], digits.learn_labels[:50], [8], "relu", 0, steps=1).sizes
    (64, 8, 10)
    """
    sizes = [x.shape[1], *hidden, 10]
    scheme = "he" if activation == "relu" else "lecun"
    network = Network.create(sizes, [activation] * len(hidden), scheme, seed)
    losses = train_in_batches(
        network,
        x,
        one_hot(labels, 10),
        categorical_cross_entropy,
        categorical_cross_entropy_gradient,
        optimiser or Adam(0.005),
        BATCH,
        np.random.default_rng(seed),
    )
    for _ in islice(losses, steps):
        pass
    return network
