"""Inputs of one sign tie the signs of a unit's weight gradients together.

The zig-zag, and how batches loosen it.
"""

from __future__ import annotations

import numpy as np

from snippets.activations.activation import Activation
from snippets.activations.experiments.digits import digits, nth, training
from snippets.arrays import Array
from snippets.networks.mlp import Network, unpack
from snippets.networks.training import one_hot
from snippets.objectives.categorical_cross_entropy import (
    categorical_cross_entropy_gradient,
)


def descent_path(inputs: Array, targets: Array, rate: float, passes: int) -> Array:
    """The weights of one linear unit, from zero, after each step on one sample.

    >>> sample = np.array([[1.0, 2.0]])
    >>> path = descent_path(sample, np.array([-1.0]), rate=0.1, passes=1)
    >>> path.tolist()
    [[0.0, 0.0], [-0.1, -0.2]]
    """
    weights = np.zeros(inputs.shape[1])
    path = [weights]
    for _ in range(passes):
        for x, target in zip(inputs, targets, strict=True):
            error = x @ weights - target
            weights = weights - rate * error * x
            path.append(weights)
    return np.array(path)


GOAL = np.array([1.0, -0.8])
"""Weights to the lower right of the start."""


def two_paths(samples: int = 40) -> tuple[Array, Array]:
    """The way to `GOAL` in one pass, with inputs in [0, 1] and with the same, centred.

    >>> positive, centred = two_paths()
    >>> bool(len(positive) == len(centred) == 41)
    True
    """
    inputs = np.random.default_rng(4).uniform(-0.5, 0.5, (samples, 2))
    positive, centred = (
        descent_path(each, each @ GOAL, rate=1.0, passes=1)
        for each in (inputs + 0.5, inputs)
    )
    return positive, centred


def sign_agreement(slopes: Array) -> float:
    """The share of pairs of a unit's weights whose gradients have the same sign.

    One column of `slopes` is one unit. Half of the pairs agree by chance.

    >>> sign_agreement(np.array([[1.0], [2.0], [3.0]]))
    1.0
    >>> round(sign_agreement(np.array([[1.0], [2.0], [-3.0]])), 3)
    0.333
    """
    weights = len(slopes)
    up = (slopes > 0).sum(axis=0)
    agreeing = up * (up - 1) + (weights - up) * (weights - up - 1)
    return float((agreeing / (weights * (weights - 1))).mean())


def second_layer_slopes(network: Network, x: Array, target: Array) -> Array:
    """The gradient of cross-entropy by the weights of the second layer.

    >>> network = Network.create([1, 2, 3, 2], ["tanh", "tanh"])
    >>> second_layer_slopes(network, np.ones((1, 1)), np.array([[1.0, 0.0]])).shape
    (2, 3)
    """
    signals = network.forward(x)
    error = categorical_cross_entropy_gradient(signals.outputs[-1], target)
    return unpack(network.backward(x, signals, error), network.sizes)[1].weights


def agreement_by_batch(
    activation: Activation, gain: float, sizes: list[int], seed: int
) -> Array:
    """`sign_agreement` in the second layer of a half-trained digits net.

    For batches of each size.

    >>> from snippets.activations.experiments.contenders import SIGMOID
    >>> agreement_by_batch(SIGMOID, gain=4.0, sizes=[1], seed=0).tolist()
    [1.0]
    """
    network = nth(training(activation, gain, rate=0.2, seed=seed), 100)
    rng = np.random.default_rng(seed)
    x, labels = digits()
    target = one_hot(labels, 10)
    result = []
    for size in sizes:
        draws = [rng.choice(len(x), size, replace=False) for _ in range(20)]
        slopes = [second_layer_slopes(network, x[i], target[i]) for i in draws]
        result.append(np.mean([sign_agreement(each) for each in slopes]))
    return np.array(result)
