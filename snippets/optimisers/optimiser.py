"""What every optimiser of this package looks like from outside."""

from __future__ import annotations

from typing import Protocol

import numpy as np

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


def held(epsilon: float, like: State) -> float:
    """ε, or the least normal number of the floats of `like` where that is more.

    In half precision 1e-8 is rounded to 0, and where there is no gradient the step
    would be 0/0:

    >>> held(1e-8, np.zeros(2)), held(1e-8, np.zeros(2, np.float16))
    (1e-08, 6.103515625e-05)
    """
    return max(epsilon, float(np.finfo(np.result_type(like)).tiny))
