"""What every optimiser of this package looks like from outside."""

from __future__ import annotations

from typing import Protocol

from snippets.arrays import Array

State = Array | float
"""What an optimiser remembers: 0.0 before its first step, then one number a parameter.

A plain 0.0 fits parameters of every shape and every float type.
"""


class Optimiser(Protocol):
    """Anything with a learning rate that turns a gradient into a step."""

    learning_rate: float

    def step(self, parameters: Array, gradient: Array) -> Array:
        """New parameters, in the same shape; the old ones are left as they are."""
        ...
