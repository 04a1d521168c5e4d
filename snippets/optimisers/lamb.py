"""LAMB: Adam's direction, and a length that is a share of the parameters' own."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from snippets.arrays import Array
from snippets.optimisers.adam import Moments
from snippets.optimisers.optimiser import State, held


# --8<-- [start:lamb]
def trust_ratio(parameters: Array, direction: Array) -> float:
    """Length of the parameters over that of a direction; 1 where one has none.

    >>> trust_ratio(np.array([6.0, 8.0]), np.array([0.0, -2.0]))
    5.0
    >>> trust_ratio(np.zeros(2), np.array([0.0, -2.0]))
    1.0
    """
    length, other = float(np.linalg.norm(parameters)), float(np.linalg.norm(direction))
    return length / other if length > 0 and other > 0 else 1.0


def lamb_update(
    parameters: Array,
    gradient: Array,
    mean: State,
    square: State,
    step: int,
    learning_rate: float = 0.001,
    beta1: float = 0.9,
    beta2: float = 0.999,
    epsilon: float = 1e-6,
    weight_decay: float = 0.0,
) -> Moments:
    """Step by a share of the length of all parameters together. You et al. (2020).

    The share is the learning rate, whatever the gradient. An array is a layer:

    >>> parameters, gradient = np.array([6.0, 8.0]), np.array([100.0, -0.5])
    >>> moments = lamb_update(parameters, gradient, mean=0.0, square=0.0, step=1)
    >>> moments.parameters.round(4)
    array([5.9929, 8.0071])
    """
    mean = beta1 * mean + (1 - beta1) * gradient
    square = beta2 * square + (1 - beta2) * gradient**2
    corrected_mean = mean / (1 - beta1**step)
    corrected_square = square / (1 - beta2**step)
    direction = corrected_mean / (np.sqrt(corrected_square) + held(epsilon, square))
    direction = direction + weight_decay * parameters
    move = learning_rate * trust_ratio(parameters, direction) * direction
    return Moments(parameters - move, mean, square)


@dataclass
class Lamb:
    """Adam whose step is as long as a share of the layer that it moves.

    A bar marks what is new.
    """

    learning_rate: float = 0.001
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-6
    weight_decay: float = 0.0
    mean: State = field(default=0.0, init=False)
    square: State = field(default=0.0, init=False)
    steps: int = field(default=0, init=False)

    def step(self, parameters: Array, gradient: Array) -> Array:
        """New parameters; both moments follow the gradient."""
        self.steps += 1
        parameters, self.mean, self.square = lamb_update(
            parameters,
            gradient,
            mean=self.mean,
            square=self.square,
            step=self.steps,
            learning_rate=self.learning_rate,
            beta1=self.beta1,
            beta2=self.beta2,
            epsilon=self.epsilon,
            weight_decay=self.weight_decay,
        )
        return parameters


# --8<-- [end:lamb]
