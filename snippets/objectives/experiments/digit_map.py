"""A map of digits, learnt from triplets alone: nobody says where a digit belongs."""

from __future__ import annotations

import numpy as np

from snippets.activations.experiments.digits import digits, nth
from snippets.arrays import Array, Labels
from snippets.experiment import experiment
from snippets.networks.mlp import LossGradient
from snippets.objectives.experiments.training import training
from snippets.objectives.metric import triplet_gradient


@experiment
def unseen_map(seed: int, steps: int) -> tuple[Array, Labels]:
    """Points of the plane for 897 digits, after steps on triplets of the 900 others.

    >>> points, labels = unseen_map(seed=0, steps=1)
    >>> points.shape, labels.shape
    ((897, 2), (897,))
    """
    return unseen_places(2, triplet_gradient, rate=0.1, seed=seed, steps=steps)


def unseen_places(
    dimensions: int, gradient: LossGradient, *, rate: float, seed: int, steps: int
) -> tuple[Array, Labels]:
    """Where a net puts 897 digits that it has not seen, and what they are.

    It learns from the 900 others, by any gradient that takes places and labels.
    """
    x, labels = digits()
    order = np.random.default_rng(seed).permutation(len(x))
    x, labels = x[order], labels[order]
    sizes = [64, 64, dimensions]
    nets = training(sizes, x[:900], labels[:900], gradient, rate=rate, seed=seed)
    return nth(nets, steps).predict(x[900:]), labels[900:]


def neighbour_accuracy(points: Array, labels: Labels) -> float:
    """Share of points whose nearest other point has the same label.

    >>> points = np.array([[0.0], [0.1], [5.0], [5.1]])
    >>> neighbour_accuracy(points, np.array([0, 0, 1, 0]))
    0.5
    """
    squares = np.sum(points**2, axis=1)
    distance = squares[:, np.newaxis] + squares - 2.0 * points @ points.T
    np.fill_diagonal(distance, np.inf)
    return float((labels[distance.argmin(axis=1)] == labels).mean())
