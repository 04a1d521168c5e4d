"""Lion: only the sign of the gradient counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from snippets.arrays import Array
from snippets.optimisers.optimiser import State


class Signed(NamedTuple):
    """What one step of Lion leaves."""

    parameters: Array
    mean: Array


# --8<-- [start:lion]
def lion_update(
    parameters: Array,
    gradient: Array,
    mean: State,
    learning_rate: float = 0.0001,
    beta1: float = 0.9,
    beta2: float = 0.99,
    weight_decay: float = 0.0,
) -> Signed:
    """Parameters and mean after one step by the sign. Chen et al. (2023).

    Every parameter moves by the same length:

    >>> parameters, gradient = np.zeros(2), np.array([100.0, -0.5])
    >>> lion_update(parameters, gradient, mean=0.0, learning_rate=0.01).parameters
    array([-0.01,  0.01])
    """
    direction = np.sign(beta1 * mean + (1 - beta1) * gradient)
    moved = parameters - learning_rate * (direction + weight_decay * parameters)
    return Signed(moved, beta2 * mean + (1 - beta2) * gradient)


@dataclass
class Lion:
    """Step by the sign of a mix of the mean of gradients and the latest one."""

    learning_rate: float = 0.0001
    beta1: float = 0.9
    beta2: float = 0.99
    weight_decay: float = 0.0
    mean: State = field(default=0.0, init=False)

    def step(self, parameters: Array, gradient: Array) -> Array:
        """New parameters; the mean follows the gradient."""
        parameters, self.mean = lion_update(
            parameters,
            gradient,
            mean=self.mean,
            learning_rate=self.learning_rate,
            beta1=self.beta1,
            beta2=self.beta2,
            weight_decay=self.weight_decay,
        )
        return parameters


# --8<-- [end:lion]
