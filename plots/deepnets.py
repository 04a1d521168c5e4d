"""The figures of the post on deep nets: one message each, drawn from the runs themselves."""

from __future__ import annotations

from typing import Literal

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle

from plots.style import colour, label_line
from snippets.arrays import Array
from snippets.deepnets.experiments.halves import SCALE, gradients
from snippets.deepnets.experiments.layers import layers
from snippets.deepnets.experiments.recipes import DEPTH, WIDTH
from snippets.deepnets.graph import reverse_mode, two_units
from snippets.deepnets.half import LEAST, MOST
from snippets.deepnets.squares import after_layers
from snippets.deepnets.tables import NAMES, bracket

PLACES = np.arange(1, DEPTH + 1, dtype=float)


def graph() -> Figure:
    """The net of two units: numbers on the way up, slopes on the way down."""
    net = two_units()
    slopes = reverse_mode(net.loss).by
    figure, axes = plt.subplots(figsize=(7.0, 3.3))
    axes.set(xlim=(-0.4, 10.6), ylim=(-2.6, 3.0), aspect="equal")
    axes.axis("off")
    x, z, h, y, loss = (0.3, 1.3), (2.7, 0.0), (5.0, 0.0), (7.4, 0.0), (9.8, 0.0)
    places = {"x": x, "w": (0.3, -1.3), "z": z, "h": h, "v": (5.0, 2.0), "y": y, "loss": loss}
    names = {"loss": "L"}
    for name, (left, up) in places.items():
        axes.add_patch(Circle((left, up), 0.42, facecolor=colour("surface"), edgecolor=colour("axis"), linewidth=1.2))
        axes.text(left, up, f"${names.get(name, name)}$", ha="center", va="center", fontsize=15)
        node = getattr(net, name)
        axes.text(left, up + 0.56, f"{node.value:g}", ha="center", va="bottom", color=colour("blue"), fontsize=13)
        slope = f"{slopes[node]:g}".replace("-", "−")
        axes.text(left, up - 0.56, slope, ha="center", va="top", color=colour("vermilion"), fontsize=13)
    for start, end in [("x", "z"), ("w", "z"), ("z", "h"), ("h", "y"), ("v", "y"), ("y", "loss")]:
        axes.annotate(
            "",
            places[end],
            xytext=places[start],
            arrowprops={"arrowstyle": "->", "color": colour("muted"), "shrinkA": 22, "shrinkB": 22, "linewidth": 1.4},
        )
    for (left, up), words in (((3.85, 0.2), "bend"), ((8.6, 0.2), "(y−3)²"), ((1.8, -0.1), "×"), ((6.1, 0.15), "×")):
        axes.text(left, up, words, ha="center", va="bottom", color=colour("muted"), fontsize=12)
    axes.text(5.4, -1.75, "numbers, on the way up", color=colour("blue"), fontsize=12)
    axes.text(5.4, -2.4, "slopes, on the way down", color=colour("vermilion"), fontsize=12)
    return figure


def _band(axes: Axes, runs: Array, tone: str, style: str = "-") -> Line2D:
    """The median over the seeds, and a band from the least to the most."""
    axes.fill_between(PLACES, runs.min(axis=0), runs.max(axis=0), color=colour(tone), alpha=0.18, linewidth=0)
    (line,) = axes.plot(PLACES, np.median(runs, axis=0), color=colour(tone), linestyle=style)
    return line


SCHEMES = {
    "normal": ("σ = 1", "purple", 1.0),
    "he": ("He", "green", (WIDTH / 2) ** -0.5),
    "lecun": ("LeCun", "ochre", WIDTH**-0.5),
    "tiny": ("σ = 0.01", "vermilion", 0.01),
}


def depth() -> Figure:
    """Sizes of signals and gradients in thirty ReLU layers, for four sizes of weights."""
    figure, panels = plt.subplots(1, 2, sharey=True, figsize=(7.0, 3.6))
    for name, (label, tone, deviation) in SCHEMES.items():
        found = layers(name)
        up = _band(panels[0], found.sizes / found.sizes[:, :1], tone)
        down = _band(panels[1], found.gradients / found.gradients[:, -1:], tone)
        panels[0].plot(
            PLACES,
            after_layers(WIDTH, deviation, PLACES - 1),
            color=colour("muted"),
            linewidth=1.0,
            linestyle=(0, (2, 2)),
        )
        place = {"normal": 16.0, "he": 22.0, "lecun": 22.0, "tiny": 14.0}[name]
        over = {"normal": 16.0, "he": 5.0, "lecun": -5.0, "tiny": -16.0}[name]
        align = "right" if name == "normal" else "center"
        side = {"normal": 6.0, "tiny": 22.0}.get(name, 0.0)
        label_line(panels[0], up, label, place, offset=(-side, over), align=align)
        label_line(panels[1], down, label, 31.0 - place, offset=(side, over), align=align.replace("right", "left"))
    for axes, title in zip(panels, ("signal, upwards", "gradient, downwards"), strict=True):
        axes.set(yscale="log", xlabel="layer", title=title, xlim=(1, DEPTH), ylim=(1e-45, 1e21))
        axes.set_xticks([1, 10, 20, 30])
        axes.set_yticks([1e-40, 1e-30, 1e-20, 1e-10, 1.0, 1e10, 1e20])
        axes.minorticks_off()
    panels[0].set_ylabel("size, as a share")
    return figure


