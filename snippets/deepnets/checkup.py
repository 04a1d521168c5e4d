"""What to read off a net before you trust its training."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from snippets.arrays import Array
from snippets.deepnets.deep import DeepNet
from snippets.deepnets.experiments.recipes import train
from snippets.generalisation.data import Parts
from snippets.networks.mlp import unpack
from snippets.networks.training import one_hot
from snippets.objectives.categorical_cross_entropy import categorical_cross_entropy

ONE_BATCH = 32
STEPS = 100


# --8<-- [start:agrees]
def agrees(
    function: Callable[[Array], Array], back: Callable[[Array, Array], Array], x: Array
) -> bool:
    """Whether `back(x, error)` is the way back through `function`, by nudges at `x`.

    >>> agrees(lambda x: x * x, lambda x, error: 2 * x * error, np.array([1.0, -3.0]))
    True
    >>> agrees(lambda x: x * x, lambda x, error: x * error, np.array([1.0, -3.0]))
    False
    """
    error = np.random.default_rng(0).normal(size=function(x).shape)
    found = back(x, error)
    for place in np.ndindex(x.shape):
        nudge = np.zeros_like(x)
        nudge[place] = 1e-5
        rise = function(x + nudge) - function(x - nudge)
        if not np.isclose(found[place], (error * rise).sum() / 2e-5, atol=1e-6):
            return False
    return True


# --8<-- [end:agrees]


def update_ratios(sizes: tuple[int, ...], before: Array, after: Array) -> Array:
    """For each layer, the length of a step of its weights over that of the weights.

    >>> update_ratios((1, 1), np.array([2.0, 0.0]), np.array([2.01, 5.0])).round(4)
    array([0.005])
    """
    return np.array(
        [
            np.linalg.norm(new.weights - old.weights) / np.linalg.norm(old.weights)
            for old, new in zip(
                unpack(before, sizes), unpack(after, sizes), strict=True
            )
        ]
    )


# --8<-- [start:checkup]
class Readings(NamedTuple):
    """Four numbers, and what they ought to be."""

    start: float
    """The loss before any step: the logarithm of the number of classes."""
    batch: float
    """The loss on one batch, the same in every step, after a hundred of them: 0."""
    ratio: float
    """A step over the weights, the middle layer's: near a thousandth."""
    new: float
    """Share of new digits named rightly, after training on all: more than a guess."""


def checkup(net: DeepNet, digits: Parts, rate: float) -> Readings:
    """Read all four; `net` is trained on the way.

    >>> from snippets.deepnets.experiments.recipes import RECIPES, centred, fresh
    >>> net = fresh(RECIPES["he"], seed=0, depth=3)
    >>> checkup(net, centred(0), rate=0.003).batch < 0.1
    True
    """
    target = one_hot(digits.learn_labels, 10)
    start = categorical_cross_entropy(net.predict(digits.learn), target)
    fresh = net.parameters
    one = digits._replace(
        learn=digits.learn[:ONE_BATCH], learn_labels=digits.learn_labels[:ONE_BATCH]
    )
    *_, batch = train(net, one, rate, seed=0, steps=STEPS)
    net.parameters = fresh
    *_, _ = train(net, digits, rate, seed=0, steps=STEPS - 1)
    before = net.parameters
    *_, _ = train(net, digits, rate, seed=1, steps=1)
    ratios = update_ratios(net.sizes, before, net.parameters)
    new = np.mean(net.predict(digits.test).argmax(axis=1) == digits.test_labels)
    return Readings(start, batch, float(np.median(ratios)), float(new))


# --8<-- [end:checkup]
