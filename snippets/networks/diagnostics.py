"""What goes on inside a net: gradients by layer, and units that are of no use."""

from __future__ import annotations

from functools import cache

import numpy as np

from snippets.activations.activation import Activation
from snippets.arrays import Array
from snippets.networks.mlp import Network, Signals, unpack

FLAT = 0.01
"""A slope below this share of the activation's largest one is as good as none."""


def gradient_norms(network: Network, gradient: Array) -> list[float]:
    """The length of each layer's part of a gradient, weights and bias together.

    >>> network = Network.create([2, 1, 1], ["relu"])
    >>> gradient_norms(network, np.array([3.0, 4.0, 0.0, 1.0, 0.0]))
    [5.0, 1.0]
    """
    return [
        float(np.sqrt((weights**2).sum() + (bias**2).sum()))
        for weights, bias in unpack(gradient, network.sizes)
    ]


def dead_shares(network: Network, signals: Signals) -> list[float]:
    """For each hidden layer, the share of units that are dead for this batch.

    A unit is dead where its slope is 0 for every sample: no gradient reaches it.

    >>> network = Network.create([1, 2, 1], ["relu"])
    >>> network.parameters = np.array([1.0, 1.0, 0.0, -9.0, 1.0, 1.0, 0.0])
    >>> dead_shares(network, network.forward(np.array([[-1.0], [2.0]])))
    [0.5]
    """
    return [
        float(np.all(slope == 0.0, axis=0).mean()) for slope in slopes(network, signals)
    ]


def saturated_shares(network: Network, signals: Signals) -> list[float]:
    """For each hidden layer, the share of its outputs that lie where the curve is flat.

    Flat is a slope of less than a hundredth of the largest. Unlike death, which takes
    a whole batch, this counts every sample of every unit.

    >>> network = Network.create([1, 1, 1], ["tanh"])
    >>> network.parameters = np.array([1.0, 0.0, 1.0, 0.0])
    >>> saturated_shares(network, network.forward(np.array([[-9.0], [0.0], [1.0]])))
    [0.3333333333333333]
    """
    return [
        float((np.abs(slope) < FLAT * largest_slope(activation)).mean())
        for activation, slope in zip(
            network.activations, slopes(network, signals), strict=True
        )
    ]


def grid(low: Array, high: Array, points: int) -> Array:
    """Points of the plane in rows from the lower left, (points², 2).

    >>> grid(np.zeros(2), np.ones(2), 2)
    array([[0., 0.],
           [1., 0.],
           [0., 1.],
           [1., 1.]])
    """
    across = np.linspace(low[0], high[0], points)
    up = np.linspace(low[1], high[1], points)
    return np.stack(np.meshgrid(across, up), axis=-1).reshape(-1, 2)


def unit_maps(network: Network, x: Array) -> list[Array]:
    """What each unit puts out on a grid of points: a picture of it.

    One array a layer, (units, side, side), for the side² points of `grid`.

    >>> network = Network.create([2, 8, 1], ["relu"])
    >>> plane = grid(-np.ones(2), np.ones(2), 5)
    >>> [picture.shape for picture in unit_maps(network, plane)]
    [(8, 5, 5), (1, 5, 5)]
    """
    side = round(len(x) ** 0.5)
    return [output.T.reshape(-1, side, side) for output in network.forward(x).outputs]


def slopes(network: Network, signals: Signals) -> list[Array]:
    """The slope of each hidden layer's activation at its sums, (samples, units).

    Where an output looks at its whole row, the slope is that by its own sum.

    >>> network = Network.create([1, 2, 1], ["softmax"], "zeros")
    >>> slopes(network, network.forward(np.ones((1, 1))))
    [array([[0.25, 0.25]])]
    """
    result = []
    for activation, sums in zip(network.activations, signals.sums[:-1], strict=True):
        slope = activation.derivative(sums)
        if slope.ndim > sums.ndim:
            slope = np.diagonal(slope, axis1=-2, axis2=-1)
        result.append(slope)
    return result


@cache
def largest_slope(activation: Activation) -> float:
    """The steepest that an activation gets.

    >>> from snippets.activations import sigmoid, sigmoid_derivative
    >>> round(largest_slope(Activation(sigmoid, sigmoid_derivative)), 6)
    0.25
    """
    return float(activation.slope(np.linspace(-10.0, 10.0, 2_001)).max())
