"""The largest learning rate that still converges in a bowl, found by trying."""

from __future__ import annotations

import numpy as np

from snippets.optimisers.momentum import Momentum
from snippets.optimisers.trajectories import trajectory


def shrinks(learning_rate: float, curvature: float, momentum: float = 0.0) -> bool:
    """Whether 2,000 steps in a bowl of this curvature lead closer to its floor.

    >>> shrinks(1.9, curvature=1.0), shrinks(2.1, curvature=1.0)
    (True, False)
    """
    ball = Momentum(learning_rate, momentum)
    with np.errstate(all="ignore"):  # a walk that diverges overflows
        walk = trajectory(ball, lambda x: curvature * x, [1.0], steps=2000)
    return bool(abs(walk[-1, 0]) < 1.0)


def largest_stable_rate(curvature: float, momentum: float = 0.0) -> float:
    """The edge between shrinking and growing, by halving an interval twelve times.

    >>> round(largest_stable_rate(4.0), 3)
    0.5
    """
    low, high = 0.0, 8.0 / curvature
    for _ in range(12):
        middle = (low + high) / 2
        if shrinks(middle, curvature, momentum):
            low = middle
        else:
            high = middle
    return low
