"""Ten ways to build a net of thirty hidden layers, and whether it learns."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

import numpy as np

from snippets.arrays import Array
from snippets.deepnets.deep import DeepNet
from snippets.experiment import experiment
from snippets.generalisation.data import Parts, parts
from snippets.networks.initialisation import Scheme
from snippets.networks.training import batches, one_hot
from snippets.objectives.categorical_cross_entropy import (
    categorical_cross_entropy,
    categorical_cross_entropy_gradient,
)
from snippets.optimisers.adam import Adam

DEPTH = 30
WIDTH = 32
IMAGES = 400
BATCH = 32
STEPS = 200
LAST = 30
SEEDS = range(4)
RATES = (0.001, 0.003)
TINY = 0.01


class Recipe(NamedTuple):
    """How to build the net."""

    weights: str
    norm: str = "none"
    skip: bool = False
    quiet: bool = False
    """Whether the weights of each branch are divided by the root of their number."""


RECIPES = {
    "tiny": Recipe("tiny"),
    "normal": Recipe("normal"),
    "lecun": Recipe("lecun"),
    "he": Recipe("he"),
    "batch": Recipe("he", "batch"),
    "layer": Recipe("he", "layer"),
    "skip": Recipe("he", skip=True),
    "quiet": Recipe("he", skip=True, quiet=True),
    "batch skip": Recipe("he", "batch", skip=True),
    "layer skip": Recipe("he", "layer", skip=True),
}


def scheme(name: str) -> str | Scheme:
    """A scheme of the networks' by its name; "tiny" is a deviation of 0.01.

    >>> scheme("he"), scheme("tiny")(32, 32)
    ('he', 0.01)
    """
    return (lambda inputs, outputs: TINY) if name == "tiny" else name


def fresh(recipe: Recipe, seed: int, depth: int = DEPTH) -> DeepNet:
    """The net before any training.

    >>> len(fresh(RECIPES["he"], seed=0).layers)
    31
    """
    sizes = [64, *[WIDTH] * depth, 10]
    quiet = 1.0 / float(np.sqrt(depth)) if recipe.quiet else 1.0
    return DeepNet.create(
        sizes, scheme(recipe.weights), recipe.norm, recipe.skip, seed, quiet
    )


def centred(seed: int) -> Parts:
    """Digits to learn from and new ones, all less the mean of those to learn from.

    >>> bool(abs(centred(0).learn.mean()) < 1e-12)
    True
    """
    digits = parts(seed, IMAGES)
    mean = digits.learn.mean(axis=0)
    return digits._replace(
        learn=digits.learn - mean,
        validate=digits.validate - mean,
        test=digits.test - mean,
    )


def train(
    net: DeepNet, digits: Parts, rate: float, seed: int, steps: int = STEPS
) -> Iterator[float]:
    """The loss of each batch before the step it leads to; `net` changes in place.

    >>> net = fresh(RECIPES["layer skip"], seed=0, depth=3)
    >>> losses = list(train(net, centred(0), rate=0.003, seed=0, steps=50))
    >>> losses[0] > 2.0 > losses[-1]
    True
    """
    rng, adam = np.random.default_rng(seed), Adam(rate)
    target = one_hot(digits.learn_labels, 10)
    for batch in islice(batches(len(target), BATCH, rng), steps):
        signals = net.forward(digits.learn[batch])
        loss = categorical_cross_entropy(signals.outputs, target[batch])
        error = categorical_cross_entropy_gradient(signals.outputs, target[batch])
        net.parameters = adam.step(net.parameters, net.backward(signals, error))
        yield loss


class Learnt(NamedTuple):
    """What came of a recipe at a rate, one number a seed."""

    first: Array
    """Loss of the first batch."""
    last: Array
    """Mean loss of the last batches."""
    known: Array
    """Share of the digits learnt from that are named rightly."""
    new: Array
    """Share of new digits."""


@experiment
def learnt(
    recipe: Recipe, rate: float, depth: int = DEPTH, seeds: range = SEEDS
) -> Learnt:
    """Train with every seed: other digits, other first weights.

    >>> learnt(RECIPES["he"], 0.003, depth=3, seeds=range(1)).known > 0.9
    array([ True])
    """
    rows = []
    for seed in seeds:
        digits, net = centred(seed), fresh(recipe, seed, depth)
        losses = list(train(net, digits, rate, seed))
        known, new = (
            float(np.mean(net.predict(x).argmax(axis=1) == labels))
            for x, labels in (digits.pairs()[0], digits.pairs()[2])
        )
        rows.append((losses[0], float(np.mean(losses[-LAST:])), known, new))
    return Learnt(*np.array(rows).T)


def best_rate(name: str) -> float:
    """The rate at which a recipe knows most of the digits, on average.

    >>> best_rate("layer skip")
    0.003
    """
    return max(RATES, key=lambda rate: float(learnt(RECIPES[name], rate).known.mean()))


def best(name: str) -> Learnt:
    """What came of a recipe at the rate that suits it best.

    >>> best("layer skip").known.shape
    (4,)
    """
    return learnt(RECIPES[name], best_rate(name))
