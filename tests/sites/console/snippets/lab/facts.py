"""What the numbers of the test's page are."""

from __future__ import annotations


def third() -> float:
    """Return one of three equal parts.

    >>> round(third(), 2)
    0.33
    """
    return 1 / 3
