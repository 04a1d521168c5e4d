"""A net whose first layer is left as it was drawn; the last is solved, not trained."""

from __future__ import annotations

import numpy as np

from snippets.arrays import Array


# --8<-- [start:least-squares]
def least_norm(features: Array, target: Array, pull: float = 0.0) -> Array:
    """Weights of the last layer with the least squared error; of several, the smallest.

    With a `pull` the sum of the squared weights, times it, is added to the error.

    One sample and two features, of which many weights would do:

    >>> least_norm(np.array([[1.0, 1.0]]), np.array([[4.0]]))
    array([[2.],
           [2.]])
    >>> least_norm(np.array([[1.0, 1.0]]), np.array([[4.0]]), pull=2.0)
    array([[1.],
           [1.]])
    """
    if pull == 0.0:
        return np.asarray(np.linalg.lstsq(features, target, rcond=None)[0])
    within = features.T @ features + pull * np.eye(features.shape[1])
    return np.asarray(np.linalg.solve(within, features.T @ target))


# --8<-- [end:least-squares]
