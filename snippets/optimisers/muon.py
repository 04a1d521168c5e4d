"""Muon: a matrix steps as far in each of its directions."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from snippets.arrays import Array
from snippets.optimisers.momentum import Rolled
from snippets.optimisers.optimiser import State, held


# --8<-- [start:muon]
def orthogonalised(matrix: Array, times: int = 5) -> Array:
    """A matrix of the same singular vectors whose singular values are all near 1.

    Newton and Schulz: a polynomial in the matrix is one in each of its singular values.
    This one, taken again and again, brings small values up and holds large ones down;
    its coefficients are chosen to be quick, not to end at 1. A vector counts as a
    matrix of one row.

    >>> matrix = np.array([[300.0, 400.0], [-0.8, 0.6]])
    >>> np.linalg.svd(matrix, compute_uv=False).round(2)
    array([500.,   1.])
    >>> np.linalg.svd(orthogonalised(matrix), compute_uv=False).round(2)
    array([0.86, 0.7 ])
    """
    x = np.atleast_2d(matrix)
    x = x / (float(np.linalg.norm(x)) + held(1e-7, x))
    for _ in range(times):
        gram = x @ x.T
        x = 3.4445 * x + (-4.7750 * gram + 2.0315 * gram @ gram) @ x
    return x.reshape(np.shape(matrix))


def orthogonal_step(gradient: Array, velocity: State, momentum: float = 0.95) -> Array:
    """What a gradient and the velocity before it make of Nesterov's step.

    >>> gradient = np.array([[9.0, 0.0], [0.0, 1.0]])
    >>> orthogonal_step(gradient, velocity=0.0).diagonal().round(2)
    array([0.7 , 0.75])
    """
    return orthogonalised(gradient + momentum * (momentum * velocity + gradient))


def muon_update(
    parameters: Array,
    gradient: Array,
    velocity: State,
    learning_rate: float = 0.02,
    momentum: float = 0.95,
) -> Rolled:
    """Parameters and velocity after a step of all directions. Jordan et al. (2024).

    A gradient that is large in one direction and small in another moves the matrix in
    both:

    >>> parameters, gradient = np.zeros((2, 2)), np.array([[9.0, 0.0], [0.0, 1.0]])
    >>> muon_update(parameters, gradient, velocity=0.0).parameters.diagonal().round(4)
    array([-0.0141, -0.0151])
    """
    step = orthogonal_step(gradient, velocity, momentum)
    moved = momentum * velocity + gradient
    return Rolled(parameters - learning_rate * step, moved)


@dataclass
class Muon:
    """Nesterov's momentum for the matrices of hidden layers, made orthogonal.

    A bar marks what is new; O is Nesterov's step, its singular values brought near 1,
    as Newton and Schulz do it. What is no such matrix is left to AdamW. PyTorch
    computes in half precision, and lengthens the steps of a tall matrix; Optax those of
    a wide one, for its matrices lie the other way, and it corrects the bias of both
    parts of the momentum.
    """

    learning_rate: float = 0.02
    momentum: float = 0.95
    velocity: State = field(default=0.0, init=False)

    def step(self, parameters: Array, gradient: Array) -> Array:
        """New parameters; the velocity takes up the gradient."""
        parameters, self.velocity = muon_update(
            parameters,
            gradient,
            velocity=self.velocity,
            learning_rate=self.learning_rate,
            momentum=self.momentum,
        )
        return parameters


# --8<-- [end:muon]
