"""Batch norm whose outputs are thrown about: Santurkar et al. (2018)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from snippets.arrays import Array
from snippets.deepnets.experiments.recipes import (
    RECIPES,
    WIDTH,
    centred,
    fresh,
    train,
)
from snippets.deepnets.normalisation import Norm, batch_norm, batch_norm_gradient
from snippets.experiment import experiment

JITTER = 0.3
LAYER = 15
PROBE = 64
SEEDS = range(3)


# --8<-- [start:jittered]
def jittered(rng: np.random.Generator, amount: float = JITTER) -> Norm:
    """Batch norm, and then for each unit another scale and another shift, by chance.

    >>> norm = jittered(np.random.default_rng(0))
    >>> bool(abs(norm.function(np.arange(96.0).reshape(3, 32)).mean()) > 0.01)
    True
    """
    scale = 1.0 + rng.uniform(-amount, amount, WIDTH)
    shift = rng.uniform(-amount, amount, WIDTH)
    return Norm(
        lambda x: batch_norm(x) * scale + shift,
        lambda x, error: batch_norm_gradient(x, error * scale),
    )


# --8<-- [end:jittered]


class Shifted(NamedTuple):
    """What a layer in the middle is given, and what is learnt; one number a seed."""

    shift: Array
    """How far the mean of a unit moves in a step, in its deviations."""
    known: Array
    """Share of the digits learnt from that are named rightly at the end."""


@experiment
def shifted(name: str, rate: float, jitter: bool = False) -> Shifted:
    """Train a recipe; with `jitter` its norm is thrown about anew in every step.

    >>> shifted("batch skip", 0.003).shift.max() < 1e-9
    np.True_
    """
    rows = []
    for seed in SEEDS:
        digits, net = centred(seed), fresh(RECIPES[name], seed)
        rng = np.random.default_rng(100 + seed)
        means, moves = middle(net.forward(digits.learn[:PROBE]).normal[LAYER]), []
        for _ in train(net, digits, rate, seed):
            if jitter:
                net.norm = jittered(rng)
            now = middle(net.forward(digits.learn[:PROBE]).normal[LAYER])
            moves.append(float(np.mean(np.abs(now[0] - means[0]) / now[1])))
            means = now
        named = net.predict(digits.learn).argmax(axis=1)
        rows.append((np.mean(moves), np.mean(named == digits.learn_labels)))
    return Shifted(*np.array(rows).T)


def middle(x: Array) -> tuple[Array, Array]:
    """Mean and deviation of each unit; of one that is constant the deviation is 1.

    >>> middle(np.array([[1.0, 5.0], [3.0, 5.0]]))
    (array([2., 5.]), array([1., 1.]))
    """
    deviation = x.std(axis=0)
    return x.mean(axis=0), np.where(deviation > 0, deviation, 1.0)
