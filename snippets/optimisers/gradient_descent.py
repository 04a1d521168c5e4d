"""Gradient descent: a step straight downhill."""

from __future__ import annotations

from dataclasses import dataclass

from snippets.arrays import Array


# --8<-- [start:gradient_descent]
def gradient_descent_update(
    parameters: Array, gradient: Array, learning_rate: float = 0.1
) -> Array:
    """Parameters after one step against the gradient. Cauchy (1847).

    >>> import numpy as np
    >>> gradient_descent_update(np.array([2.0, -1.0]), np.array([4.0, 1.0]))
    array([ 1.6, -1.1])
    """
    return parameters - learning_rate * gradient


@dataclass
class GradientDescent:
    """Gradient descent. On batches of the data it is called SGD."""

    learning_rate: float = 0.1

    def step(self, parameters: Array, gradient: Array) -> Array:
        """New parameters, one step against the gradient."""
        return gradient_descent_update(
            parameters, gradient, learning_rate=self.learning_rate
        )


# --8<-- [end:gradient_descent]
