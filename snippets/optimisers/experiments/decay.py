"""Weight decay inside the gradient and beside it: who decays, and by how much."""

from __future__ import annotations

import numpy as np

from snippets.arrays import Array
from snippets.experiment import experiment
from snippets.optimisers.adam import Adam
from snippets.optimisers.adamw import AdamW

RATE, DECAY, STEPS = 0.001, 0.1, 2000
WEIGHTS = 500  # of each kind, so that their noise averages out


@experiment
def left_over(decoupled: bool, noise: float, seed: int = 0) -> float:
    """Mean of weights that start at 1 and get gradients of noise N(0, noise²) only.

    Decay stands inside the gradient (Adam with L2) or beside it (AdamW).

    >>> left_over(decoupled=True, noise=1.0) < 0.85
    True
    """
    rng = np.random.default_rng(seed)
    weights: Array = np.ones(WEIGHTS)
    optimiser = AdamW(RATE, weight_decay=DECAY) if decoupled else Adam(RATE)
    for _ in range(STEPS):
        gradient = rng.normal(0.0, noise, WEIGHTS)
        if not decoupled:
            gradient += DECAY * weights
        weights = optimiser.step(weights, gradient)
    return float(weights.mean())
