"""Points in the plane that a net can tell apart, and a straight line mostly cannot.

Each function takes the number of points, their noise and a random generator, and gives
the points, of shape (samples, 2), and the class of each, counted from 0.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

import numpy as np

from snippets.arrays import Array, Labels

Dataset = Callable[[int, float, np.random.Generator], tuple[Array, Labels]]


def moons(samples: int, noise: float, rng: np.random.Generator) -> tuple[Array, Labels]:
    """Two interlocking half circles of points, and which of the two each belongs to.

    The points have shape (samples, 2).

    >>> x, labels = moons(4, noise=0.0, rng=np.random.default_rng(0))
    >>> x.shape, labels.tolist()
    ((4, 2), [0, 0, 1, 1])
    """
    labels = np.repeat([0, 1], [samples - samples // 2, samples // 2])
    angle = rng.uniform(0.0, np.pi, samples) + np.pi * labels
    centre = np.where(labels[:, None] == 0, [0.0, 0.0], [1.0, 0.5])
    circle = np.column_stack([np.cos(angle), np.sin(angle)])
    return centre + circle + rng.normal(0.0, noise, (samples, 2)), labels


def circles(
    samples: int, noise: float, rng: np.random.Generator
) -> tuple[Array, Labels]:
    """A circle of radius one half inside a circle of radius 1.

    >>> x, labels = circles(4, 0.0, np.random.default_rng(0))
    >>> np.hypot(*x.T).round(3), labels
    (array([1. , 1. , 0.5, 0.5]), array([0, 0, 1, 1]))
    """
    labels = in_turn(samples, 2)
    angle = rng.uniform(0.0, 2 * np.pi, samples)
    radius = np.where(labels == 0, 1.0, 0.5)
    points = radius[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
    return points + rng.normal(0.0, noise, (samples, 2)), labels


def xor(samples: int, noise: float, rng: np.random.Generator) -> tuple[Array, Labels]:
    """Class 1 where one of two coordinates is positive, but not both.

    The noise moves points over the borders.

    >>> x, labels = xor(100, 0.0, np.random.default_rng(0))
    >>> bool(np.all((x[:, 0] * x[:, 1] < 0) == (labels == 1)))
    True
    """
    points = rng.uniform(-1.0, 1.0, (samples, 2))
    labels = ((points > 0).sum(axis=1) == 1).astype(np.int64)
    return points + rng.normal(0.0, noise, (samples, 2)), labels


def spiral(
    samples: int, noise: float, rng: np.random.Generator
) -> tuple[Array, Labels]:
    """Two arms that wind around each other, one turn and a half.

    >>> x, labels = spiral(200, 0.0, np.random.default_rng(0))
    >>> bool(np.all(np.hypot(*x.T) <= 1.0))
    True
    """
    labels = in_turn(samples, 2)
    along = np.sqrt(rng.uniform(0.01, 1.0, samples))
    angle = 3 * np.pi * along + np.pi * labels
    points = along[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
    return points + rng.normal(0.0, noise, (samples, 2)), labels


def blobs(
    samples: int, noise: float, rng: np.random.Generator, classes: int = 3
) -> tuple[Array, Labels]:
    """Round heaps of points, as wide as the noise, whose centres lie on a circle.

    >>> x, labels = blobs(3, 0.0, np.random.default_rng(0))
    >>> np.hypot(*x.T).round(3), labels
    (array([1., 1., 1.]), array([0, 1, 2]))
    """
    labels = in_turn(samples, classes)
    angle = 2 * np.pi * labels / classes
    centres = np.column_stack([np.cos(angle), np.sin(angle)])
    return centres + rng.normal(0.0, noise, (samples, 2)), labels


SPECIES = ("Adelie", "Chinstrap", "Gentoo")


@cache
def measured_bills() -> tuple[Array, Labels]:
    """Bill length and depth of 342 penguins in millimetres, and their species.

    Gorman et al. (2014). Species are numbered as in `SPECIES`.

    >>> bills, species = measured_bills()
    >>> bills[0], species[0]
    (array([39.1, 18.7]), np.int64(0))
    """
    # Found without importing the package, which would import pandas to read 15 kB.
    package = distribution("palmerpenguins")
    path = Path(str(package.locate_file("palmerpenguins/data/penguins.csv")))
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["bill_length_mm"] != "NA"]
    bills = [
        [float(row["bill_length_mm"]), float(row["bill_depth_mm"])] for row in rows
    ]
    return np.array(bills), np.array([SPECIES.index(row["species"]) for row in rows])


def penguins(
    samples: int, noise: float, rng: np.random.Generator
) -> tuple[Array, Labels]:
    """Bill length and depth of real penguins, each scaled to spread 1; three species.

    At most 342 penguins, drawn at random, none of them twice. Gorman et al. (2014).

    >>> x, species = penguins(342, 0.0, np.random.default_rng(0))
    >>> x.mean(axis=0).round(6) + 0.0, x.std(axis=0).round(6), np.bincount(species)
    (array([0., 0.]), array([1., 1.]), array([151,  68, 123]))
    """
    bills, species = measured_bills()
    scaled = (bills - bills.mean(axis=0)) / bills.std(axis=0)
    drawn = rng.permutation(len(bills))[:samples]
    return scaled[drawn] + rng.normal(0.0, noise, (len(drawn), 2)), species[drawn]


def chinstraps(
    samples: int, noise: float, rng: np.random.Generator
) -> tuple[Array, Labels]:
    """The same penguins, and whether each is a Chinstrap: one against the rest.

    >>> chinstraps(342, 0.0, np.random.default_rng(0))[1].sum()
    np.int64(68)
    """
    points, species = penguins(samples, noise, rng)
    return points, (species == SPECIES.index("Chinstrap")).astype(np.int64)


def in_turn(samples: int, classes: int) -> Labels:
    """The labels 0, 0, …, 1, 1, …: every class the same number of times.

    Where that cannot be, the first ones have one more.

    >>> in_turn(5, 2)
    array([0, 0, 0, 1, 1])
    """
    return np.sort(np.arange(samples) % classes)


DATASETS: Mapping[str, Dataset] = {
    "moons": moons,
    "circles": circles,
    "xor": xor,
    "spiral": spiral,
    "blobs": blobs,
    "penguins": penguins,
    "chinstraps": chinstraps,
}
"""Every set of points by its name."""
