"""Who learns the digits sooner: steps of training until the mistakes are few enough."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

import numpy as np

from snippets.activations.activation import Activation
from snippets.activations.experiments.contenders import RELU, SIGMOID, TANH
from snippets.activations.experiments.digits import digits, training
from snippets.arrays import Array
from snippets.experiment import experiment
from snippets.networks.training import accuracy

CENTRED_SIGMOID = Activation(lambda x: SIGMOID.function(x) - 0.5, SIGMOID.derivative)

# Each with the scale of initial weights that roughly keeps the size of its signals from
# layer to layer.
CONTENDERS: dict[str, tuple[Activation, float]] = {
    "tanh": (TANH, 1.0),
    "relu": (RELU, float(np.sqrt(2.0))),
    "sigmoid": (SIGMOID, 4.0),
    "centred sigmoid": (CENTRED_SIGMOID, 4.0),
}
EVERY = 5  # steps between two looks at the training error
LIMIT = 400  # steps


@experiment
def error_curve(name: str, rate: float, seed: int, target: float) -> Array:
    """The share of digits that a net gets wrong, every five steps.

    It ends when it is at or below the target.

    >>> error_curve("tanh", rate=0.2, seed=0, target=0.5).round(1)
    array([0.9, 0.4])
    """
    activation, gain = CONTENDERS[name]
    x, labels = digits()
    curve = []
    for network in islice(training(activation, gain, rate, seed), 0, LIMIT + 1, EVERY):
        curve.append(1.0 - accuracy(network, x, labels))
        if curve[-1] <= target:
            break
    return np.array(curve)


def steps_needed(name: str, rate: float, seed: int, target: float) -> float:
    """Steps of training until the training error is at or below the target.

    Infinity if it never is.

    >>> steps_needed("tanh", rate=0.2, seed=0, target=0.5)
    5.0
    """
    curve = error_curve(name, rate, seed, target)
    return float(EVERY * (len(curve) - 1)) if curve[-1] <= target else float("inf")


def median_steps(name: str, rate: float, seeds: Iterable[int], target: float) -> float:
    """The median of `steps_needed` over seeds.

    >>> median_steps("relu", rate=0.2, seeds=range(3), target=0.5) < 50
    True
    """
    return float(np.median([steps_needed(name, rate, seed, target) for seed in seeds]))


def best_rate(
    name: str, rates: Iterable[float], seeds: Iterable[int], target: float
) -> float:
    """The learning rate with which this activation is there first.

    Each contender gets its own.

    >>> best_rate("tanh", [0.01, 0.2], seeds=range(3), target=0.5)
    0.2
    """
    return min(rates, key=lambda rate: median_steps(name, rate, seeds, target))
