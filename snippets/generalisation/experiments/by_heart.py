"""Labels that mean nothing can be learnt, too: Zhang et al. (2017)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from snippets.arrays import Array
from snippets.experiment import experiment
from snippets.generalisation.data import parts
from snippets.generalisation.experiments.training import Recipe, train
from snippets.networks.training import accuracy

SEEDS = range(5)
STEPS = 1500


class Learnt(NamedTuple):
    """Shares of right answers, one a seed."""

    seen: Array
    new: Array


@experiment
def by_heart(seeds: range = SEEDS) -> Learnt:
    """Shuffle the labels, so that they say nothing of the digits, and train.

    >>> by_heart(range(1)).seen > 0.5
    array([ True])
    """
    rows = []
    for seed in seeds:
        digits = parts(seed)
        lots = np.random.default_rng(seed).permutation(digits.learn_labels)
        shuffled = digits._replace(learn_labels=lots)
        *_, network = train(shuffled, Recipe(), seed, STEPS)
        rows.append(
            (
                accuracy(network, digits.learn, lots),
                accuracy(network, digits.test, digits.test_labels),
            )
        )
    return Learnt(*np.array(rows).T)
