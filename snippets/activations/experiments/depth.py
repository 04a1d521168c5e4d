"""How a gradient fares on its way down through many layers: vanishing and exploding."""

from __future__ import annotations

import numpy as np

from snippets.activations.activation import Activation
from snippets.arrays import Array
from snippets.networks.initialisation import gained
from snippets.networks.mlp import Network


# --8<-- [start:depth]
def gradient_by_layer(
    activation: Activation, gain: float, depth: int, seed: int, width: int = 128
) -> Array:
    """The size of the gradient at each layer as a share of that at the top.

    From bottom to top. The first entry is what remains after `depth` activations.
    Inputs and the gradient at the top are random.

    >>> from snippets.activations.experiments.contenders import LINEAR
    >>> share = gradient_by_layer(LINEAR, gain=1.0, depth=10, seed=0)
    >>> share.shape, bool(0.5 < share[0] < 2.0)
    ((11,), True)
    """
    rng = np.random.default_rng(seed)
    widths, bends = [width] * (depth + 2), [activation] * depth
    network = Network.create(widths, bends, gained(gain), rng)
    signals = network.forward(rng.normal(size=(32, width)))
    errors = network.errors(signals, rng.normal(size=(32, width)))
    sizes: Array = np.array([np.linalg.norm(error) for error in errors])
    share: Array = sizes / sizes[-1]
    return share


# --8<-- [end:depth]


def moments_after(
    activation: Activation, gain: float, depth: int, seed: int, width: int = 128
) -> tuple[float, float]:
    """Mean and variance of the outputs of the layer number `depth`.

    The inputs have mean 0 and variance 1.

    >>> from snippets.activations.experiments.contenders import TANH
    >>> mean, variance = moments_after(TANH, gain=1.0, depth=10, seed=0)
    >>> abs(mean) < 0.1, 0.0 < variance < 0.1
    (True, True)
    """
    rng = np.random.default_rng(seed)
    widths, bends = [width] * (depth + 2), [activation] * depth
    network = Network.create(widths, bends, gained(gain), rng)
    outputs = network.forward(rng.normal(size=(32, width))).outputs[depth - 1]
    return float(outputs.mean()), float(outputs.var())
