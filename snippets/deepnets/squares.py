"""How large signals get, layer by layer: laws for the mean of their squares."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from snippets.arrays import Array, as_floats


def next_square(square: ArrayLike, inputs: ArrayLike, deviation: ArrayLike) -> Array:
    """Mean square of a layer's sums, given that of the sums below it, under ReLU.

    ReLU keeps half of the square; `inputs` products of it with weights of variance
    σ² add up. He et al. (2015).

    >>> next_square(1.0, inputs=8, deviation=0.5)
    np.float64(1.0)
    """
    variance = as_floats(deviation) ** 2
    mean: Array = as_floats(inputs) * variance * as_floats(square) / 2
    return mean


def after_layers(inputs: ArrayLike, deviation: ArrayLike, layers: ArrayLike) -> Array:
    """The size (root mean square) after ReLU layers, as a share of that before them.

    >>> after_layers(inputs=32, deviation=1.0, layers=3)
    np.float64(64.0)
    """
    factor = as_floats(deviation) * np.sqrt(as_floats(inputs) / 2)
    size: Array = np.power(factor, as_floats(layers))
    return size


def after_skips(share: ArrayLike, layers: ArrayLike) -> Array:
    """The same where each layer adds a branch with a share of the square it found.

    >>> after_skips(share=3.0, layers=2)
    np.float64(4.0)
    """
    size: Array = np.power(1.0 + as_floats(share), as_floats(layers) / 2)
    return size


def kept_layers(layers: ArrayLike, every: ArrayLike) -> Array:
    """Layers in memory at once where each `every`-th is kept and the rest made anew.

    Chen et al. (2016): the kept ones, and one stretch between two of them.

    >>> kept_layers(100, [1, 10, 100])
    array([101.,  20., 101.])
    """
    return np.ceil(as_floats(layers) / as_floats(every)) + as_floats(every)
