"""Where tuned momentum never arrives: Lessard et al. (2016), section 4.6.

A valley whose curvature is 25, then 1, then 25 again: as harmless as a function can be,
smooth and with a single minimum at 0.
"""

from __future__ import annotations

import numpy as np

from snippets.arrays import Array
from snippets.optimisers.optimiser import Optimiser
from snippets.optimisers.trajectories import trajectory

CONDITION = 25.0
START = 3.3


def bent_valley_gradient(x: Array) -> Array:
    """Slope of the valley, in three straight pieces that meet.

    >>> bent_valley_gradient(np.array([-1.0, 1.0, 1.5, 2.0, 3.0]))
    array([-25. ,  25. ,  25.5,  26. ,  51. ])
    """
    return np.where(x < 1, 25 * x, np.where(x < 2, x + 24, 25 * x - 24))


def valley_walk(optimiser: Optimiser, steps: int) -> Array:
    """The values of x on a walk from 3.3.

    >>> from snippets.optimisers.rates import tuned_descent
    >>> valley_walk(tuned_descent(CONDITION), steps=500)[-1] < 1e-9
    np.True_
    """
    return trajectory(optimiser, bent_valley_gradient, [START], steps)[:, 0]
