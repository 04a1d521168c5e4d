"""The first weights of a net: every scheme is a standard deviation."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import ArrayLike

from snippets.arrays import Array, as_floats


def lecun_deviation(inputs: ArrayLike) -> Array:
    """1/√inputs: the sums spread as the inputs do. LeCun et al. (1998).

    >>> lecun_deviation([4, 100])
    array([0.5, 0.1])
    """
    return np.sqrt(1 / as_floats(inputs))


def xavier_deviation(inputs: ArrayLike, outputs: ArrayLike) -> Array:
    """√(2/(inputs + outputs)): for the way up and the way down.

    Xavier Glorot and Bengio (2010), who draw from an even distribution of this spread.

    >>> xavier_deviation([4, 100], [4, 100])
    array([0.5, 0.1])
    """
    return np.sqrt(2 / (as_floats(inputs) + as_floats(outputs)))


# --8<-- [start:he]
def he_deviation(inputs: ArrayLike) -> Array:
    """√(2/inputs), since ReLU lets half of the square through. He et al. (2015).

    >>> he_deviation([8, 200])
    array([0.5, 0.1])
    """
    return np.sqrt(2 / as_floats(inputs))


# --8<-- [end:he]

Scheme = Callable[[int, int], float]
"""From the numbers of a layer's inputs and outputs to the deviation of its weights."""

SCHEMES: Mapping[str, Scheme] = {
    "zeros": lambda inputs, outputs: 0.0,
    "normal": lambda inputs, outputs: 1.0,
    "lecun": lambda inputs, outputs: float(lecun_deviation(inputs)),
    "xavier": lambda inputs, outputs: float(xavier_deviation(inputs, outputs)),
    "he": lambda inputs, outputs: float(he_deviation(inputs)),
}
"""Every scheme by its name; two of them, zeros and normal, never look at the layer."""


def gained(gain: float) -> Scheme:
    """The scheme gain/√inputs: LeCun's for a gain of 1, He's for √2.

    >>> gained(3.0)(36, 1)
    0.5
    """
    return lambda inputs, outputs: gain / float(np.sqrt(inputs))
