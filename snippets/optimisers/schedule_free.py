"""Schedule-free SGD: an average of places does what a falling rate does."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from snippets.arrays import Array
from snippets.optimisers.optimiser import State


class Averaged(NamedTuple):
    """What one step of schedule-free SGD leaves."""

    parameters: Array
    base: Array


# --8<-- [start:schedule_free]
def average(parameters: Array, base: State, beta: float = 0.9) -> Array:
    """The mean of all bases so far: the place to stop at, and to measure the loss at.

    >>> import numpy as np
    >>> average(np.array([1.9]), base=np.array([1.0])).round(6)
    array([2.])
    """
    return base + (parameters - base) / beta


def schedule_free_update(
    parameters: Array,
    gradient: Array,
    base: State,
    step: int,
    learning_rate: float = 0.1,
    beta: float = 0.9,
) -> Averaged:
    """Move the base, then look between it and its average. Defazio et al. (2024).

    The base walks as SGD does; the parameters, where gradients are taken, lie between
    it and the mean of where it has been, nearer to that:

    >>> import numpy as np
    >>> start, gradient = np.array([2.0]), np.array([4.0])
    >>> first = schedule_free_update(start, gradient, base=start, step=1)
    >>> second = schedule_free_update(first.parameters, gradient, first.base, step=2)
    >>> second.base.round(6), second.parameters.round(6)
    (array([1.2]), array([1.38]))
    """
    mean = average(parameters, base, beta)
    base = base - learning_rate * gradient
    mean = mean + (base - mean) / step
    return Averaged(base + beta * (mean - base), base)


@dataclass
class ScheduleFree:
    """SGD at a constant rate, and the mean of all places that it came through.

    The loss is measured at that mean, `average(parameters, base, beta)`.
    """

    learning_rate: float = 0.1
    beta: float = 0.9
    base: State = field(default=0.0, init=False)
    steps: int = field(default=0, init=False)

    def step(self, parameters: Array, gradient: Array) -> Array:
        """New parameters; the base goes down the gradient, from where they start."""
        self.steps += 1
        parameters, self.base = schedule_free_update(
            parameters,
            gradient,
            base=parameters if self.steps == 1 else self.base,
            step=self.steps,
            learning_rate=self.learning_rate,
            beta=self.beta,
        )
        return parameters


# --8<-- [end:schedule_free]
