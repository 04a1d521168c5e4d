"""Training: predict, compare, walk back, step; and again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from snippets.arrays import Array, Labels
from snippets.networks.mlp import Loss, LossGradient, Network
from snippets.optimisers.optimiser import Optimiser


# --8<-- [start:train]
def train(
    network: Network,
    x: Array,
    target: Array,
    loss: Loss,
    loss_gradient: LossGradient,
    optimiser: Optimiser,
    steps: int,
) -> list[float]:
    """Change the net's parameters, step by step; the loss before each step.

    Every step looks at all samples.

    >>> from snippets.objectives.mean_squared_error import (
    ...     mean_squared_error, mean_squared_error_gradient)
    >>> from snippets.optimisers.gradient_descent import GradientDescent
    >>> line, x = Network.create([1, 1], [], "zeros"), np.array([[-1.0], [1.0]])
    >>> train(line, x, 3 * x, mean_squared_error, mean_squared_error_gradient,
    ...       GradientDescent(0.25), steps=3)
    [9.0, 2.25, 0.5625]
    """
    losses = []
    for _ in range(steps):
        value, gradient = network.gradient(x, target, loss, loss_gradient)
        network.parameters = optimiser.step(network.parameters, gradient)
        losses.append(value)
    return losses


# --8<-- [end:train]


# --8<-- [start:descend]
def descend(
    network: Network,
    x: Array,
    target: Array | Labels,
    loss_gradient: LossGradient,
    rate: float,
) -> Network:
    """One step of gradient descent: a new net, a little lower on the loss.

    >>> from snippets.objectives.mean_squared_error import mean_squared_error_gradient
    >>> line, x = Network.create([1, 1], [], "zeros"), np.array([[-1.0], [1.0]])
    >>> descend(line, x, 2 * x, mean_squared_error_gradient, rate=0.5).parameters
    array([2., 0.])
    """
    signals = network.forward(x)
    error = loss_gradient(signals.outputs[-1], target)
    slopes = network.backward(x, signals, error)
    return replace(network, parameters=network.parameters - rate * slopes)


# --8<-- [end:descend]


def descent(
    network: Network,
    x: Array,
    target: Array | Labels,
    loss_gradient: LossGradient,
    rate: float,
    rng: np.random.Generator,
    size: int = 32,
) -> Iterator[Network]:
    """The net before the first step and after each on `size` samples, without end.

    >>> from snippets.objectives.mean_squared_error import mean_squared_error_gradient
    >>> line, x = Network.create([1, 1], [], "zeros"), np.array([[-1.0], [1.0]])
    >>> rng, gradient = np.random.default_rng(0), mean_squared_error_gradient
    >>> nets = descent(line, x, 2 * x, gradient, rate=0.25, rng=rng, size=2)
    >>> [next(nets).parameters.tolist() for _ in range(3)]
    [[0.0, 0.0], [1.0, 0.0], [1.5, 0.0]]
    """
    yield network
    for batch in batches(len(x), size, rng):
        network = descend(network, x[batch], target[batch], loss_gradient, rate)
        yield network


def train_in_batches(
    network: Network,
    x: Array,
    target: Array | Labels,
    loss: Loss,
    loss_gradient: LossGradient,
    optimiser: Optimiser,
    size: int,
    rng: np.random.Generator,
) -> Iterator[float]:
    """The same with `size` samples a step, as often as the caller asks for a loss.

    Each pass visits the samples in a new order.
    """
    for batch in batches(len(x), min(size, len(x)), rng):
        value, gradient = network.gradient(x[batch], target[batch], loss, loss_gradient)
        network.parameters = optimiser.step(network.parameters, gradient)
        yield value


def batches(
    samples: int, size: int, rng: np.random.Generator
) -> Iterator[NDArray[np.intp]]:
    """Indices of batch after batch, without end.

    Shuffled anew in each pass over the samples.

    >>> stream = batches(4, 2, np.random.default_rng(0))
    >>> sorted(int(i) for _ in range(2) for i in next(stream))
    [0, 1, 2, 3]
    """
    while True:
        order = rng.permutation(samples)
        for start in range(0, samples - size + 1, size):
            yield order[start : start + size]


def one_hot(labels: Labels, classes: int) -> Array:
    """A row for each label: 1 at its class, 0 elsewhere; shape (samples, classes).

    >>> one_hot(np.array([2, 0]), 3)
    array([[0., 0., 1.],
           [1., 0., 0.]])
    """
    return np.eye(classes)[labels]


def column(labels: Labels) -> Array:
    """Labels of 0 and 1 as targets for a net with one output; shape (samples, 1).

    >>> column(np.array([1, 0]))
    array([[1.],
           [0.]])
    """
    return labels[:, np.newaxis].astype(np.float64)


def classes(network: Network, x: Array) -> Labels:
    """The class of each sample: the largest logit, or the sign of the only one.

    >>> network = Network.create([1, 1], [], "zeros")
    >>> network.parameters = np.array([1.0, -2.0])
    >>> classes(network, np.array([[1.0], [3.0]]))
    array([0, 1])
    """
    logits = network.predict(x)
    if logits.shape[1] == 1:
        return (logits[:, 0] > 0).astype(np.int64)
    largest: Labels = logits.argmax(axis=1)
    return largest


def accuracy(network: Network, x: Array, labels: Labels) -> float:
    """The share of samples whose class is right.

    >>> accuracy(Network.create([1, 1], [], "zeros"), np.ones((4, 1)), np.arange(4) % 2)
    0.5
    """
    return float((classes(network, x) == labels).mean())
