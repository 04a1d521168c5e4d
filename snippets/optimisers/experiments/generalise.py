"""A task where Adam learns all it is shown and nothing else: Wilson et al. (2017).

Every sample carries the answer in its first feature. Two more features are always 1,
and some features belong to this sample alone: one where the answer is yes, five where
it is no.
"""

from __future__ import annotations

import numpy as np

from snippets.arrays import Array
from snippets.optimisers.optimiser import Optimiser

SHARE = 0.7  # of samples whose answer is yes


def samples(count: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Features, shape (count, 3 + 5 · count), and answers, −1 or 1.

    >>> x, answers = samples(3, np.random.default_rng(1))
    >>> answers, x.sum(axis=1)
    (array([ 1., -1.,  1.]), array([4., 6., 4.]))
    """
    answers = np.where(rng.random(count) < SHARE, 1.0, -1.0)
    x = np.zeros((count, 3 + 5 * count))
    x[:, 0], x[:, 1:3] = answers, 1.0
    for i, answer in enumerate(answers):
        x[i, 3 + 5 * i : 3 + 5 * i + (1 if answer > 0 else 5)] = 1.0
    return x, answers


def held_out_accuracy(
    optimiser: Optimiser, seed: int = 0, steps: int = 500
) -> tuple[float, float]:
    """Accuracy on the 60 training samples and on 1,000 new ones.

    A linear model, least squares, all samples in each step. What belongs to a new
    sample alone was 0 in training, so its weights never moved.

    >>> from snippets.optimisers.gradient_descent import GradientDescent
    >>> held_out_accuracy(GradientDescent(0.1))
    (1.0, 1.0)
    """
    rng = np.random.default_rng(seed)
    x, answers = samples(60, rng)
    weights: Array = np.zeros(x.shape[1])
    for _ in range(steps):
        gradient = x.T @ (x @ weights - answers) / len(x)
        weights = optimiser.step(weights, gradient)
    new = np.where(rng.random(1000) < SHARE, 1.0, -1.0)
    outputs = weights[0] * new + weights[1] + weights[2]
    right = np.mean(np.sign(x @ weights) == answers)
    return float(right), float(np.mean(np.sign(outputs) == new))
