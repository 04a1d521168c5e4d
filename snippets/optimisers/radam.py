"""RAdam: Adam that does not divide by a mean of too few squares."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from snippets.arrays import Array
from snippets.optimisers.adam import Moments
from snippets.optimisers.optimiser import State, held


# --8<-- [start:radam]
def squares_seen(step: int, beta2: float = 0.999) -> float:
    """How many squares the corrected mean of squares is worth at a step, about.

    >>> [round(squares_seen(step), 2) for step in (1, 2, 100, 1000, 10_000)]
    [1.0, 2.0, 98.33, 835.97, 1998.1]
    """
    faded = beta2**step
    return 2 / (1 - beta2) - 1 - 2 * step * faded / (1 - faded)


def rectification(step: int, beta2: float = 0.999) -> float:
    """Share of Adam's step that is taken at a step; for more than four squares.

    >>> [round(rectification(step), 2) for step in (5, 100, 1000, 10_000)]
    [0.02, 0.22, 0.65, 1.0]
    """
    seen, all_seen = squares_seen(step, beta2), 2 / (1 - beta2) - 1
    share = (seen - 4) * (seen - 2) * all_seen
    share /= (all_seen - 4) * (all_seen - 2) * seen
    return math.sqrt(share)


def radam_update(
    parameters: Array,
    gradient: Array,
    mean: State,
    square: State,
    step: int,
    learning_rate: float = 0.001,
    beta1: float = 0.9,
    beta2: float = 0.999,
    epsilon: float = 1e-8,
    threshold: float = 4.0,
) -> Moments:
    """Adam's step, shortened while few squares are known. Liu et al. (2020).

    While they are too few, it steps by the mean, long on a steep slope:

    >>> parameters, gradient = np.zeros(2), np.array([100.0, -0.5])
    >>> moments = radam_update(parameters, gradient, mean=0.0, square=0.0, step=1)
    >>> moments.parameters.round(6)
    array([-0.1   ,  0.0005])
    """
    mean = beta1 * mean + (1 - beta1) * gradient
    square = beta2 * square + (1 - beta2) * gradient**2
    move = learning_rate * mean / (1 - beta1**step)
    if squares_seen(step, beta2) > threshold:
        corrected_square = square / (1 - beta2**step)
        epsilon = held(epsilon, square)
        share = rectification(step, beta2)
        move = share * move / (np.sqrt(corrected_square) + epsilon)
    return Moments(parameters - move, mean, square)


@dataclass
class RAdam:
    """Momentum at first, then Adam with a warm-up that its own squares call for.

    ρ says how many squares their mean is worth, at a step and, with a bar, in the end.
    PyTorch waits for five squares, not for the four of the paper.
    """

    learning_rate: float = 0.001
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    threshold: float = 4.0
    mean: State = field(default=0.0, init=False)
    square: State = field(default=0.0, init=False)
    steps: int = field(default=0, init=False)

    def step(self, parameters: Array, gradient: Array) -> Array:
        """New parameters; both moments follow the gradient."""
        self.steps += 1
        parameters, self.mean, self.square = radam_update(
            parameters,
            gradient,
            mean=self.mean,
            square=self.square,
            step=self.steps,
            learning_rate=self.learning_rate,
            beta1=self.beta1,
            beta2=self.beta2,
            epsilon=self.epsilon,
            threshold=self.threshold,
        )
        return parameters


# --8<-- [end:radam]
