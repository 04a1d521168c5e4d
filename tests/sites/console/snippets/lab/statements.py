"""What the test's page says in words."""

from __future__ import annotations

from snippets.lab.facts import third


def whole() -> tuple[bool, dict[str, float]]:
    """Say that three parts are all there is.

    >>> whole()
    (True, {'sum': 1.0})
    """
    total = third() + third() + third()
    return total == 1, {"sum": total}
