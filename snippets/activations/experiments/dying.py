"""A ReLU unit that one step too large kills for good.

And how many of a net's units die so.
"""

from __future__ import annotations

import numpy as np

from snippets.activations.activation import Activation
from snippets.activations.experiments.contenders import RELU
from snippets.activations.experiments.digits import digits
from snippets.activations.experiments.silence import dead_share, fresh_net
from snippets.arrays import Array
from snippets.networks.mlp import Network
from snippets.networks.training import descend, one_hot
from snippets.objectives.categorical_cross_entropy import (
    categorical_cross_entropy_gradient,
)


# --8<-- [start:dying]
def train_unit(rate: float, steps: int = 40, activation: Activation = RELU) -> Array:
    """One unit learns y = x / 2 on [0, 1]; its largest weighted sum after each step.

    Above zero a ReLU unit is alive for some input. At or below zero its slope is 0 for
    all of them, and so is its gradient.

    >>> train_unit(rate=0.2)[-1] > 0
    np.True_
    >>> train_unit(rate=2.0)[-1] > 0
    np.False_
    """
    x = np.linspace(0.0, 1.0, 11)
    target = x / 2
    weight, bias = 1.0, 1.0
    largest = [(weight * x + bias).max()]
    for _ in range(steps):
        z = weight * x + bias
        error = (activation.function(z) - target) * activation.derivative(z)
        weight -= rate * (error * x).mean()
        bias -= rate * error.mean()
        largest.append((weight * x + bias).max())
    return np.array(largest)


# --8<-- [end:dying]


RATES = np.geomspace(0.1, 100.0, 10)
"""Learning rates of the one step."""


def after_one_step(rate: float, seed: int) -> Network:
    """The ReLU net for the digits after one step of gradient descent on all of them.

    >>> len(after_one_step(rate=0.1, seed=0).layers)
    4
    """
    x, labels = digits()
    target, gradient = one_hot(labels, 10), categorical_cross_entropy_gradient
    return descend(fresh_net(seed), x, target, gradient, rate)


def dead_after_one_step(rate: float, seed: int) -> float:
    """The share of hidden units that this one step leaves silent for every digit.

    >>> dead_after_one_step(rate=0.1, seed=0)
    0.0
    >>> dead_after_one_step(rate=30.0, seed=0) > 0.1
    True
    """
    return dead_share(after_one_step(rate, seed), digits()[0])
