"""Nesterov's momentum: look ahead before you roll."""

from __future__ import annotations

from dataclasses import dataclass, field

from snippets.arrays import Array
from snippets.optimisers.momentum import Rolled
from snippets.optimisers.optimiser import State


# --8<-- [start:nesterov]
def nesterov_update(
    parameters: Array,
    gradient: Array,
    velocity: State,
    learning_rate: float = 0.1,
    momentum: float = 0.9,
) -> Rolled:
    """Parameters and velocity after one step that counts the velocity ahead.

    Nesterov (1983), in the form of Bengio et al. (2013): `parameters` are where the
    ball will have rolled to, so that the gradient is taken there.

    >>> import numpy as np
    >>> nesterov_update(np.array([2.0]), np.array([4.0]), velocity=0.0)
    Rolled(parameters=array([1.24]), velocity=array([4.]))
    """
    moved = momentum * velocity + gradient
    return Rolled(parameters - learning_rate * (gradient + momentum * moved), moved)


@dataclass
class Nesterov:
    """Momentum with the gradient of the place ahead."""

    learning_rate: float = 0.1
    momentum: float = 0.9
    velocity: State = field(default=0.0, init=False)

    def step(self, parameters: Array, gradient: Array) -> Array:
        """New parameters; the velocity takes the gradient in."""
        parameters, self.velocity = nesterov_update(
            parameters,
            gradient,
            velocity=self.velocity,
            learning_rate=self.learning_rate,
            momentum=self.momentum,
        )
        return parameters


# --8<-- [end:nesterov]
