"""What stands in the data explorer's place without JavaScript: its first view, with both halves."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

from plots.style import colour
from snippets.explorers.data_explorer import START, answer

ASIDE = 0.13  # of an hour, so that the halves do not cover each other


def halves() -> Figure:
    """The mean delay by hour of the day in the learning half and in the held-out half."""
    found = answer({**START, "table": "flights"})
    hours = np.array([float(label) for label in found["labels"]])
    figure, axes = plt.subplots()
    for half, name, text, side, level in (
        ("learned", "blue", "learning half", -ASIDE, 0.93),
        ("held", "vermilion", "held-out half", ASIDE, 0.86),
    ):
        means, errors = found[half]["means"], found[half]["errors"]
        axes.errorbar(hours + side, means, errors, fmt="o", markersize=4.5, linewidth=1.5, color=colour(name))
        axes.text(0.03, level, text, color=colour(name), transform=axes.transAxes, va="top")
    axes.axhline(0.0, color=colour("axis"), linewidth=0.8, zorder=0.5)
    axes.set(xlabel="hour in which the flight should leave", ylabel="mean delay at arrival, minutes")
    axes.set_xticks(range(6, 24, 3))
    return figure
