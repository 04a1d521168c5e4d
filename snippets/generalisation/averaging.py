"""Several nets as one: the mean of what they say, or the mean of what they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from snippets.activations.softmax import softmax
from snippets.arrays import Array
from snippets.networks.mlp import Network


# --8<-- [start:averaging]
def mean_probability(networks: Sequence[Network], x: Array) -> Array:
    """What the nets say on average, (samples, classes). Lakshminarayanan et al. (2017).

    >>> networks = [Network.create([1, 2], [], "zeros") for _ in range(2)]
    >>> networks[1].parameters = np.array([0.0, 0.0, 0.0, 100.0])
    >>> mean_probability(networks, np.ones((1, 1))).round(2)
    array([[0.25, 0.75]])
    """
    said = [softmax(network.predict(x)) for network in networks]
    return np.asarray(np.mean(said, axis=0))


def mean_network(networks: Sequence[Network]) -> Network:
    """One net with the mean of the nets' parameters. Izmailov et al. (2018).

    >>> networks = [Network.create([1, 1], [], "zeros") for _ in range(2)]
    >>> networks[1].parameters = np.array([4.0, 2.0])
    >>> mean_network(networks).parameters
    array([2., 1.])
    """
    parameters = np.mean([network.parameters for network in networks], axis=0)
    return replace(networks[0], parameters=parameters)


# --8<-- [end:averaging]
