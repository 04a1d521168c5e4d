"""A fair race of nine activations on the digits, each with its own learning rate.

The same net, the same digits, the same number of steps and of tries for each. First
weights have the gain that lets a gradient through undiminished, on average.
"""

from __future__ import annotations

from itertools import islice

import numpy as np

from snippets.activations.catalogue import CATALOGUE
from snippets.activations.experiments.digits import digits
from snippets.arrays import Array
from snippets.experiment import experiment
from snippets.networks.initialisation import gained
from snippets.networks.mlp import Network
from snippets.networks.training import accuracy, descent, one_hot
from snippets.objectives.categorical_cross_entropy import (
    categorical_cross_entropy_gradient,
)

RUNNERS = (
    "sigmoid",
    "tanh",
    "relu",
    "leaky_relu",
    "elu",
    "selu",
    "gelu",
    "silu",
    "mish",
)
SIZES = (64, 32, 32, 10)
STEPS = 300
RATES = (0.05, 0.1, 0.2, 0.4)  # with twice the last, some nets fall apart
SIGMOID_RATES = (0.4, 0.8, 1.6, 3.2)  # it bears more
TUNING_SEEDS = 2
FINAL_SEEDS = 10
LEARN, TUNE = 900, 400  # digits; the rest judges


# --8<-- [start:gain]
def right_gain(name: str, cells: int = 4001) -> float:
    """The gain of first weights at which a gradient keeps its size, on average.

    A layer multiplies its square by the gain's, and by the mean square of the slopes;
    for sums that are spread like a standard normal. He et al. (2015) for ReLU:

    >>> round(right_gain("relu") ** 2, 2)
    2.0
    """
    z = np.linspace(-8.0, 8.0, cells)
    often = np.exp(-(z**2) / 2)
    slopes = np.asarray(CATALOGUE[name].derivative(z))
    return float(1.0 / np.sqrt(np.average(slopes**2, weights=often)))


# --8<-- [end:gain]


@experiment
def errors(name: str, rate: float, seed: int) -> tuple[float, float]:
    """Shares of wrong answers after training: on digits for tuning, and for the test.

    >>> tuning, test = errors("relu", rate=0.2, seed=0)
    >>> max(tuning, test) < 0.1
    True
    """
    rng = np.random.default_rng(seed)
    x, labels = digits()
    order = rng.permutation(len(x))
    learn, tune, test = np.split(order, [LEARN, LEARN + TUNE])
    bends = [CATALOGUE[name]] * (len(SIZES) - 2)
    network = Network.create(list(SIZES), bends, gained(right_gain(name)), rng)
    target = one_hot(labels[learn], 10)
    gradient = categorical_cross_entropy_gradient
    nets = descent(network, x[learn], target, gradient, rate, rng)
    trained = next(islice(nets, STEPS, None))
    tuning, judged = (
        1.0 - accuracy(trained, x[part], labels[part]) for part in (tune, test)
    )
    return tuning, judged


def rates(name: str) -> tuple[float, ...]:
    """The rates that are tried.

    >>> rates("sigmoid")[-1] > rates("relu")[-1]
    True
    """
    return SIGMOID_RATES if name == "sigmoid" else RATES


def best_rate(name: str) -> float:
    """The rate with the fewest wrong answers on the digits for tuning.

    >>> best_rate("relu") in rates("relu")
    True
    """
    seeds = range(TUNING_SEEDS)
    return min(
        rates(name),
        key=lambda rate: np.mean([errors(name, rate, seed)[0] for seed in seeds]),
    )


def outcome(name: str) -> Array:
    """Test errors at the best rate, one for each of ten new seeds.

    >>> outcome("relu").shape
    (10,)
    """
    rate, seeds = best_rate(name), range(100, 100 + FINAL_SEEDS)
    return np.array([errors(name, rate, seed)[1] for seed in seeds])
