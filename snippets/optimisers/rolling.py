"""Momentum in a bowl: a step is a matrix, and its roots say how fast the ball settles.

What counts is the momentum and the *stride*, the learning rate times the curvature.
Polyak (1964); Goh (2017).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from snippets.arrays import Array, as_floats


class Ball(NamedTuple):
    """Where a ball is in a bowl, from the floor, and how fast it rolls."""

    velocity: Array
    position: Array


# --8<-- [start:rolling]
def roll(
    velocity: ArrayLike,
    position: ArrayLike,
    learning_rate: ArrayLike = 0.1,
    curvature: ArrayLike = 1.0,
    momentum: ArrayLike = 0.9,
) -> Ball:
    """Velocity and position after a step: sums of what they were, so a 2 × 2 matrix.

    >>> roll(0.0, 1.0, learning_rate=0.5, curvature=1.0, momentum=0.9)
    Ball(velocity=np.float64(1.0), position=np.float64(0.5))
    """
    position = as_floats(position)
    faded = as_floats(momentum) * as_floats(velocity)
    moved = faded + as_floats(curvature) * position
    return Ball(moved, position - as_floats(learning_rate) * moved)


def sum_of_roots(stride: ArrayLike, momentum: ArrayLike) -> Array:
    """The sum of that matrix's two roots; their product is the momentum.

    >>> sum_of_roots([0.0, 0.5, 3.0], momentum=0.75)
    array([ 1.75,  1.25, -1.25])
    """
    return 1 + as_floats(momentum) - as_floats(stride)


def characteristic(root: ArrayLike, total: ArrayLike, momentum: ArrayLike) -> Array:
    """The polynomial that is zero at the roots.

    >>> characteristic([0.25, 0.5], total=0.75, momentum=0.125)
    array([0., 0.])
    """
    root = as_floats(root)
    return root**2 - as_floats(total) * root + as_floats(momentum)


def larger_root(total: ArrayLike, momentum: ArrayLike) -> Array:
    """The size of the larger of two roots, by their sum and their product.

    >>> larger_root([1.4, 1.3], momentum=0.45).round(3)
    array([0.9  , 0.671])
    """
    size, momentum = np.abs(as_floats(total)), as_floats(momentum)
    inside = size**2 - 4 * momentum
    real = (size + np.sqrt(np.maximum(inside, 0.0))) / 2
    return np.where(inside < 0, np.sqrt(momentum), real)


def slowest_root(stride: ArrayLike, momentum: ArrayLike) -> Array:
    """The share of the distance that a step leaves at length.

    >>> slowest_root([0.01, 0.5, 3.0], momentum=0.0)
    array([0.99, 0.5 , 2.  ])
    >>> slowest_root([0.01, 0.5, 3.0], momentum=0.81)
    array([0.9, 0.9, 0.9])
    """
    return larger_root(sum_of_roots(stride, momentum), momentum)


def critical_momentum(stride: ArrayLike) -> Array:
    """The momentum above which the ball swings, and neither creeps nor jumps.

    >>> critical_momentum([0.01, 0.25, 1.0])
    array([0.81, 0.25, 0.  ])
    """
    return (1 - np.sqrt(as_floats(stride))) ** 2


# --8<-- [end:rolling]
