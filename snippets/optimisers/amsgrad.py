"""AMSGrad: Adam whose divisor never falls."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from snippets.arrays import Array
from snippets.optimisers.optimiser import State, held


class Peaked(NamedTuple):
    """What one step of AMSGrad leaves."""

    parameters: Array
    mean: Array
    square: Array
    peak: Array


# --8<-- [start:amsgrad]
def amsgrad_update(
    parameters: Array,
    gradient: Array,
    mean: State,
    square: State,
    peak: State,
    step: int,
    learning_rate: float = 0.001,
    beta1: float = 0.9,
    beta2: float = 0.999,
    epsilon: float = 1e-8,
) -> Peaked:
    """Adam's step, divided by the largest mean square so far. Reddi et al. (2018).

    Bias correction as in PyTorch; the paper has none. The square falls again after a
    large gradient, the peak does not:

    >>> optimiser, parameters = AMSGrad(), np.zeros(1)
    >>> for gradient in (np.array([10.0]), np.zeros(1)):
    ...     parameters = optimiser.step(parameters, gradient)
    >>> optimiser.square.round(4), optimiser.peak.round(4)
    (array([0.0999]), array([0.1]))
    """
    mean = beta1 * mean + (1 - beta1) * gradient
    square = beta2 * square + (1 - beta2) * gradient**2
    peak = np.maximum(peak, square)
    corrected_mean = mean / (1 - beta1**step)
    corrected_peak = peak / (1 - beta2**step)
    epsilon = held(epsilon, peak)
    move = learning_rate * corrected_mean / (np.sqrt(corrected_peak) + epsilon)
    return Peaked(parameters - move, mean, square, peak)


@dataclass
class AMSGrad:
    """Adam with a divisor that can only grow.

    Optax takes the largest of the corrected squares: other steps, above all early ones.
    """

    learning_rate: float = 0.001
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    mean: State = field(default=0.0, init=False)
    square: State = field(default=0.0, init=False)
    peak: State = field(default=0.0, init=False)
    steps: int = field(default=0, init=False)

    def step(self, parameters: Array, gradient: Array) -> Array:
        """New parameters; the moments follow the gradient, the peak keeps the most."""
        self.steps += 1
        parameters, self.mean, self.square, self.peak = amsgrad_update(
            parameters,
            gradient,
            mean=self.mean,
            square=self.square,
            peak=self.peak,
            step=self.steps,
            learning_rate=self.learning_rate,
            beta1=self.beta1,
            beta2=self.beta2,
            epsilon=self.epsilon,
        )
        return parameters


# --8<-- [end:amsgrad]
