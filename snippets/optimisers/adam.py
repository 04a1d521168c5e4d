"""Adam: momentum above, RMSProp below, and both corrected for their start at zero."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

import numpy as np

from snippets.arrays import Array
from snippets.optimisers.optimiser import State, held


class Moments(NamedTuple):
    """What one step of Adam leaves."""

    parameters: Array
    mean: Array
    square: Array


# --8<-- [start:adam]
def adam_update(
    parameters: Array,
    gradient: Array,
    mean: State,
    square: State,
    step: int,
    learning_rate: float = 0.001,
    beta1: float = 0.9,
    beta2: float = 0.999,
    epsilon: float = 1e-8,
) -> Moments:
    """Parameters and both moments after step number `step`. Kingma and Ba (2015).

    Steps count from 1. The first has the length of the learning rate:

    >>> parameters, gradient = np.zeros(2), np.array([100.0, -0.5])
    >>> moments = adam_update(parameters, gradient, mean=0.0, square=0.0, step=1)
    >>> moments.parameters.round(6)
    array([-0.001,  0.001])
    """
    mean = beta1 * mean + (1 - beta1) * gradient
    square = beta2 * square + (1 - beta2) * gradient**2
    corrected_mean = mean / (1 - beta1**step)
    corrected_square = square / (1 - beta2**step)
    epsilon = held(epsilon, square)
    move = learning_rate * corrected_mean / (np.sqrt(corrected_square) + epsilon)
    return Moments(parameters - move, mean, square)


# --8<-- [end:adam]


def uncorrected_adam_update(
    parameters: Array,
    gradient: Array,
    mean: State,
    square: State,
    learning_rate: float = 0.001,
    beta1: float = 0.9,
    beta2: float = 0.999,
    epsilon: float = 1e-8,
) -> Moments:
    """The same without bias correction: the first steps come out too long.

    >>> parameters, gradient = np.zeros(2), np.array([100.0, -0.5])
    >>> moments = uncorrected_adam_update(parameters, gradient, mean=0.0, square=0.0)
    >>> moments.parameters.round(6)
    array([-0.003162,  0.003162])
    """
    mean = beta1 * mean + (1 - beta1) * gradient
    square = beta2 * square + (1 - beta2) * gradient**2
    epsilon = held(epsilon, square)
    move = learning_rate * mean / (np.sqrt(square) + epsilon)
    return Moments(parameters - move, mean, square)


# --8<-- [start:class]
@dataclass
class Adam:
    """Mean of the gradients over the root mean square of the gradients."""

    learning_rate: float = 0.001
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    bias_correction: bool = True
    mean: State = field(default=0.0, init=False)
    square: State = field(default=0.0, init=False)
    steps: int = field(default=0, init=False)

    def step(self, parameters: Array, gradient: Array) -> Array:
        """New parameters; both moments follow the gradient."""
        self.steps += 1
        update: Callable[..., Moments] = uncorrected_adam_update
        if self.bias_correction:
            update = partial(adam_update, step=self.steps)
        parameters, self.mean, self.square = update(
            parameters,
            gradient,
            mean=self.mean,
            square=self.square,
            learning_rate=self.learning_rate,
            beta1=self.beta1,
            beta2=self.beta2,
            epsilon=self.epsilon,
        )
        return parameters


# --8<-- [end:class]
