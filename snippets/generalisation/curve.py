"""A curve of waves through noisy points: over-fitting with one input, to look at."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from snippets.arrays import Array
from snippets.generalisation.random_features import least_norm


def waves(x: Array, number: int) -> Array:
    """So many waves between −1 and 1, each faster and lower; (samples, number).

    The k-th makes k half turns and is 1/k high: what wriggles has to be paid for with
    large weights.

    >>> waves(np.array([-1.0, 0.0, 1.0]), 3).round(2) + 0.0
    array([[ 1. ,  1. ,  0.5],
           [ 1. ,  0. , -0.5],
           [ 1. , -1. ,  0.5]])
    """
    k = np.arange(number)
    return np.asarray(np.cos(np.pi * k * (x[:, np.newaxis] + 1) / 2) / np.maximum(k, 1))


def truth(x: Array) -> Array:
    """What the points would say without noise; same shape as `x`.

    >>> truth(np.zeros(1))
    array([0.])
    """
    return np.asarray(np.sin(3 * x))


class Points(NamedTuple):
    """Points to learn from and others, held out: where they lie, and what they say."""

    x: Array
    y: Array
    new_x: Array
    new_y: Array


def points(number: int, noise: float, seed: int, held_out: int = 100) -> Points:
    """Noisy points of the `truth`, one at random in each of equal parts of −1 to 1.

    Of one seed, more noise moves the very same points further from the truth.

    >>> drawn = points(4, noise=0.0, seed=0)
    >>> drawn.x.shape, drawn.new_x.shape, bool(np.all(drawn.y == truth(drawn.x)))
    ((4,), (100,), True)
    """
    rng = np.random.default_rng(seed)
    x, new_x = (
        (np.arange(count) + rng.uniform(size=count)) * 2 / count - 1
        for count in (number, held_out)
    )
    y, new_y = (truth(each) + noise * rng.normal(size=len(each)) for each in (x, new_x))
    return Points(x, y, new_x, new_y)


class Fit(NamedTuple):
    """The weights of the waves, and how far the curve lies from points."""

    weights: Array
    """Shape (waves,)."""
    learnt: float
    """The distance from the points learnt from: the root of the mean of its square."""
    held_out: float
    """The same on those held out."""


def fit(drawn: Points, number: int, pull: float = 0.0) -> Fit:
    """The curve of so many waves with the least squared error on the points learnt.

    As many waves as points go through all of them: a good curve where they are right.

    >>> fits = [fit(points(20, noise, seed=0), 20) for noise in (0.0, 0.3)]
    >>> [round(found.learnt, 6) for found in fits]
    [0.0, 0.0]
    >>> [found.held_out < 0.1 for found in fits]
    [True, False]
    """
    weights = least_norm(waves(drawn.x, number), drawn.y[:, np.newaxis], pull)[:, 0]
    return Fit(
        weights,
        distance(waves(drawn.x, number) @ weights, drawn.y),
        distance(waves(drawn.new_x, number) @ weights, drawn.new_y),
    )


def distance(one: Array, other: Array) -> float:
    """The root of the mean squared difference.

    >>> round(distance(np.array([1.0, 1.0]), np.array([4.0, 1.0])) ** 2, 6)
    4.5
    """
    return float(np.sqrt(np.mean((one - other) ** 2)))
