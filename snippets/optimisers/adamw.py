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
    >>> parameters, gradient = np.array([2.0]), np.zeros(1)
    >>> moments = adamw_update(parameters, gradient, mean=0.0, square=0.0, step=1)
    >>> moments.parameters
    array([1.99998])
    """
    return adam_update(
        parameters - learning_rate * weight_decay * parameters,
        gradient,
        mean=mean,
        square=square,
        step=step,
        learning_rate=learning_rate,
        beta1=beta1,
        beta2=beta2,
        epsilon=epsilon,
    )


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
        parameters, self.mean, self.square = adamw_update(
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


# --8<-- [end:adamw]
