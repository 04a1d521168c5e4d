"""Momentum: a heavy ball rolls on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from snippets.arrays import Array
from snippets.optimisers.optimiser import State


class Rolled(NamedTuple):
    """What one step of momentum, with Nesterov's look ahead or without, leaves."""

    parameters: Array
    velocity: Array


# --8<-- [start:momentum]
def momentum_update(
    parameters: Array,
    gradient: Array,
    velocity: State,
    learning_rate: float = 0.1,
    momentum: float = 0.9,
) -> Rolled:
    """Parameters and velocity after one step of the heavy ball. Polyak (1964).

    >>> import numpy as np
    >>> rolled = momentum_update(np.array([2.0]), np.array([4.0]), velocity=0.0)
    >>> momentum_update(rolled.parameters, np.array([4.0]), velocity=rolled.velocity)
    Rolled(parameters=array([0.84]), velocity=array([7.6]))
    """
    moved = momentum * velocity + gradient
    return Rolled(parameters - learning_rate * moved, moved)


@dataclass
class Momentum:
    """Gradient descent with a velocity, a fading sum of all gradients so far."""

    learning_rate: float = 0.1
    momentum: float = 0.9
    velocity: State = field(default=0.0, init=False)

    def step(self, parameters: Array, gradient: Array) -> Array:
        """New parameters; the velocity takes the gradient in."""
        parameters, self.velocity = momentum_update(
            parameters,
            gradient,
            velocity=self.velocity,
            learning_rate=self.learning_rate,
            momentum=self.momentum,
        )
        return parameters


# --8<-- [end:momentum]
