"""NAdam: Adam that looks ahead, as Nesterov's momentum does."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from snippets.arrays import Array
from snippets.optimisers.adam import Moments
from snippets.optimisers.optimiser import State, held


# --8<-- [start:nadam]
def nadam_update(
    parameters: Array,
    gradient: Array,
    mean: State,
    square: State,
    step: int,
    learning_rate: float = 0.002,
    beta1: float = 0.9,
    beta2: float = 0.999,
    epsilon: float = 1e-8,
) -> Moments:
    """Adam's step with the mean as it would be one step on. Dozat (2016).

    The gradient that is known stands in for the next one, so it counts twice, and the
    first step is longer than Adam's:

    >>> parameters, gradient = np.zeros(2), np.array([100.0, -0.5])
    >>> moments = nadam_update(parameters, gradient, mean=0.0, square=0.0, step=1)
    >>> moments.parameters.round(6)
    array([-0.002947,  0.002947])
    """
    mean = beta1 * mean + (1 - beta1) * gradient
    square = beta2 * square + (1 - beta2) * gradient**2
    carried_on = beta1 * mean / (1 - beta1 ** (step + 1))
    ahead = carried_on + (1 - beta1) * gradient / (1 - beta1**step)
    corrected_square = square / (1 - beta2**step)
    epsilon = held(epsilon, square)
    move = learning_rate * ahead / (np.sqrt(corrected_square) + epsilon)
    return Moments(parameters - move, mean, square)


@dataclass
class NAdam:
    """Adam with the mean of one step ahead.

    PyTorch and Keras let the momentum of the look ahead grow from about half of β₁,
    PyTorch over thousands of steps and Keras over tens: other steps, above all early
    ones.
    """

    learning_rate: float = 0.002
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    mean: State = field(default=0.0, init=False)
    square: State = field(default=0.0, init=False)
    steps: int = field(default=0, init=False)

    def step(self, parameters: Array, gradient: Array) -> Array:
        """New parameters; both moments follow the gradient."""
        self.steps += 1
        parameters, self.mean, self.square = nadam_update(
            parameters,
            gradient,
            mean=self.mean,
            square=self.square,
            step=self.steps,
            learning_rate=self.learning_rate,
            beta1=self.beta1,
            beta2=self.beta2,
            epsilon=self.epsilon,
        )
        return parameters


# --8<-- [end:nadam]
