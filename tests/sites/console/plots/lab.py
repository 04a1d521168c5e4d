"""The figure of the test's page."""

from __future__ import annotations

from matplotlib.figure import Figure
from snippets.lab.share import share


def shares() -> Figure:
    """Draw how much a number of parts is."""
    figure = Figure(figsize=(3, 2))
    figure.subplots().plot([share(n) for n in range(4)])
    return figure
