"""Adadelta: the latest steps say how long the next one is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from snippets.arrays import Array
from snippets.optimisers.optimiser import State


class Paced(NamedTuple):
    """What one step of Adadelta leaves."""

    parameters: Array
    square: Array
    pace: Array


# --8<-- [start:adadelta]
def adadelta_update(
    parameters: Array,
    gradient: Array,
    square: State,
    pace: State,
    learning_rate: float = 1.0,
    decay: float = 0.9,
    epsilon: float = 1e-6,
) -> Paced:
    """A step in units of the latest steps, which stand in for a rate. Zeiler (2012).

    The pace is the mean square of the steps. There is none at first: ε begins it.

    >>> parameters, gradient = np.zeros(2), np.array([100.0, -0.5])
    >>> paced = adadelta_update(parameters, gradient, square=0.0, pace=0.0)
    >>> paced.parameters.round(6)
    array([-0.003162,  0.003162])
    """
    square = decay * square + (1 - decay) * gradient**2
    move = gradient * np.sqrt((pace + epsilon) / (square + epsilon))
    pace = decay * pace + (1 - decay) * move**2
    return Paced(parameters - learning_rate * move, square, pace)


@dataclass
class Adadelta:
    """RMSProp whose learning rate is the root mean square of its own latest steps."""

    learning_rate: float = 1.0
    decay: float = 0.9
    epsilon: float = 1e-6
    square: State = field(default=0.0, init=False)
    pace: State = field(default=0.0, init=False)

    def step(self, parameters: Array, gradient: Array) -> Array:
        """New parameters; both means follow, one the gradient, one the steps."""
        parameters, self.square, self.pace = adadelta_update(
            parameters,
            gradient,
            square=self.square,
            pace=self.pace,
            learning_rate=self.learning_rate,
            decay=self.decay,
            epsilon=self.epsilon,
        )
        return parameters


# --8<-- [end:adadelta]
