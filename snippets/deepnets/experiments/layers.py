"""Signals on their way up and gradients on their way down, layer by layer."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from snippets.arrays import Array
from snippets.deepnets.experiments.recipes import RECIPES, centred, fresh
from snippets.experiment import experiment

SAMPLES = 128
SEEDS = range(10)


class Layers(NamedTuple):
    """For each seed and each place between two layers, from bottom to top."""

    sizes: Array
    """Root mean square of the sums."""
    gradients: Array
    """That of the gradient there, as a share of that at the outputs."""
    likeness: Array
    """Mean cosine between what two digits have become; 1 is the same direction."""


# --8<-- [start:likeness]
def likeness(rows: Array) -> float:
    """Mean cosine of the angle between two different rows.

    >>> round(likeness(np.array([[1.0, 0.0], [2.0, 0.0], [0.0, 3.0]])), 2)
    0.33
    """
    directions = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    among = directions @ directions.T
    return float((among.sum() - len(rows)) / (len(rows) * (len(rows) - 1)))


# --8<-- [end:likeness]


@experiment
def layers(name: str, seeds: range = SEEDS) -> Layers:
    """Send digits up through a fresh net, and a random gradient down.

    >>> layers("he", range(1)).sizes.shape
    (1, 30)
    """
    runs = []
    for seed in seeds:
        net, x = fresh(RECIPES[name], seed), centred(seed).learn[:SAMPLES]
        signals = net.forward(x)
        top = np.random.default_rng(seed).normal(size=signals.outputs.shape)
        errors = net.errors(signals, top)
        runs.append(
            [
                [size(each) for each in signals.found[1:]],
                [size(each) / size(top) for each in errors[:-1]],
                [likeness(each) for each in signals.bent[1:]],
            ]
        )
    return Layers(*np.moveaxis(np.array(runs), 1, 0))


def size(x: Array) -> float:
    """Root mean square.

    >>> size(np.array([3.0, 4.0, 0.0, 0.0]))
    2.5
    """
    return float(np.sqrt((x**2).mean()))
