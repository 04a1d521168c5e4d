"""Squared error as the objective of a classifier, against cross-entropy.

Each gets the same budget: three learning rates, of which the one is kept that does best
on digits set aside for this, and as many steps.
"""

from __future__ import annotations

import numpy as np

from snippets.activations.experiments.digits import digits, nth
from snippets.arrays import Array
from snippets.experiment import experiment
from snippets.networks.mlp import LossGradient
from snippets.objectives.categorical_cross_entropy import (
    categorical_cross_entropy_gradient,
)
from snippets.objectives.experiments.training import training
from snippets.objectives.mean_squared_error import mean_squared_error_gradient

SIZES = [64, 64, 10]
"""Pixels, hidden units, digits."""
RATES: dict[str, tuple[LossGradient, tuple[float, ...]]] = {
    "cross-entropy": (categorical_cross_entropy_gradient, (0.1, 0.3, 0.5)),
    "squared error": (mean_squared_error_gradient, (0.2, 0.4, 0.6)),
}


@experiment
def unseen_accuracy(name: str, seed: int, steps: int = 1000) -> float:
    """Share of unseen digits that the net with the best learning rate names rightly.

    >>> 0.9 < unseen_accuracy("cross-entropy", seed=0, steps=300) < 1.0
    True
    """
    gradient, rates = RATES[name]
    x, labels = digits()
    order = np.random.default_rng(seed).permutation(len(x))
    x, labels = x[order], labels[order]
    target = np.eye(10)[labels]

    def judge(rate: float) -> tuple[float, float]:
        nets = training(
            SIZES,
            x[:900],
            target[:900],
            gradient,
            rate=rate,
            seed=seed,
        )
        right: Array = nth(nets, steps).predict(x).argmax(axis=1) == labels
        return float(right[900:1200].mean()), float(right[1200:].mean())

    return max(judge(rate) for rate in rates)[1]
