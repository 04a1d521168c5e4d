"""Adafactor: one mean of squares a row and one a column."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from snippets.arrays import Array
from snippets.optimisers.optimiser import State, held


class Factored(NamedTuple):
    """What one step of Adafactor leaves: of n × m parameters, n and m numbers."""

    parameters: Array
    row_squares: Array
    column_squares: Array


# --8<-- [start:adafactor]
def root_mean_square(x: Array) -> float:
    """The root of the mean of all squares, 0 where there are none.

    >>> root_mean_square(np.array([[1.0, 7.0], [5.0, 5.0]]))
    5.0
    """
    return float(np.linalg.norm(x)) / math.sqrt(max(x.size, 1))


def adafactor_update(
    parameters: Array,
    gradient: Array,
    row_squares: State,
    column_squares: State,
    step: int,
    learning_rate: float = 0.01,
    decay: float = 0.8,
    epsilon: float = 1e-30,
    least_size: float = 0.001,
    clip: float = 1.0,
) -> Factored:
    """A step by squares of which only sums are kept. Shazeer and Stern (2018).

    Its length is a share of the parameters' own size. A vector counts as a matrix of
    one column. These squares are a row times a column, so their sums tell all:

    >>> parameters, gradient = np.full((2, 2), 5.0), np.array([[3.0, 6.0], [1.0, 2.0]])
    >>> factored = adafactor_update(parameters, gradient, 0.0, 0.0, step=1)
    >>> factored.parameters.round(6)
    array([[4.95, 4.95],
           [4.95, 4.95]])
    """
    fading = 1 - step**-decay
    squares = np.atleast_2d(gradient.T).T ** 2 + held(epsilon, gradient)
    rows = fading * row_squares + (1 - fading) * squares.sum(axis=1)
    columns = fading * column_squares + (1 - fading) * squares.sum(axis=0)
    estimate = np.outer(rows / rows.sum(), columns).reshape(gradient.shape)
    move = gradient / np.sqrt(estimate)
    move = move / max(1.0, root_mean_square(move) / clip)
    size = max(least_size, root_mean_square(parameters))
    length = size * min(learning_rate, step**-0.5)
    return Factored(parameters - length * move, rows, columns)


@dataclass
class Adafactor:
    """RMSProp for large matrices: it keeps sums of squares, by row and by column.

    Θ is the root mean square of all parameters, and a bar marks what is new.
    """

    learning_rate: float = 0.01
    decay: float = 0.8
    epsilon: float = 1e-30
    least_size: float = 0.001
    clip: float = 1.0
    row_squares: State = field(default=0.0, init=False)
    column_squares: State = field(default=0.0, init=False)
    steps: int = field(default=0, init=False)

    def step(self, parameters: Array, gradient: Array) -> Array:
        """New parameters; the sums of squares follow the gradient."""
        self.steps += 1
        parameters, self.row_squares, self.column_squares = adafactor_update(
            parameters,
            gradient,
            row_squares=self.row_squares,
            column_squares=self.column_squares,
            step=self.steps,
            learning_rate=self.learning_rate,
            decay=self.decay,
            epsilon=self.epsilon,
            least_size=self.least_size,
            clip=self.clip,
        )
        return parameters


# --8<-- [end:adafactor]
