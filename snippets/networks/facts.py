"""The numbers that the post on nuts and bolts prints, one function each."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from snippets.arrays import Array
from snippets.experiment import experiment
from snippets.networks.datasets import moons
from snippets.networks.experiments import (
    choices,
    features,
    hierarchy,
    starts,
    tabular,
    width,
)
from snippets.networks.experiments.digits import split
from snippets.networks.mlp import Network
from snippets.networks.training import accuracy, column, train
from snippets.objectives.binary_cross_entropy import (
    binary_cross_entropy,
    binary_cross_entropy_gradient,
)
from snippets.optimisers.adam import Adam

SEEDS = range(5)
FEW_SEEDS = range(3)


@experiment
def trained_on_moons(seed: int = 0) -> Network:
    """The net of the post's first cell, on the moons of this seed.

    >>> trained_on_moons().sizes
    (2, 16, 1)
    """
    x, labels = moons(200, 0.1, np.random.default_rng(seed))
    network = Network.create([2, 16, 1], ["tanh"], "xavier", seed)
    question = binary_cross_entropy, binary_cross_entropy_gradient
    train(network, x, column(labels), *question, Adam(0.05), steps=200)
    return network


def moons_held_out_accuracy() -> float:
    """Median share of 2,000 fresh points that it puts on the right moon."""
    shares = []
    for seed in SEEDS:
        x, labels = moons(2_000, 0.1, np.random.default_rng(1_000 + seed))
        shares.append(accuracy(trained_on_moons(seed), x, labels))
    return float(np.median(shares))


# --- Features ---


def feature_accuracies(name: str, moved: bool) -> Array:
    """Held-out accuracies by some features, one a seed.

    >>> feature_accuracies("ink", False).shape
    (3,)
    """
    return np.array(
        [features.held_out_accuracy(name, moved, seed) for seed in FEW_SEEDS]
    )


def held_out_digits() -> int:
    """Digits that no model of features learns from."""
    return len(split(0).judge)


def pixels_centred() -> float:
    """Median accuracy of a linear model on the pixels of centred digits."""
    return float(np.median(feature_accuracies("pixels", False)))


def learnt_centred() -> float:
    """The same for a net with one hidden layer."""
    return float(np.median(feature_accuracies("learnt", False)))


def pixels_moved() -> float:
    """Median accuracy of a linear model on the pixels of digits that lie anywhere."""
    return float(np.median(feature_accuracies("pixels", True)))


def edges_moved() -> float:
    """The same on edges, made by hand."""
    return float(np.median(feature_accuracies("edges", True)))


def learnt_moved() -> float:
    """The same for a net with one hidden layer."""
    return float(np.median(feature_accuracies("learnt", True)))


# --- Hierarchy ---


@experiment
def centre_accuracies(trained: bool) -> Array:
    """Accuracy of the nearest centre for pixels and layers, (seeds, layers).

    >>> centre_accuracies(trained=False).shape
    (5, 5)
    """
    return np.array([hierarchy.accuracy_by_layer(trained, seed) for seed in SEEDS])


def centre_pixels() -> float:
    """Median accuracy of the nearest centre on pixels."""
    return float(np.median(centre_accuracies(trained=True)[:, 0]))


def centre_last_trained() -> float:
    """Median accuracy of the nearest centre after four trained layers."""
    return float(np.median(centre_accuracies(trained=True)[:, -1]))


def centre_last_untrained() -> float:
    """Median accuracy of the nearest centre after four random layers."""
    return float(np.median(centre_accuracies(trained=False)[:, -1]))


# --- Tables of measurements ---


def scores(table: str, model: str, useless: int = 0) -> Array:
    """Held-out scores of a model, one a seed.

    >>> scores("wine", "linear").shape
    (5,)
    """
    return np.array(
        [tabular.held_out_score(table, model, seed, useless) for seed in SEEDS]
    )


def wine_net_plain() -> float:
    """Median accuracy of a net on the wines."""
    return float(np.median(scores("wine", "net")))


def wine_net_useless() -> float:
    """Median accuracy of a net on the wines with 200 useless columns."""
    return float(np.median(scores("wine", "net", useless=200)))


def wine_linear_useless() -> float:
    """The same for a linear model."""
    return float(np.median(scores("wine", "linear", useless=200)))


def wine_forest_useless() -> float:
    """The same for a forest."""
    return float(np.median(scores("wine", "forest", useless=200)))


# --- Width ---


@experiment
def distances(units: int) -> Array:
    """Distance between net and wave, one a seed.

    >>> distances(1).shape
    (5,)
    """
    return np.array([width.distance(units, seed) for seed in SEEDS])


def distance_two_units() -> float:
    """Median distance from the wave with 2 hidden units."""
    return float(np.median(distances(units=2)))


def distance_sixteen_units() -> float:
    """Median distance from the wave with 16 hidden units."""
    return float(np.median(distances(units=16)))


def distance_sixty_four_units() -> float:
    """Median distance from the wave with 64 hidden units."""
    return float(np.median(distances(units=64)))


def distance_sixty_four_units_worst() -> float:
    """The largest of the five."""
    return float(distances(64).max())


# --- First weights ---


def spreads_after_ten(activation: str, scheme: str) -> Array:
    """Size of the outputs of the tenth layer, with inputs of size 1, one a seed.

    >>> lecun, he = (spreads_after_ten("relu", scheme) for scheme in ("lecun", "he"))
    >>> bool((lecun < he).all())
    True
    """
    return np.array([starts.spread_by_layer(activation, scheme, s)[-1] for s in SEEDS])


def relu_spread_he() -> float:
    """Median size of the outputs of the tenth ReLU layer with He's weights."""
    return float(np.median(spreads_after_ten("relu", "he")))


