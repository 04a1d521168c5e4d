"""RMSProp: AdaGrad that forgets."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from snippets.arrays import Array
from snippets.optimisers.adagrad import Scaled
from snippets.optimisers.optimiser import State, held


# --8<-- [start:rmsprop]
def rmsprop_update(
    parameters: Array,
    gradient: Array,
    square: State,
    learning_rate: float = 0.01,
    decay: float = 0.9,
    epsilon: float = 1e-8,
) -> Scaled:
    """Parameters and fading means of squared gradients after one step.

    Tieleman and Hinton (2012).

    >>> scaled = rmsprop_update(np.zeros(2), np.array([100.0, -0.5]), square=0.0)
    >>> scaled.parameters.round(4)
    array([-0.0316,  0.0316])
    """
    mean = decay * square + (1 - decay) * gradient**2
    epsilon = held(epsilon, mean)
    step = learning_rate * gradient / (np.sqrt(mean) + epsilon)
    return Scaled(parameters - step, mean)


@dataclass
class RMSProp:
    """Gradient descent divided by the root mean square of the latest gradients."""

    learning_rate: float = 0.01
    decay: float = 0.9
    epsilon: float = 1e-8
    square: State = field(default=0.0, init=False)

    def step(self, parameters: Array, gradient: Array) -> Array:
        """New parameters; the mean square follows the gradient."""
        parameters, self.square = rmsprop_update(
            parameters,
            gradient,
            square=self.square,
            learning_rate=self.learning_rate,
            decay=self.decay,
            epsilon=self.epsilon,
        )
        return parameters


# --8<-- [end:rmsprop]
