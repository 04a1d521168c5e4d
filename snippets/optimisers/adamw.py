"""AdamW: weights decay by themselves, outside the gradient."""

from __future__ import annotations

from dataclasses import dataclass, field

from snippets.arrays import Array
from snippets.optimisers.adam import Moments, adam_update
from snippets.optimisers.optimiser import State


# --8<-- [start:adamw]
def adamw_update(
    parameters: Array,
    gradient: Array,
    mean: State,
    square: State,
    step: int,
    learning_rate: float = 0.001,
    beta1: float = 0.9,
    beta2: float = 0.999,
    epsilon: float = 1e-8,
    weight_decay: float = 0.01,
) -> Moments:
    """Shrink the parameters, then step as Adam. Loshchilov and Hutter (2019).

    Where there is no gradient, only the shrinking is left:

    >>> import numpy as np
    >>> adamw_update(np.array([2.0]), np.zeros(1), 0.0, 0.0, step=1).parameters
    array([1.99998])
    """
    rates = learning_rate, beta1, beta2, epsilon
    shrunk = parameters - learning_rate * weight_decay * parameters
    return adam_update(shrunk, gradient, mean, square, step, *rates)


@dataclass
class AdamW:
    """Adam with decoupled weight decay."""

    learning_rate: float = 0.001
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    weight_decay: float = 0.01
    mean: State = field(default=0.0, init=False)
    square: State = field(default=0.0, init=False)
    steps: int = field(default=0, init=False)

    def step(self, parameters: Array, gradient: Array) -> Array:
        """New parameters, shrunk a little; both moments follow the gradient."""
        self.steps += 1
        rates = self.learning_rate, self.beta1, self.beta2, self.epsilon
        state = self.mean, self.square, self.steps
        parameters, self.mean, self.square = adamw_update(
            parameters, gradient, *state, *rates, self.weight_decay
        )
        return parameters


# --8<-- [end:adamw]
