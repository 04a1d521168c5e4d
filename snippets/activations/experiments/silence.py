"""How many units of a ReLU net are silent before training.

And how many never speak at all.
"""

from __future__ import annotations

import numpy as np

from snippets.activations.experiments.contenders import RELU
from snippets.activations.experiments.digits import SIZES, digits
from snippets.arrays import Array
from snippets.networks.initialisation import gained
from snippets.networks.mlp import Network

SHOWN = 80
"""Digits whose silent units are drawn."""


def silent(network: Network, x: Array) -> list[Array]:
    """For each hidden layer, which unit (column) puts out zero for which sample (row).

    >>> network = Network.create([1, 2, 1], ["relu"], "zeros")
    >>> network.layers[0].weights[:] = [[1.0, -1.0]]
    >>> silent(network, np.array([[3.0], [-3.0]]))[0].tolist()
    [[False, True], [True, False]]
    """
    return [output == 0.0 for output in network.forward(x).outputs[:-1]]


def silent_share(network: Network, x: Array) -> float:
    """The share of all outputs of hidden units that are zero.

    >>> network = Network.create([1, 2, 1], ["relu"], "zeros")
    >>> network.layers[0].weights[:] = [[1.0, -1.0]]
    >>> silent_share(network, np.array([[3.0], [-3.0]]))
    0.5
    """
    return float(np.mean([zero.mean() for zero in silent(network, x)]))


def dead_share(network: Network, x: Array) -> float:
    """The share of hidden units that are zero for every sample.

    >>> network = Network.create([1, 2, 1], ["relu"], "zeros")
    >>> network.layers[0].weights[:] = [[1.0, -1.0]]
    >>> dead_share(network, np.array([[3.0], [5.0]]))
    0.5
    """
    return float(np.mean([zero.all(axis=0).mean() for zero in silent(network, x)]))


def fresh_net(seed: int) -> Network:
    """An untrained ReLU net for the digits.

    With the weights' scale that He et al. (2015) derive.

    >>> len(fresh_net(0).layers)
    4
    """
    return Network.create(SIZES, [RELU] * 3, gained(float(np.sqrt(2.0))), seed)


def silent_share_at_start(seed: int) -> float:
    """`silent_share` of a fresh net on all digits.

    >>> 0.3 < silent_share_at_start(0) < 0.7
    True
    """
    return silent_share(fresh_net(seed), digits()[0])
