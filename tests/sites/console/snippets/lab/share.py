"""What the formula of the test's page says."""

from __future__ import annotations


def share(n: float) -> float:
    """Return how much `n` parts of three are.

    >>> share(3)
    1.0
    """
    return n / 3
