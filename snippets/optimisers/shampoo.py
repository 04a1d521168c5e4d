"""Shampoo: what hangs together among rows, and among columns, is taken apart first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from snippets.arrays import Array
from snippets.optimisers.optimiser import State, held


class Preconditioned(NamedTuple):
    """What one step of Shampoo leaves: of n × m parameters, two squares, n and m."""

    parameters: Array
    rows: Array
    columns: Array


# --8<-- [start:shampoo]
def inverse_fourth_root(square: Array, epsilon: float = 1e-8) -> Array:
    """The matrix whose fourth power is the inverse of a symmetric one.

    Eigenvalues below ε count as ε; half precision is computed in single.

    >>> root = inverse_fourth_root(np.array([[16.0, 0.0], [0.0, 81.0]]))
    >>> (6 * root).round(6)
    array([[3., 0.],
           [0., 2.]])
    """
    values, vectors = np.linalg.eigh(square.astype(np.result_type(square, np.float32)))
    values = np.maximum(values, held(epsilon, square)) ** -0.25
    return np.asarray((vectors * values) @ vectors.T, square.dtype)


def preconditioned(gradient: Array, rows: State, columns: State) -> Array:
    """A gradient between the roots of both sums, in which it counts already.

    Of one gradient alone this leaves directions of one length, as Muon does:

    >>> gradient = np.array([[9.0, 0.0], [0.0, 1.0]])
    >>> preconditioned(gradient, rows=0.0, columns=0.0).round(6)
    array([[1., 0.],
           [0., 1.]])
    """
    matrix = np.atleast_2d(gradient)
    left = inverse_fourth_root(rows + matrix @ matrix.T)
    right = inverse_fourth_root(columns + matrix.T @ matrix)
    return (left @ matrix @ right).reshape(gradient.shape)


def shampoo_update(
    parameters: Array,
    gradient: Array,
    rows: State,
    columns: State,
    learning_rate: float = 0.1,
) -> Preconditioned:
    """A step that is stretched by rows and by columns. Gupta et al. (2018).

    A vector counts as a matrix of one row. The second of two equal steps is shorter by
    the root of two, as with AdaGrad:

    >>> parameters, gradient = np.zeros((2, 2)), np.array([[9.0, 0.0], [0.0, 1.0]])
    >>> first = shampoo_update(parameters, gradient, rows=0.0, columns=0.0)
    >>> second = shampoo_update(parameters, gradient, first.rows, first.columns)
    >>> first.parameters.diagonal().round(4), second.parameters.diagonal().round(4)
    (array([-0.1, -0.1]), array([-0.0707, -0.0707]))
    """
    matrix = np.atleast_2d(gradient)
    step = preconditioned(gradient, rows, columns)
    rows = rows + matrix @ matrix.T
    columns = columns + matrix.T @ matrix
    return Preconditioned(parameters - learning_rate * step, rows, columns)


@dataclass
class Shampoo:
    """AdaGrad for matrices, which sees how their rows and their columns hang together.

    A bar marks what is new; P is the gradient between the inverse fourth roots of both.
    The paper adds a little to the diagonals at the start instead of holding eigenvalues
    above ε.
    """

    learning_rate: float = 0.1
    rows: State = field(default=0.0, init=False)
    columns: State = field(default=0.0, init=False)

    def step(self, parameters: Array, gradient: Array) -> Array:
        """New parameters; both sums of products take up the gradient."""
        parameters, self.rows, self.columns = shampoo_update(
            parameters,
            gradient,
            rows=self.rows,
            columns=self.columns,
            learning_rate=self.learning_rate,
        )
        return parameters


# --8<-- [end:shampoo]
