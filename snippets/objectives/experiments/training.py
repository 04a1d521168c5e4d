"""Training a net on any objective: its gradient is the error at the top."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from snippets.activations.experiments.network import (
    RELU,
    Labels,
    Layers,
    backward,
    batches,
    forward,
    initialise,
)
from snippets.arrays import Array

Target = Array | Labels
Gradient = Callable[[Array, Any], Array]
"""Takes outputs and targets, which may be labels; gives slopes by the outputs."""


# --8<-- [start:descend]
def descend(
    layers: Layers, x: Array, target: Target, gradient: Gradient, rate: float
) -> Layers:
    """One step of gradient descent on the objective whose gradient is given.

    The hidden layers have ReLU. New layers, of the same shapes.

    >>> from snippets.objectives import mean_squared_error_gradient
    >>> layers = [(np.array([[0.0]]), np.array([0.0]))]
    >>> x, target = np.array([[1.0], [-1.0]]), np.array([[2.0], [-2.0]])
    >>> descend(layers, x, target, mean_squared_error_gradient, rate=0.5)
    [(array([[2.]]), array([0.]))]
    """
    sums = forward(layers, x, RELU)
    errors = backward(layers, sums, gradient(sums[-1], target), RELU)
    inputs = [x, *(RELU.function(z) for z in sums[:-1])]
    return [
        (w - rate * (h.T @ error), b - rate * error.sum(axis=0))
        for (w, b), h, error in zip(layers, inputs, errors, strict=True)
    ]


# --8<-- [end:descend]


def training(
    sizes: list[int],
    x: Array,
    target: Target,
    gradient: Gradient,
    *,
    rate: float,
    seed: int,
    gain: float = float(np.sqrt(2.0)),
    batch: int = 32,
) -> Iterator[Layers]:
    """Layers of a net before the first step and after each, without end.

    >>> from snippets.activations.experiments.digits import nth
    >>> from snippets.objectives import mean_squared_error_gradient
    >>> x = np.linspace(-1.0, 1.0, 64)[:, np.newaxis]
    >>> nets = training([1, 1], x, 3 * x, mean_squared_error_gradient, rate=0.3, seed=0)
    >>> round(nth(nets, 100)[0][0].item(), 3)
    3.0
    """
    rng = np.random.default_rng(seed)
    layers = initialise(sizes, gain, rng)
    yield layers
    for chosen in batches(len(x), batch, rng):
        layers = descend(layers, x[chosen], target[chosen], gradient, rate)
        yield layers


def outputs(layers: Layers, x: Array) -> Array:
    """What leaves the last layer of a net, one row a sample.

    >>> outputs([(np.array([[2.0]]), np.array([1.0]))], np.array([[3.0]]))
    array([[7.]])
    """
    return forward(layers, x, RELU)[-1]
