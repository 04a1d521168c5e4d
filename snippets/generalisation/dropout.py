"""Dropout: each step trains a thinner net, with other units missing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from snippets.activations.activation import Activation
from snippets.arrays import Array, as_floats
from snippets.networks.mlp import Network


# --8<-- [start:dropout]
def dropout(x: ArrayLike, kept: ArrayLike, drop: float = 0.5) -> Array:
    """Outputs `x` where `kept` is 1, made larger in turn; 0 where it is 0.

    Srivastava et al. (2014), in the form that needs nothing at the test.

    >>> dropout([1.0, 2.0, 3.0, 4.0], kept=[1, 0, 0, 1])
    array([2., 0., 0., 8.])
    """
    return as_floats(x) * as_floats(kept) / (1.0 - drop)


def dropout_derivative(kept: ArrayLike, drop: float = 0.5) -> Array:
    """Slopes by `x`: what goes up larger comes down larger, what is out stays out.

    >>> dropout_derivative([1, 0, 0, 1])
    array([2., 0., 0., 2.])
    """
    return as_floats(kept) / (1.0 - drop)


# --8<-- [end:dropout]


# --8<-- [start:thinned]
def thinned(
    network: Network, drop: float, samples: int, rng: np.random.Generator
) -> Network:
    """The same net, the same parameters, with hidden units missing at random.

    Others for each sample of a batch. Its gradient is the net's, for this step.

    >>> network = Network.create([2, 4, 1], ["relu"])
    >>> thin = thinned(network, 0.5, 3, np.random.default_rng(0))
    >>> thin.parameters is network.parameters
    True
    >>> np.count_nonzero(thin.forward(np.ones((3, 2))).outputs[0], axis=1)
    array([0, 3, 2])
    """
    bends = []
    for bend, units in zip(network.activations, network.sizes[1:-1], strict=True):
        kept = rng.random((samples, units)) >= drop
        bends.append(with_dropout(bend, kept.astype(float), drop))
    return replace(network, activations=tuple(bends))


def with_dropout(bend: Activation, kept: Array, drop: float) -> Activation:
    """An activation followed by dropout, with its derivative by the chain rule.

    >>> line = Activation(lambda x: 3 * x, lambda x: np.full_like(x, 3.0))
    >>> both = with_dropout(line, np.array([1.0, 0.0]), drop=0.5)
    >>> both.function(np.ones(2)), both.derivative(np.ones(2))
    (array([6., 0.]), array([6., 0.]))
    """
    return Activation(
        lambda x: dropout(bend.function(x), kept, drop),
        lambda x: bend.derivative(x) * dropout_derivative(kept, drop),
    )


# --8<-- [end:thinned]
