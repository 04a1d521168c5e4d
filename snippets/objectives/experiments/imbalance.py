"""Two classes, one of them rare: what weights and the focal loss change."""

from __future__ import annotations

import numpy as np

from snippets.activations.sigmoid import sigmoid
from snippets.arrays import Array
from snippets.experiment import experiment
from snippets.networks.mlp import LossGradient
from snippets.objectives.binary_cross_entropy import binary_cross_entropy_gradient
from snippets.objectives.focal import focal_gradient

SHARE = 0.02
"""The share of yes among all answers."""
WEIGHT = (1.0 - SHARE) / SHARE
"""The weight of a yes that makes both classes count alike."""


def weighted_gradient(logits: Array, target: Array) -> Array:
    """Gradient of cross-entropy in which the rare class counts as much as the other.

    >>> weighted_gradient(np.zeros(1), np.ones(1))
    array([-24.5])
    """
    return binary_cross_entropy_gradient(logits, target, positive_weight=WEIGHT)


GRADIENTS: dict[str, tuple[LossGradient, float]] = {
    "cross-entropy": (binary_cross_entropy_gradient, 4.0),
    "weighted": (weighted_gradient, 1.0),
    "focal": (focal_gradient, 8.0),
}
"""The objectives compared, each with a learning rate at which it settles."""


def rare(samples: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Points of two clouds that overlap, and which they come from: 1 is rare.

    The points have shape (samples, 3): two features and a 1, which carries the bias.

    >>> x, target = rare(10_000, np.random.default_rng(0))
    >>> x.shape, bool(0.015 < target.mean() < 0.025)
    ((10000, 3), True)
    """
    target = (rng.random(samples) < SHARE).astype(float)
    x = rng.normal(size=(samples, 3))
    x[:, 0] += 2.0 * target
    x[:, 2] = 1.0
    return x, target


def fit(gradient: LossGradient, x: Array, target: Array, rate: float) -> Array:
    """Weights of a logistic regression after 400 steps on all the samples.

    >>> x, target = rare(1000, np.random.default_rng(0))
    >>> weights = fit(binary_cross_entropy_gradient, x, target, rate=4.0)
    >>> weights.shape, bool(weights[0] > 1.0)
    ((3,), True)
    """
    weights = np.zeros(x.shape[1])
    for _ in range(400):
        weights = weights - rate * (x.T @ gradient(x @ weights, target))
    return weights


def average_precision(score: Array, target: Array) -> float:
    """Mean precision at each yes, going down from the highest score; 1 is perfect.

    It looks at the order alone. No threshold is chosen.

    >>> score, target = np.array([0.9, 0.8, 0.1]), np.array([1.0, 0.0, 1.0])
    >>> round(average_precision(score, target), 3)
    0.833
    """
    ordered = target[np.argsort(-score)]
    precision = np.cumsum(ordered) / np.arange(1, len(ordered) + 1)
    return float(np.sum(precision * ordered) / np.sum(ordered))


def scores(score: Array, target: Array, threshold: float = 0.0) -> dict[str, float]:
    """Accuracy, recall and precision of saying yes above a threshold.

    >>> scores(np.array([2.0, 1.0, -1.0, -2.0]), np.array([1.0, 0.0, 1.0, 0.0]))
    {'accuracy': 0.5, 'recall': 0.5, 'precision': 0.5}
    """
    yes = score > threshold
    return {
        "accuracy": float((yes == target).mean()),
        "recall": float(yes[target == 1.0].mean()),
        "precision": float(target[yes].mean()),
    }


@experiment
def outcome(name: str, seed: int, threshold: float = 0.0) -> dict[str, float]:
    """Scores on fresh samples of a model trained on this objective.

    With the order's average precision and the mean probability it gives to a yes.

    >>> sorted(outcome("focal", seed=0))
    ['accuracy', 'average precision', 'mean probability', 'precision', 'recall']
    """
    rng = np.random.default_rng(seed)
    gradient, rate = GRADIENTS[name]
    weights = fit(gradient, *rare(4000, rng), rate)
    x, target = rare(20_000, rng)
    logits = x @ weights
    return {
        **scores(logits, target, threshold),
        "average precision": average_precision(logits, target),
        "mean probability": float(sigmoid(logits).mean()),
    }
