"""How many hidden units a wavy curve takes."""

from __future__ import annotations

import numpy as np

from snippets.arrays import Array
from snippets.experiment import experiment
from snippets.networks.mlp import Network
from snippets.networks.training import train
from snippets.objectives.mean_squared_error import (
    mean_squared_error,
    mean_squared_error_gradient,
)
from snippets.optimisers.adam import Adam

WIDTHS = (2, 4, 8, 16, 32, 64)
STEPS = 1000
INPUTS = np.linspace(-1.0, 1.0, 100)[:, np.newaxis]


# --8<-- [start:wave]
def wave(x: Array) -> Array:
    """The curve to be followed: a slow wave with a quick one on top.

    >>> wave(np.array([-1.0, 0.0, 0.5])).round(2)
    array([-0.  ,  0.  , -1.05])
    """
    y: Array = 0.7 * np.sin(3 * np.pi * x) + 0.35 * np.sin(7 * np.pi * x)
    return y


@experiment
def follow(width: int, seed: int) -> Network:
    """A net with one hidden layer of tanh, trained to follow the wave.

    The first weights are large, and the biases such that the units bend in different
    places of the interval.

    >>> follow(2, 0).sizes
    (1, 2, 1)
    """
    network = Network.create([1, width, 1], ["tanh"], "lecun", seed)
    rng = np.random.default_rng(seed)
    weights, bias = network.layers[0]
    weights[0] = rng.choice([-8.0, 8.0], width)
    bias[:] = -weights[0] * rng.uniform(-1.0, 1.0, width)
    train(
        network,
        INPUTS,
        wave(INPUTS),
        mean_squared_error,
        mean_squared_error_gradient,
        Adam(0.02),
        STEPS,
    )
    return network


# --8<-- [end:wave]


def distance(width: int, seed: int) -> float:
    """Root mean square distance between net and wave.

    >>> distance(16, 0) < distance(1, 0)
    True
    """
    prediction = follow(width, seed).predict(INPUTS)
    return float(np.sqrt(mean_squared_error(prediction, wave(INPUTS))))
