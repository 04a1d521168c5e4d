"""Wider and wider nets with a random first layer: the error falls, rises, falls."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from snippets.arrays import Array
from snippets.experiment import experiment
from snippets.generalisation.data import parts
from snippets.generalisation.random_features import least_norm
from snippets.networks.mlp import Network
from snippets.networks.training import one_hot

SEEDS = range(5)
WIDTHS = (10, 20, 50, 100, 150, 180, 200, 220, 250, 300, 400, 800, 1600)
PULL = 1.0


class Sweep(NamedTuple):
    """For each seed and width, (seeds, widths)."""

    learn: Array
    """Share of errors on the digits learnt from, by the labels given."""
    errors: Array
    """Share of errors on the test digits."""
    sizes: Array
    """Length of the last layer's weights, all together."""


@experiment
def sweep(wrong: float, pull: float = 0.0, seeds: range = SEEDS) -> Sweep:
    """Solve for the last layer at every width.

    >>> sweep(0.0, seeds=range(1)).errors.shape
    (1, 13)
    """
    runs = [[solved(width, wrong, pull, seed) for width in WIDTHS] for seed in seeds]
    return Sweep(*np.moveaxis(np.array(runs), 2, 0))


def solved(width: int, wrong: float, pull: float, seed: int) -> tuple[float, ...]:
    """Errors on the digits learnt from and on new ones, and the length of the weights.

    >>> solved(400, 0.0, 0.0, seed=0)[0]
    0.0
    """
    digits = parts(seed, wrong=wrong)
    first = Network.create([64, width, 10], ["relu"], "he", seed)
    mean = digits.learn.mean(axis=0)
    seen, new = (
        first.forward(x - mean).outputs[0] for x in (digits.learn, digits.test)
    )
    last = least_norm(seen, one_hot(digits.learn_labels, 10), pull)
    return (
        float(np.mean((seen @ last).argmax(axis=1) != digits.learn_labels)),
        float(np.mean((new @ last).argmax(axis=1) != digits.test_labels)),
        float(np.linalg.norm(last)),
    )
