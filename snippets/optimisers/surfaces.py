"""Small landscapes with two coordinates, to watch an optimiser walk.

Each function takes the coordinates x and y, as numbers or as arrays of one shape, and
gives the height; its gradient gives the slopes along x and y. `SURFACES` wraps each for
optimisers, which know one array of parameters only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from snippets.arrays import Array


class Slopes(NamedTuple):
    """A gradient: the slopes along the two coordinates."""

    x: Array
    y: Array


def ravine(x: Array, y: Array, condition: float = 20.0) -> Array:
    """Long valley: `condition` times as curved along y as along x.

    >>> ravine(2.0, 1.0)
    12.0
    """
    return x**2 / 2 + condition * y**2 / 2


def ravine_gradient(x: Array, y: Array, condition: float = 20.0) -> Slopes:
    """Slopes of the ravine.

    >>> ravine_gradient(2.0, 1.0)
    Slopes(x=2.0, y=20.0)
    """
    return Slopes(x, condition * y)


def saddle(x: Array, y: Array) -> Array:
    """Pass at (0, 0) between two valleys, whose floors are at (0, −1) and (0, 1).

    >>> saddle(0.0, 0.0), saddle(0.0, 1.0)
    (0.0, -0.25)
    """
    return x**2 / 2 - y**2 / 2 + (y**2) ** 2 / 4


def saddle_gradient(x: Array, y: Array) -> Slopes:
    """Slopes of the saddle.

    >>> saddle_gradient(2.0, 0.0), saddle_gradient(0.0, 2.0)
    (Slopes(x=2.0, y=0.0), Slopes(x=0.0, y=6.0))
    """
    return Slopes(x, y * y * y - y)


def noisy_bowl(x: Array, y: Array) -> Array:
    """Round bowl. Its noise is in the gradients that single samples give of it.

    >>> noisy_bowl(3.0, 4.0)
    12.5
    """
    return x**2 / 2 + y**2 / 2


def noisy_bowl_gradient(x: Array, y: Array) -> Slopes:
    """Slopes of the bowl, without noise: what infinitely many samples agree on.

    >>> noisy_bowl_gradient(3.0, 4.0)
    Slopes(x=3.0, y=4.0)
    """
    return Slopes(x, y)


def rosenbrock(x: Array, y: Array) -> Array:
    """Valley bent like a banana; its floor falls gently to (1, 1). Rosenbrock (1960).

    >>> rosenbrock(1.0, 1.0), rosenbrock(-1.0, 1.0)
    (0.0, 4.0)
    """
    return (1 - x) ** 2 + 100 * (y - x**2) ** 2


def rosenbrock_gradient(x: Array, y: Array) -> Slopes:
    """Slopes of the banana.

    >>> rosenbrock_gradient(1.0, 1.0)
    Slopes(x=-0.0, y=0.0)
    """
    return Slopes(-2 * (1 - x) - 400 * x * (y - x**2), 200 * (y - x**2))


def himmelblau(x: Array, y: Array) -> Array:
    """Four valleys of one depth, zero, around a hill. Himmelblau (1972).

    >>> himmelblau(3.0, 2.0), himmelblau(0.0, 0.0)
    (0.0, 170.0)
    """
    return (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2


def himmelblau_gradient(x: Array, y: Array) -> Slopes:
    """Slopes of the four valleys.

    >>> himmelblau_gradient(3.0, 2.0), himmelblau_gradient(0.0, 0.0)
    (Slopes(x=0.0, y=0.0), Slopes(x=-14.0, y=-22.0))
    """
    first, second = x**2 + y - 11, x + y**2 - 7
    return Slopes(4 * x * first + 2 * second, 2 * first + 4 * y * second)


@dataclass(frozen=True, kw_only=True)
class Surface:
    """A landscape for an optimiser: a point is an array whose first axis is x, y."""

    label: str
    """The name as a reader writes it."""
    function: Callable[..., Array]
    slopes: Callable[..., Slopes]
    start: tuple[float, float]
    """Where a walk begins."""
    minima: tuple[tuple[float, float], ...]
    """The lowest points."""
    window: tuple[tuple[float, float], tuple[float, float]]
    """The limits of x and of y worth drawing."""
    noise: float = 0.0
    """The standard deviation of each slope that one sample gives."""

    @property
    def name(self) -> str:
        """Name of the function in this module."""
        return self.function.__name__

    def value(self, point: Array) -> Array:
        """Height at a point of shape (2, …), in the shape of the rest.

        >>> SURFACES["ravine"].value(np.array([[2.0, 0.0], [1.0, 1.0]]))
        array([12., 10.])
        """
        return self.function(*point)

    def gradient(self, point: Array) -> Array:
        """Gradient at a point of shape (2, …), in its shape.

        >>> SURFACES["ravine"].gradient(np.array([2.0, 1.0]))
        array([ 2., 20.])
        """
        return np.array(self.slopes(*point))

    def noisy_gradient(
        self, point: Array, rng: np.random.Generator, batch: int = 1
    ) -> Array:
        """Gradient as the mean over a batch of samples; exact where there is no noise.

        >>> bowl = SURFACES["noisy_bowl"]
        >>> bowl.noisy_gradient(np.zeros(2), np.random.default_rng(0)).round(2)
        array([ 0.13, -0.13])
        """
        spread = self.noise / np.sqrt(batch)
        return self.gradient(point) + rng.normal(0.0, spread, np.shape(point))


_EVERY_SURFACE = (
    Surface(
        label="Ravine",
        function=ravine,
        slopes=ravine_gradient,
        start=(-4.0, 1.0),
        minima=((0.0, 0.0),),
        window=((-4.6, 1.6), (-1.6, 1.6)),
    ),
    Surface(
        label="Saddle",
        function=saddle,
        slopes=saddle_gradient,
        start=(-1.6, 0.001),
        minima=((0.0, -1.0), (0.0, 1.0)),
        window=((-2.0, 2.0), (-1.7, 1.7)),
    ),
    Surface(
        label="Noisy bowl",
        function=noisy_bowl,
        slopes=noisy_bowl_gradient,
        start=(-3.0, 2.0),
        minima=((0.0, 0.0),),
        window=((-3.6, 2.4), (-2.0, 2.6)),
        noise=1.0,
    ),
    Surface(
        label="Rosenbrock",
        function=rosenbrock,
        slopes=rosenbrock_gradient,
        start=(-1.2, 1.0),
        minima=((1.0, 1.0),),
        window=((-2.0, 2.0), (-1.0, 3.0)),
    ),
    Surface(
        label="Himmelblau",
        function=himmelblau,
        slopes=himmelblau_gradient,
        start=(0.0, 0.0),
        minima=(
            (3.0, 2.0),
            (-2.805118086952745, 3.131312518250573),
            (-3.779310253377747, -3.283185991286170),
            (3.584428340330492, -1.848126526964404),
        ),
        window=((-5.0, 5.0), (-5.0, 5.0)),
    ),
)

SURFACES: Mapping[str, Surface] = {surface.name: surface for surface in _EVERY_SURFACE}
"""Every surface by the name of its function."""
