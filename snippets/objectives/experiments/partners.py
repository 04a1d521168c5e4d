"""Maps of digits once more, learnt by finding partners among many: InfoNCE."""

from __future__ import annotations

import numpy as np

from snippets.arrays import Array, Labels
from snippets.experiment import experiment
from snippets.objectives.experiments.digit_map import (
    neighbour_accuracy,
    unseen_places,
)
from snippets.objectives.info_nce import info_nce_gradient
from snippets.objectives.metric import triplet_gradient

STEPS = 300
TEMPERATURE = 0.2


def unit_rows(rows: Array) -> Array:
    """Rows scaled to length 1, as CLIP scales them.

    >>> unit_rows(np.array([[3.0, 4.0]]))
    array([[0.6, 0.8]])
    """
    scaled: Array = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return scaled


def partners(labels: Labels) -> tuple[list[int], list[int]]:
    """Two rows of each kind that has two: the first of them, and the second.

    >>> partners(np.array([7, 3, 7, 5, 3, 7]))
    ([1, 0], [4, 2])
    """
    found = [np.flatnonzero(labels == kind) for kind in np.unique(labels)]
    pairs = [rows[:2].tolist() for rows in found if len(rows) > 1]
    return [first for first, _ in pairs], [second for _, second in pairs]


def partners_gradient(embeddings: Array, labels: Labels) -> Array:
    """Gradient of InfoNCE for one pair of each kind in a batch, through the scaling."""
    first, second = partners(labels)
    gradient = np.zeros_like(embeddings)
    for rows, others in ((first, second), (second, first)):
        unit, other = unit_rows(embeddings[rows]), unit_rows(embeddings[others])
        slope = info_nce_gradient(unit, other, TEMPERATURE)
        # What points along a row does not move what it is scaled to.
        across = slope - unit * np.sum(slope * unit, axis=1, keepdims=True)
        gradient[rows] = across / np.linalg.norm(
            embeddings[rows], axis=1, keepdims=True
        )
    return gradient


LEARNT_BY = {"triplet": (triplet_gradient, 0.1), "InfoNCE": (partners_gradient, 0.3)}
"""Gradients with their learning rates."""


@experiment
def found_neighbours(name: str, dimensions: int, seed: int) -> float:
    """Share of unseen digits whose nearest neighbour is of their kind.

    For InfoNCE the nearest by angle, for it looks at nothing else.
    """
    gradient, rate = LEARNT_BY[name]
    places, labels = unseen_places(
        dimensions, gradient, rate=rate, seed=seed, steps=STEPS
    )
    if name == "InfoNCE":
        places = unit_rows(places)
    return neighbour_accuracy(places, labels)
