"""The figure in the place of the network playground: what it shows, in three moments."""

from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import LinearSegmentedColormap, to_rgba
from matplotlib.figure import Figure

from plots.style import colour
from snippets.explorers.network_playground import EVERY, PLANES, SHADES, SIDE, START, Session

MOMENTS = (0, 50, 200)


def training() -> Figure:
    """A net's border after more and more steps, and its loss on the way."""
    figure, panels = plt.subplots(1, 4, figsize=(7.0, 2.2), gridspec_kw={"width_ratios": [1, 1, 1, 1.1]})
    session = Session()
    answers = [session.answer({"setup": START, "step": step, "since": 0}) for step in MOMENTS]
    low_x, low_y, side = PLANES[START["data"]]
    edges = low_x, low_x + side, low_y, low_y + side
    for axes, step, answer in zip(panels, MOMENTS, answers, strict=False):
        axes.imshow(_lead(answer["frame"]), cmap=_two_tones(), vmin=-1, vmax=1, extent=edges)
        _dots(axes, answers[-1]["points"])
        axes.set_title("at first" if step == 0 else f"{step} steps")
        axes.set(xticks=[], yticks=[])
        axes.grid(visible=False)
    last = answers[-1]["curve"]
    steps = EVERY * np.arange(len(last["loss"]))
    for name, tone, dash in (("loss", "accent", "-"), ("held_out", "purple", "--")):
        panels[-1].semilogy(steps, last[name], dash, color=colour(tone))
    panels[-1].set(xlabel="steps", title="loss", xticks=[0, 100, 200], box_aspect=1)
    return figure


def _lead(frame: dict[str, Any]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """How clearly each cell belongs to the second class, −1 to 1, first row on top."""
    label, shade = np.divmod(frame["surface"].astype(float), SHADES)
    lead: np.ndarray[Any, np.dtype[np.float64]] = (2 * label - 1) * shade / (SHADES - 1)
    return lead.reshape(SIDE, SIDE)


def _dots(axes: Any, points: dict[str, Any]) -> None:
    learnt = np.arange(len(points["labels"])) < points["learnt"]
    for label, name in ((0, "class_a"), (1, "class_b")):
        mine = learnt & (points["labels"] == label)
        axes.plot(points["x"][mine], points["y"][mine], "o", color=colour(name), markersize=1.6, markeredgewidth=0)


def _two_tones() -> LinearSegmentedColormap:
    """From the first class's colour over the page's to the second's, both pale."""
    paper = np.array(to_rgba(colour("background")))
    ends = [0.45 * np.array(to_rgba(colour(name))) + 0.55 * paper for name in ("class_a", "class_b")]
    return LinearSegmentedColormap.from_list("classes", [ends[0], paper, ends[1]])
