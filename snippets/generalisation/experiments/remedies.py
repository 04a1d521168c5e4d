"""What each remedy does to the errors on new digits, labels being right or wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from snippets.arrays import Array, Labels
from snippets.experiment import experiment
from snippets.generalisation.averaging import mean_network, mean_probability
from snippets.generalisation.data import Parts, parts
from snippets.generalisation.experiments.training import STEPS, Recipe, train
from snippets.networks.mlp import Network
from snippets.networks.training import accuracy
from snippets.optimisers.experiments.digits import cross_entropy

SEEDS = range(10)
WRONG = 0.2
"""The share of wrong labels, where some are wrong."""
MEMBERS = 5
EVERY = 20
PATIENCE = 4

DECAYS = (0.0, 0.1, 0.3, 1.0, 3.0)
RECIPES = {
    "nothing": Recipe(),
    "decay": Recipe(decay=1.0),
    "decay of all": Recipe(decay=1.0, decay_biases=True),
    "dropout": Recipe(drop=0.5),
    "nudges": Recipe(reach=0.5),
    "leaps": Recipe(reach=1.0),
    "mirror": Recipe(mirror=True),
    "smoothing": Recipe(smoothing=0.1),
    "twice the images": Recipe(images=400),
    "several": Recipe(drop=0.5, reach=0.5, smoothing=0.1),
}


class Trial(NamedTuple):
    """What a recipe came to, one number a seed."""

    validation: Array
    """Share of errors on the validation digits, by the labels they were given."""
    errors: Array
    """Share of errors on the test digits."""
    losses: Array
    """Cross-entropy on the test digits."""
    averaged: Array
    """Share of errors of the net with the mean parameters of the second half."""


def error(network: Network, x: Array, labels: Labels) -> float:
    """The share of digits that are named wrongly.

    >>> network = Network.create([1, 2], [], "zeros")
    >>> error(network, np.ones((4, 1)), np.array([0, 0, 0, 1]))
    0.25
    """
    return 1.0 - accuracy(network, x, labels)


def sources(recipe: Recipe, wrong: float, seed: int) -> Parts:
    """The digits for one run.

    >>> len(sources(Recipe(images=400), 0.2, seed=0).learn)
    400
    """
    return parts(seed, recipe.images, wrong)


@experiment
def trial(recipe: Recipe, wrong: float, seeds: range = SEEDS) -> Trial:
    """Train by the recipe with every seed: new digits, new first weights.

    >>> trial(Recipe(), 0.0, range(1)).errors < 0.15
    array([ True])
    """
    rows = []
    for seed in seeds:
        digits = sources(recipe, wrong, seed)
        path: Array = np.zeros(())
        for step, network in enumerate(train(digits, recipe, seed)):
            if step > STEPS // 2:
                path = path + network.parameters
        mean = replace(network, parameters=path / (STEPS - STEPS // 2))
        rows.append(
            (
                error(network, digits.validate, digits.validate_labels),
                error(network, digits.test, digits.test_labels),
                cross_entropy(network.predict(digits.test), digits.test_labels),
                error(mean, digits.test, digits.test_labels),
            )
        )
    return Trial(*np.array(rows).T)


class Curves(NamedTuple):
    """One run, looked at every 20 steps: arrays of (seeds, checkpoints)."""

    learn: Array
    """Loss on the digits learnt from."""
    validate: Array
    """Loss on the validation digits."""
    test: Array
    """Loss on the test digits."""
    learn_errors: Array
    errors: Array
    """Share of errors on the test digits."""


@experiment
def curves(wrong: float, seeds: range = SEEDS) -> Curves:
    """How losses and errors go, step by step, with no remedy.

    >>> curves(0.0, range(1)).test.shape
    (1, 21)
    """
    runs = []
    for seed in seeds:
        digits = parts(seed, wrong=wrong)
        run = [
            looked_at(network, digits)
            for step, network in enumerate(train(digits, Recipe(), seed))
            if step % EVERY == 0
        ]
        runs.append(run)
    return Curves(*np.moveaxis(np.array(runs), 2, 0))


def looked_at(network: Network, digits: Parts) -> tuple[float, ...]:
    """Losses on the three parts, errors on the first and the last.

    >>> network = Network.create([64, 10], [], "zeros")
    >>> [round(each, 2) for each in looked_at(network, parts(0))[:3]]
    [2.3, 2.3, 2.3]
    """
    learn, validate, test = digits.pairs()
    losses = [cross_entropy(network.predict(x), y) for x, y in (learn, validate, test)]
    return *losses, error(network, *learn), error(network, *test)


class Together(NamedTuple):
    """Several nets, trained on the same digits: errors on the test, one a seed."""

    single: Array
    """The mean of the nets, each by itself."""
    ensemble: Array
    """The mean of what they say."""
    merged: Array
    """The net with the mean of their parameters."""
    losses: Array
    """Cross-entropy of the ensemble."""


@experiment
def together(wrong: float, seeds: range = SEEDS) -> Together:
    """Train several nets from other first weights, and let them vote.

    >>> together(0.0, range(1)).merged > 0.1
    array([ True])
    """
    rows = []
    for seed in seeds:
        digits = parts(seed, wrong=wrong)
        networks = []
        for member in range(MEMBERS):
            *_, network = train(digits, Recipe(), seed=1000 * member + seed)
            networks.append(network)
        x, labels = digits.test, digits.test_labels
        said = mean_probability(networks, x)
        rows.append(
            (
                float(np.mean([error(network, x, labels) for network in networks])),
                float(np.mean(said.argmax(axis=1) != labels)),
                error(mean_network(networks), x, labels),
                -float(np.log(said[np.arange(len(labels)), labels]).mean()),
            )
        )
    return Together(*np.array(rows).T)
