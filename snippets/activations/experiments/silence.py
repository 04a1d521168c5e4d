"""How many units of a ReLU net are silent before training.

And how many never speak at all.
"""

from __future__ import annotations

import numpy as np

from snippets.activations.experiments.digits import SIZES, digits
from snippets.activations.experiments.network import RELU, Layers, forward, initialise
from snippets.arrays import Array


# --8<-- [start:silence]
def silent(layers: Layers, x: Array) -> list[Array]:
    """For each hidden layer, which unit (column) puts out zero for which sample (row).

    >>> first = (np.array([[1.0, -1.0]]), np.zeros(2))
    >>> layers = [first, (np.ones((2, 2)), np.zeros(2))]
    >>> silent(layers, np.array([[3.0], [-3.0]]))[0].tolist()
    [[False, True], [True, False]]
    """
    return [RELU.function(z) == 0.0 for z in forward(layers, x, RELU)[:-1]]


def silent_share(layers: Layers, x: Array) -> float:
    """The share of all outputs of hidden units that are zero.

    >>> first = (np.array([[1.0, -1.0]]), np.zeros(2))
    >>> layers = [first, (np.ones((2, 2)), np.zeros(2))]
    >>> silent_share(layers, np.array([[3.0], [-3.0]]))
    0.5
    """
    return float(np.mean([zero.mean() for zero in silent(layers, x)]))


def dead_share(layers: Layers, x: Array) -> float:
    """The share of hidden units that are zero for every sample.

    >>> first = (np.array([[1.0, -1.0]]), np.zeros(2))
    >>> layers = [first, (np.ones((2, 2)), np.zeros(2))]
    >>> dead_share(layers, np.array([[3.0], [5.0]]))
    0.5
    """
    return float(np.mean([zero.all(axis=0).mean() for zero in silent(layers, x)]))


# --8<-- [end:silence]


def fresh_net(seed: int) -> Layers:
    """An untrained ReLU net for the digits.

    With the weights' scale that He et al. (2015) derive.

    >>> len(fresh_net(0))
    4
    """
    return initialise(SIZES, float(np.sqrt(2.0)), np.random.default_rng(seed))


def silent_share_at_start(seed: int) -> float:
    """`silent_share` of a fresh net on all digits.

    >>> 0.3 < silent_share_at_start(0) < 0.7
    True
    """
    return silent_share(fresh_net(seed), digits()[0])
