"""AdaGrad: a learning rate for each parameter, and it only falls."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from snippets.arrays import Array
from snippets.optimisers.optimiser import State, held


class Scaled(NamedTuple):
    """What one step of AdaGrad or RMSProp leaves."""

    parameters: Array
    square: Array


# --8<-- [start:adagrad]
def adagrad_update(
    parameters: Array,
    gradient: Array,
    square: State,
    learning_rate: float = 0.1,
    epsilon: float = 1e-10,
) -> Scaled:
    """Parameters and sums of squared gradients after one step. Duchi et al. (2011).

    The first step has the same length for a steep and for a flat parameter:

    >>> scaled = adagrad_update(np.zeros(2), np.array([100.0, -0.5]), square=0.0)
    >>> scaled.parameters.round(6)
    array([-0.1,  0.1])
    """
    total = square + gradient**2
    epsilon = held(epsilon, total)
    step = learning_rate * gradient / (np.sqrt(total) + epsilon)
    return Scaled(parameters - step, total)


@dataclass
class AdaGrad:
    """Gradient descent divided by the root of the sum of all squared gradients."""

    learning_rate: float = 0.1
    epsilon: float = 1e-10
    square: State = field(default=0.0, init=False)

    def step(self, parameters: Array, gradient: Array) -> Array:
        """New parameters; the sums of squares grow."""
        parameters, self.square = adagrad_update(
            parameters,
            gradient,
            square=self.square,
            learning_rate=self.learning_rate,
            epsilon=self.epsilon,
        )
        return parameters


# --8<-- [end:adagrad]