def relu_spread_he_least() -> float:
    """The least of the five."""
    return float(spreads_after_ten("relu", "he").min())


def relu_spread_he_most() -> float:
    """The most of the five."""
    return float(spreads_after_ten("relu", "he").max())


def relu_spread_lecun() -> float:
    """The same median with LeCun's weights."""
    return float(np.median(spreads_after_ten("relu", "lecun")))


def relu_spread_normal() -> float:
    """The same median with weights from N(0, 1)."""
    return float(np.median(spreads_after_ten("relu", "normal")))


def final_losses(
    activation: str, scheme: str, seeds: Iterable[int] = FEW_SEEDS
) -> Array:
    """Loss over the last 50 of 200 batches, one a seed.

    >>> final_losses("tanh", "zeros").round(1)
    array([2.3, 2.3, 2.3])
    """
    return np.array([starts.final_loss(activation, scheme, s) for s in seeds])


def zeros_loss() -> float:
    """Median final loss of a net that starts with zeros."""
    return float(np.median(final_losses("relu", "zeros")))


def tanh_normal_loss() -> float:
    """Median final loss of a tanh net that starts with N(0, 1).

    Saturated units make the run chaotic: its digits are those of the rounding.
    """
    return float(np.median(final_losses("tanh", "normal", SEEDS)))


def tanh_he_loss() -> float:
    """Median final loss of a tanh net that starts with He's weights."""
    return float(np.median(final_losses("tanh", "he")))


def relu_he_loss() -> float:
    """Median final loss of a ReLU net that starts with He's weights."""
    return float(np.median(final_losses("relu", "he")))


def relu_lecun_loss() -> float:
    """Median final loss of a ReLU net that starts with LeCun's weights."""
    return float(np.median(final_losses("relu", "lecun")))


# --- The three choices ---


def steps(activation: str, objective: str, optimiser: str) -> float:
    """Median of steps at the best learning rate.

    >>> steps("tanh", "cross-entropy", "Adam") < 100
    True
    """
    return float(np.median(choices.best(activation, objective, optimiser)[1]))


def fastest_sigmoid() -> float:
    """Fewest steps (median) with the sigmoid in the hidden layer."""
    return min(
        steps("sigmoid", objective, optimiser)
        for objective in choices.OBJECTIVES
        for optimiser in choices.OPTIMISERS
    )


def fastest_tanh() -> float:
    """Fewest steps (median) with tanh in the hidden layer."""
    return min(
        steps("tanh", objective, optimiser)
        for objective in choices.OBJECTIVES
        for optimiser in choices.OPTIMISERS
    )


def _best_rate(objective: str) -> float:
    return choices.best("sigmoid", objective, "gradient descent")[0]


def probability_descent_rate() -> float:
    """Best rate of sigmoid, squared error of the probability, gradient descent."""
    return _best_rate("squared error of the probability")


def cross_entropy_descent_rate() -> float:
    """Best rate of sigmoid, cross-entropy, gradient descent."""
    return _best_rate("cross-entropy")


def _at_one_rate(objective: str) -> float:
    rate = cross_entropy_descent_rate()
    return choices.middle("sigmoid", objective, "gradient descent", rate)


def probability_descent_steps() -> float:
    """Steps of the first at the rate of the second, median of five seeds."""
    return _at_one_rate("squared error of the probability")


def cross_entropy_descent_steps() -> float:
    """Steps of the second at its rate."""
    return _at_one_rate("cross-entropy")
