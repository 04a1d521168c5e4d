"""Activation, objective, optimiser: every combination on the moons."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from snippets.arrays import Array, Labels
from snippets.experiment import experiment
from snippets.networks.datasets import moons
from snippets.networks.mlp import Loss, LossGradient, Network
from snippets.networks.training import column
from snippets.objectives.binary_cross_entropy import (
    binary_cross_entropy,
    binary_cross_entropy_gradient,
)
from snippets.objectives.brier import brier, brier_gradient
from snippets.objectives.mean_squared_error import (
    mean_squared_error,
    mean_squared_error_gradient,
)
from snippets.optimisers.adam import Adam
from snippets.optimisers.gradient_descent import GradientDescent
from snippets.optimisers.momentum import Momentum
from snippets.optimisers.optimiser import Optimiser
from snippets.sweep import grid, sweep

ACTIVATIONS = {"sigmoid": "lecun", "tanh": "lecun", "relu": "he"}
"""Each with the first weights that suit it."""

OBJECTIVES: Mapping[str, tuple[Loss, LossGradient]] = {
    "squared error": (mean_squared_error, mean_squared_error_gradient),
    "squared error of the probability": (brier, brier_gradient),
    "cross-entropy": (binary_cross_entropy, binary_cross_entropy_gradient),
}

OPTIMISERS: Mapping[str, tuple[Callable[[float], Optimiser], tuple[float, ...]]] = {
    "gradient descent": (
        GradientDescent,
        (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0),
    ),
    "momentum": (
        Momentum,
        (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0),
    ),
    "Adam": (Adam, (0.05, 0.1, 0.2, 0.5, 1.0, 2.0)),
}
"""Each with the learning rates that it may choose from, no best one at an end."""

LIMITS = (100, 500, 3000)
"""A search ends at the first of these by which a rate has brought most seeds home."""
LIMIT = 3000
EVERY = 5
POINTS = 200
SIZES = [2, 16, 1]
SEEDS = range(5)
TARGET = 0.99


def right_share(output: Array, labels: Labels, objective: str) -> float:
    """The share of points on the right side.

    The squared error compares the output itself with 0 and 1, so the border is one
    half; a logit's border is 0.

    >>> right_share(np.array([[0.3], [0.7]]), np.array([0, 1]), "squared error")
    1.0
    """
    border = 0.5 if objective == "squared error" else 0.0
    return float(((output[:, 0] > border) == labels).mean())


@experiment
def steps_needed(
    activation: str,
    objective: str,
    optimiser: str,
    rate: float,
    seed: int,
    limit: int = LIMIT,
) -> float:
    """Steps until 99 in 100 of the training points are right; infinite past the limit.

    >>> steps_needed("tanh", "cross-entropy", "Adam", 0.1, 0) < 100
    True
    """
    x, labels = moons(POINTS, 0.1, np.random.default_rng(seed))
    network = Network.create(SIZES, [activation], ACTIVATIONS[activation], seed)
    loss, loss_gradient = OBJECTIVES[objective]
    target = column(labels)
    stepper = OPTIMISERS[optimiser][0](rate)
    with np.errstate(all="ignore"):  # too bold a learning rate overflows
        for step in range(limit + 1):
            if step % EVERY == 0:
                output = network.predict(x)
                if right_share(output, labels, objective) >= TARGET:
                    return float(step)
                if not np.isfinite(output).all():
                    break
            _, gradient = network.gradient(x, target, loss, loss_gradient)
            network.parameters = stepper.step(network.parameters, gradient)
    return np.inf


@experiment
def best(
    activation: str, objective: str, optimiser: str
) -> tuple[float, tuple[float, ...]]:
    """The learning rate with the smallest median of steps, and the steps of all seeds.

    >>> rate, steps = best("tanh", "cross-entropy", "Adam")
    >>> len(steps)
    5
    """
    rates = OPTIMISERS[optimiser][1]
    for limit in LIMITS:
        medians = [
            middle(activation, objective, optimiser, rate, limit) for rate in rates
        ]
        if min(medians) <= limit:
            break
    best_rate = rates[int(np.argmin(medians))]
    every = (
        steps_needed(activation, objective, optimiser, best_rate, seed)
        for seed in SEEDS
    )
    return best_rate, tuple(sorted(every))


def middle(
    activation: str, objective: str, optimiser: str, rate: float, limit: int = LIMIT
) -> float:
    """Median of steps over the seeds; seeds are left out once most are too slow.

    >>> middle("tanh", "cross-entropy", "Adam", 0.1)
    50.0
    """
    steps: list[float] = []
    for seed in SEEDS:
        if sum(map(np.isinf, steps)) > len(SEEDS) // 2:
            return np.inf
        steps.append(steps_needed(activation, objective, optimiser, rate, seed, limit))
    return float(np.median(steps))


Choice = tuple[str, str, str]


def all_choices(jobs: int = 1) -> dict[Choice, tuple[float, tuple[float, ...]]]:
    """What `best` finds for every combination, by their three names.

    >>> (*_, last) = grid(a=list(ACTIVATIONS), b=list(OBJECTIVES), c=list(OPTIMISERS))
    >>> list(last.values())
    ['relu', 'cross-entropy', 'Adam']
    """
    settings = grid(
        activation=list(ACTIVATIONS),
        objective=list(OBJECTIVES),
        optimiser=list(OPTIMISERS),
    )
    found = sweep(best, settings, jobs)
    return {
        (each["activation"], each["objective"], each["optimiser"]): result
        for each, result in zip(settings, found, strict=True)
    }
