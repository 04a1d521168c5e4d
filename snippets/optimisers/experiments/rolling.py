"""The share of the distance that a step of momentum leaves, measured over the map."""

from __future__ import annotations

import numpy as np

from snippets.arrays import Array
from snippets.experiment import experiment
from snippets.optimisers.rolling import roll

STRIDES = np.linspace(0.0, 4.2, 85)[1:] - 0.025
MOMENTA = np.linspace(0.0, 1.0, 41)[1:] - 0.0125
"""The middles of the map's cells."""
STEPS = 1000


@experiment
def measured_shares() -> Array:
    """Mean factor of a step on the size of the state, a row for each momentum (40, 84).

    >>> shares = measured_shares()
    >>> shares.shape, float(shares[0, 0].round(2))
    ((40, 84), 0.98)
    """
    return mean_shares(*np.meshgrid(STRIDES, MOMENTA))


def mean_shares(strides: Array, momenta: Array) -> Array:
    """The same at any points of the map; all arrays are of one shape.

    >>> mean_shares(np.array([0.5, 1.0, 3.0]), np.zeros(3)).round(3)
    array([0.5, 0. , 2. ])
    """
    velocity: Array = np.zeros(strides.shape)
    position: Array = np.ones(strides.shape)
    grown = np.zeros(strides.shape)
    for _ in range(STEPS):
        # In a bowl of curvature 1 the stride is the learning rate.
        velocity, position = roll(velocity, position, strides, 1.0, momenta)
        size = np.hypot(velocity, position)
        # Made one again after each step: what is left of it would soon be no number.
        unit = np.where(size > 0, size, 1.0)
        velocity, position = velocity / unit, position / unit
        with np.errstate(divide="ignore"):  # a ball may come to lie on the floor
            grown += np.log(size)
    shares: Array = np.exp(grown / STEPS)
    return shares
