"""How a gradient fares on its way down through many layers: vanishing and exploding."""

from __future__ import annotations

import numpy as np

from snippets.activations.experiments.network import (
    Activation,
    backward,
    forward,
    initialise,
)
from snippets.arrays import Array


# --8<-- [start:depth]
def gradient_by_layer(
    activation: Activation, gain: float, depth: int, seed: int, width: int = 128
) -> Array:
    """The size of the gradient at each layer as a share of that at the top.

    From bottom to top. The first entry is what remains after `depth` activations.
    Inputs and the gradient at the top are random.

    >>> from snippets.activations.experiments.network import LINEAR
    >>> share = gradient_by_layer(LINEAR, gain=1.0, depth=10, seed=0)
    >>> share.shape, bool(0.5 < share[0] < 2.0)
    ((11,), True)
    """
    rng = np.random.default_rng(seed)
    layers = initialise([width] * (depth + 2), gain, rng)
    sums = forward(layers, rng.normal(size=(32, width)), activation)
    errors = backward(layers, sums, rng.normal(size=(32, width)), activation)
    sizes: Array = np.array([np.linalg.norm(error) for error in errors])
    share: Array = sizes / sizes[-1]
    return share


# --8<-- [end:depth]
