"""Normalisation: outputs of mean 0 and spread 1, over a batch, a layer, or nearly so.

Each function takes sums of shape (samples, units) and stands beside the way back
through it: from the gradient at its outputs to that at its inputs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from snippets.arrays import Array

EPSILON = 1e-5
"""Keeps the root from zero where all numbers are alike."""


# --8<-- [start:standardised]
def standardised(x: Array, axis: int) -> Array:
    """Along an axis: less the mean, over the root of the variance. Same shape as `x`.

    >>> standardised(np.array([1.0, 2.0, 3.0]), axis=0).round(2)
    array([-1.22,  0.  ,  1.22])
    """
    centred = x - x.mean(axis, keepdims=True)
    root = np.sqrt((centred**2).mean(axis, keepdims=True) + EPSILON)
    y: Array = centred / root
    return y


def standardised_gradient(x: Array, error: Array, axis: int) -> Array:
    """The gradient at `x`, given `error`, that at the outputs.

    What is the same for all, or along the outputs, changes no output and goes:

    >>> x, same = np.array([1.0, 2.0, 6.0]), np.ones(3)
    >>> standardised_gradient(x, same, axis=0)
    array([0., 0., 0.])
    """
    centred = x - x.mean(axis, keepdims=True)
    root = np.sqrt((centred**2).mean(axis, keepdims=True) + EPSILON)
    y = centred / root
    along = y * (error * y).mean(axis, keepdims=True)
    below: Array = (error - error.mean(axis, keepdims=True) - along) / root
    return below


# --8<-- [end:standardised]


# --8<-- [start:three]
def batch_norm(x: Array) -> Array:
    """Each unit over the samples of a batch. Ioffe and Szegedy (2015).

    >>> batch_norm(np.array([[1.0, 10.0], [3.0, 30.0]])).round(3)
    array([[-1., -1.],
           [ 1.,  1.]])
    """
    return standardised(x, axis=0)


def layer_norm(x: Array) -> Array:
    """Each sample over the units of a layer. Ba et al. (2016).

    >>> layer_norm(np.array([[1.0, 10.0], [3.0, 30.0]])).round(3)
    array([[-1.,  1.],
           [-1.,  1.]])
    """
    return standardised(x, axis=-1)


def rms_norm(x: Array) -> Array:
    """Each sample over its root mean square, no mean taken off. Zhang, Sennrich (2019).

    >>> rms_norm(np.array([[3.0, 4.0], [30.0, 40.0]])).round(3)
    array([[0.849, 1.131],
           [0.849, 1.131]])
    """
    y: Array = x / np.sqrt((x**2).mean(axis=-1, keepdims=True) + EPSILON)
    return y


# --8<-- [end:three]


def batch_norm_gradient(x: Array, error: Array) -> Array:
    """The way back through `batch_norm`.

    >>> batch_norm_gradient(np.array([[1.0], [3.0]]), np.array([[5.0], [5.0]]))
    array([[0.],
           [0.]])
    """
    return standardised_gradient(x, error, axis=0)


def layer_norm_gradient(x: Array, error: Array) -> Array:
    """The way back through `layer_norm`.

    >>> layer_norm_gradient(np.array([[1.0, 3.0]]), np.array([[5.0, 5.0]]))
    array([[0., 0.]])
    """
    return standardised_gradient(x, error, axis=-1)


def rms_norm_gradient(x: Array, error: Array) -> Array:
    """The way back through `rms_norm`.

    >>> rms_norm_gradient(np.array([[3.0, 4.0]]), np.array([[4.0, -3.0]])).round(3)
    array([[ 1.131, -0.849]])
    """
    root = np.sqrt((x**2).mean(axis=-1, keepdims=True) + EPSILON)
    y = x / root
    along = y * (error * y).mean(axis=-1, keepdims=True)
    below: Array = (error - along) / root
    return below


def nothing(x: Array) -> Array:
    """No normalisation: what comes in.

    >>> nothing(np.ones(2))
    array([1., 1.])
    """
    return x


def nothing_gradient(_: Array, error: Array) -> Array:
    """The way back through nothing.

    >>> nothing_gradient(np.zeros(1), np.ones(1))
    array([1.])
    """
    return error


class Norm(NamedTuple):
    """A normalisation with its way back."""

    function: Callable[[Array], Array]
    gradient: Callable[[Array, Array], Array]


NORMS = {
    "none": Norm(nothing, nothing_gradient),
    "batch": Norm(batch_norm, batch_norm_gradient),
    "layer": Norm(layer_norm, layer_norm_gradient),
    "rms": Norm(rms_norm, rms_norm_gradient),
}
