"""The table of the test's page."""

from __future__ import annotations

from snippets.lab.facts import third


def parts() -> list[dict[str, int | str]]:
    """Return how many parts make how much."""
    return [{"Parts": number, "Share": f"{number * third():.2f}"} for number in (1, 2)]