KINDS: dict[str, tuple[str, str, Literal["-", "--"]]] = {
    "he": ("He", "green", "-"),
    "layer": ("layer norm", "blue", "--"),
    "batch": ("batch norm", "vermilion", "-"),
    "layer skip": ("layer norm, skips", "purple", "-"),
    "quiet": ("quiet skips", "ochre", "-"),
}


def likeness() -> Figure:
    """How alike digits become on the way up, and what becomes of the gradient, for five kinds of nets."""
    figure, panels = plt.subplots(1, 2, figsize=(7.0, 3.8))
    for name, (label, tone, style) in KINDS.items():
        found = layers(name)
        alike = _band(panels[0], found.likeness, tone)
        down = _band(panels[1], found.gradients / found.gradients[:, -1:], tone)
        for line in (alike, down):
            line.set_linestyle(style)
        if name in ("he", "batch", "layer skip", "quiet"):
            place = {"he": 21.0, "batch": 22.0, "layer skip": 20.0, "quiet": 16.0}[name]
            over = {"he": -13.0, "batch": -10.0, "layer skip": -13.0, "quiet": 10.0}[name]
            text = "He; layer norm" if name == "he" else label
            label_line(panels[0], alike, text, place, offset=(0.0, over))
        place = {"he": 3.0, "batch": 9.0, "layer skip": 2.5}.get(name, 1.0)
        if name in ("he", "batch", "layer skip"):
            over = {"he": -20.0, "batch": 14.0, "layer skip": 9.0}[name]
            label_line(
                panels[1],
                down,
                "with skips" if name == "layer skip" else label,
                place,
                offset=(8.0, over),
                align="left",
            )
    panels[0].set(
        xlabel="layer", ylabel="mean cosine of two digits", title="likeness", xlim=(1, DEPTH), ylim=(0.0, 1.05)
    )
    panels[1].set(
        yscale="log", xlabel="layer", title="gradient", xlim=(1, DEPTH), ylabel="size, as a share", ylim=(0.05, 2000.0)
    )
    for axes in panels:
        axes.set_xticks([1, 10, 20, 30])
    panels[1].minorticks_off()
    return figure


def recipes() -> Figure:
    """Between which shares of the digits ten kinds of nets of thirty layers learn, whatever the seed."""
    figure, axes = plt.subplots(figsize=(7.0, 4.2))
    for place, name in enumerate([*NAMES][::-1]):
        low, high = bracket(name)
        tone = colour("positive" if low > 0.9 else "negative")
        axes.plot([low, high], [place] * 2, color=tone, linewidth=9.0, alpha=0.75, solid_capstyle="butt")
    axes.axvline(0.1, color=colour("axis"), linewidth=1.0, linestyle=(0, (3, 3)))
    axes.text(0.085, len(NAMES) - 0.55, "a guess", color=colour("muted"), ha="left", va="bottom", fontsize=12)
    axes.set_yticks(range(len(NAMES)), list([*NAMES.values()][::-1]))
    axes.tick_params(axis="y", labelsize=12.5)
    axes.set(
        xlim=(0.0, 1.03), ylim=(-0.6, len(NAMES) + 0.1), xlabel="share of the digits learnt from that are named rightly"
    )
    axes.xaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
    return figure


def half() -> Figure:
    """Gradients of a trained net by their size, and the range that half precision holds, unscaled and scaled."""
    figure, panels = plt.subplots(2, 1, sharex=True, sharey=True, figsize=(7.0, 3.8))
    sizes = np.abs(np.concatenate(gradients()))
    sizes = sizes[sizes > 0]
    bins = np.arange(-16.0, 6.01, 0.5)
    for axes, scale, title in zip(panels, (1.0, SCALE), ("as they are", f"times {SCALE:,.0f}"), strict=True):
        logs = np.log10(sizes * scale)
        weights = np.full(len(logs), 1.0 / len(logs))
        for tone, inside in (("negative", logs < np.log10(LEAST / 2)), ("positive", logs >= np.log10(LEAST / 2))):
            axes.hist(logs[inside], bins=bins, weights=weights[inside], color=colour(tone), alpha=0.75)
        for end in (LEAST, MOST):
            axes.axvline(np.log10(end), color=colour("text"), linewidth=1.2)
        axes.set(xlim=(-16, 6), ylabel="share")
        axes.set_title(title)
        axes.yaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
    panels[0].annotate("becomes 0", (-10.5, 0.075), color=colour("negative"), ha="center")
    panels[0].annotate("smallest", (np.log10(LEAST) - 0.2, 0.125), ha="right", fontsize=12)
    panels[0].annotate("largest", (np.log10(MOST) - 0.2, 0.125), ha="right", fontsize=12)
    panels[1].set_xlabel("size of a gradient, power of ten")
    return figure
