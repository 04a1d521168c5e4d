"""The length of a step over that of the weights, at rates of all sizes."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from snippets.arrays import Array
from snippets.deepnets.checkup import update_ratios
from snippets.deepnets.experiments.recipes import RECIPES, centred, fresh, train
from snippets.experiment import experiment

SEEDS = range(4)
DEPTH = 3
RATES = (0.0001, 0.0003, 0.001, 0.003, 0.01, 0.1)


class Ratio(NamedTuple):
    """One number a seed."""

    ratio: Array
    """Middle of all steps, of the middle layer in each."""
    known: Array
    """Share of the digits learnt from that are named rightly at the end."""


@experiment
def ratio(rate: float, seeds: range = SEEDS) -> Ratio:
    """Train a net of three hidden layers at a rate.

    >>> bool(ratio(0.0001).ratio.max() < ratio(0.001).ratio.min())
    True
    """
    rows = []
    for seed in seeds:
        digits, net = centred(seed), fresh(RECIPES["he"], seed, DEPTH)
        before, ratios = net.parameters, []
        for _ in train(net, digits, rate, seed):
            # What is yielded here is the loss before the step; it has been taken since.
            ratios.append(np.median(update_ratios(net.sizes, before, net.parameters)))
            before = net.parameters
        named = net.predict(digits.learn).argmax(axis=1)
        rows.append((np.median(ratios), np.mean(named == digits.learn_labels)))
    return Ratio(*np.array(rows).T)
