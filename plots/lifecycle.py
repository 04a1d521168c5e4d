"""The figures of the post on the life cycle: one message each, drawn from the snippets themselves."""

from functools import cache

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from plots.style import colour
from snippets.arrays import Array
from snippets.lifecycle.evaluation import wilson
from snippets.lifecycle.experiments import (
    BATCHES,
    COLUMNS_TRIED,
    WIDTHS,
    by_chance,
    by_time,
    coins,
    drawer,
    drawer_accuracy,
    ladder,
    rates,
    ruler,
    searched,
    selection,
)
from snippets.lifecycle.penguins import gaps, penguins

STEPS = ("question", "collection", "cleaning", "exploration", "model", "evaluation", "deployment", "monitoring")
SPECIES = (("Adelie", "class_a", "o"), ("Chinstrap", "vermilion", "s"), ("Gentoo", "green", "^"))


def cycle() -> Figure:
    """The eight steps on a ring, with the ways back."""
    figure, axes = plt.subplots(figsize=(7.0, 4.9))
    axes.set(xlim=(-5.0, 5.0), ylim=(-3.5, 3.5), aspect="equal")
    axes.axis("off")
    angles = np.pi / 2 - 2 * np.pi * np.arange(len(STEPS)) / len(STEPS)
    places = [(3.7 * float(np.cos(angle)), 2.75 * float(np.sin(angle))) for angle in angles]
    for number, (name, (x, y)) in enumerate(zip(STEPS, places, strict=True), 1):
        axes.add_patch(
            FancyBboxPatch(
                (x - 1.02, y - 0.34),
                2.04,
                0.68,
                boxstyle="round,pad=0,rounding_size=0.14",
                facecolor=colour("surface"),
                edgecolor=colour("accent" if number == 1 else "muted"),
                linewidth=1.6,
                zorder=3,
            )
        )
        axes.text(x, y, f"{number} {name}", ha="center", va="center", fontsize=13, zorder=4)
    # Each arrow: from where on one box to where on the next, as shifts from the centres of the boxes.
    shifts = (
        ((1.08, 0.0), (0.0, 0.42)),
        ((0.5, -0.42), (0.0, 0.42)),
        ((0.0, -0.42), (0.5, 0.42)),
        ((0.0, -0.42), (1.08, 0.0)),
        ((-1.08, 0.0), (0.0, -0.42)),
        ((-0.5, 0.42), (0.0, -0.42)),
        ((0.0, 0.42), (-0.5, -0.42)),
        ((0.0, 0.42), (-1.08, 0.0)),
    )
    for number, (leave, arrive) in enumerate(shifts):
        _arrow(axes, places[number], places[(number + 1) % 8], leave, arrive, "text", -0.12)
    back = (
        (places[5], places[2], (0.9, 0.38), (-1.06, -0.14), "the errors are in the data"),
        (places[7], places[2], (1.06, -0.14), (-1.06, 0.14), ""),
        (places[3], places[0], (-0.6, 0.42), (0.15, -0.42), ""),
    )
    for start, end, leave, arrive, _ in back:
        _arrow(axes, start, end, leave, arrive, "vermilion", 0.14, dashed=True)
    axes.text(-1.2, 0.78, "the world has\nchanged", ha="center", va="top", fontsize=11.5, color=colour("vermilion"))
    axes.text(-0.62, -1.12, "the errors are\nin the data", ha="center", fontsize=11.5, color=colour("vermilion"))
    axes.text(1.62, 0.68, "wrong\nquestion", ha="left", fontsize=11.5, color=colour("vermilion"))
    return figure


def _arrow(
    axes: Axes,
    start: tuple[float, float],
    end: tuple[float, float],
    leave: tuple[float, float],
    arrive: tuple[float, float],
    tone: str,
    bend: float,
    *,
    dashed: bool = False,
) -> None:
    axes.add_patch(
        FancyArrowPatch(
            (start[0] + leave[0], start[1] + leave[1]),
            (end[0] + arrive[0], end[1] + arrive[1]),
            arrowstyle="-|>",
            mutation_scale=13,
            color=colour(tone),
            linewidth=1.4,
            linestyle=(0, (4.0, 2.4)) if dashed else "solid",
            shrinkA=0,
            shrinkB=0,
            connectionstyle=f"arc3,rad={bend}",
        )
    )


def missing() -> Figure:
    """Where the table has no entry: a mark for each gap, row by row."""
    figure, axes = plt.subplots(figsize=(7.0, 3.0))
    rows = penguins()
    names = {
        "bill_length_mm": "bill length",
        "bill_depth_mm": "bill depth",
        "flipper_length_mm": "flipper length",
        "body_mass_g": "body mass",
        "sex": "sex",
    }
    for height, column in enumerate(names):
        where = np.flatnonzero(gaps(rows[column])) + 1
        axes.axhline(height, color=colour("grid"), linewidth=9.0, solid_capstyle="butt", zorder=0.6)
        axes.plot(
            where, np.full(len(where), height), "|", color=colour("vermilion"), markersize=12, markeredgewidth=2.2
        )
    axes.set_yticks(range(len(names)), list(names.values()))
    axes.invert_yaxis()
    ends = np.flatnonzero(rows["species"][1:] != rows["species"][:-1]) + 1.5
    for start, end in zip([1.0, *ends], [*ends, 345.0], strict=True):
        name = str(rows["species"][int((start + end) / 2)])
        axes.text((start + end) / 2, -0.75, name, ha="center", va="bottom", color=colour("muted"), fontsize=12)
    for end in ends:
        axes.axvline(end, color=colour("axis"), linewidth=0.9, linestyle=":")
    axes.set(xlabel="row of the table", xlim=(0.0, 345.0))
    axes.grid(visible=False)
    return figure


def simpson() -> Figure:
    """Bill depth against bill length: one line through all, one through each species."""
    figure, axes = plt.subplots(figsize=(7.0, 4.2))
    rows = searched()
    length, depth = rows["bill_length_mm"], rows["bill_depth_mm"]
    places = {"Adelie": (34.2, 20.3), "Chinstrap": (46.6, 20.5), "Gentoo": (53.2, 14.4)}
    for name, tone, marker in SPECIES:
        x, y = length[rows["species"] == name], depth[rows["species"] == name]
        axes.plot(x, y, marker, color=colour(tone), markersize=4.2, alpha=0.45, markeredgewidth=0)
        _line(axes, x, y, tone)
        axes.text(*places[name], name, color=colour(tone), fontsize=13)
    _line(axes, length, depth, "text", dashed=True)
    axes.text(59.8, 15.5, "all together", color=colour("text"), va="top", ha="right", fontsize=12)
    axes.set(xlabel="bill length, mm", ylabel="bill depth, mm")
    return figure


def _line(axes: Axes, x: Array, y: Array, tone: str, *, dashed: bool = False) -> None:
    slope, height = np.polyfit(x, y, deg=1)
    ends = np.array([x.min(), x.max()])
    axes.plot(ends, height + slope * ends, color=colour(tone), linestyle=(0, (4.0, 2.2)) if dashed else "solid")


def scores() -> Figure:
    """What each model scores, with intervals; the last is the drawer."""
    figure, axes = plt.subplots(figsize=(7.0, 3.2))
    found = [(name, score, len(searched()), "blue") for name, score in ladder().items()]
    found.append(("the same, on 2009", drawer_accuracy(), len(drawer()), "vermilion"))
    for row, (_, score, count, tone) in enumerate(found):
        low, high = wilson(score, count)
        axes.plot([100 * low, 100 * high], [row, row], color=colour(tone), linewidth=5.0, alpha=0.4)
        axes.plot([100 * score], [row], "o", color=colour(tone), markersize=7.5)
    axes.set_yticks(range(len(found)), [name for name, *_ in found])
    axes.invert_yaxis()
    axes.grid(visible=False, axis="y")
    axes.set(xlabel="penguins named rightly, %", xlim=(35.0, 100.0))
    return figure


def selection_leak() -> Figure:
    """Cross-validated scores on noise against the number of columns."""
    figure, axes = plt.subplots()
    columns = WIDTHS
    for number, (tone, words, height) in enumerate(
        (("vermilion", "chosen before the split", 69.0), ("blue", "chosen in each fold", 32.0))
    ):
        quantiles = np.array([np.quantile(100 * selection(size)[number], [0.1, 0.5, 0.9]) for size in columns]).T
        axes.fill_between(columns, quantiles[0], quantiles[2], color=colour(tone), alpha=0.18, linewidth=0)
        axes.semilogx(columns, quantiles[1], color=colour(tone), marker="o", markersize=4.5)
        axes.text(320.0, height, words, color=colour(tone))
    axes.axhline(50.0, color=colour("muted"), linestyle=":", linewidth=1.4)
    axes.set(xlabel="columns of noise", ylabel="score, %", ylim=(30.0, 100.0), xlim=(9.5, 3_200))
    axes.set_xticks([10, 100, 1_000], ["10", "100", "1,000"])
    return figure


def coin_leak() -> Figure:
    """How well bills foretell a coin, with and without copies of the penguin in the other folds."""
    figure, axes = plt.subplots(figsize=(7.0, 3.0))
    bins = np.arange(39.0, 95.0, 2.0).tolist()
    for number, (tone, words, at) in enumerate(
        (("vermilion", "dealt out row by row", 82.0), ("blue", "by penguin", 50.0))
    ):
        axes.hist(100 * coins()[:, number], bins=bins, color=colour(tone), alpha=0.55, linewidth=0)
        axes.text(at, 14.4, words, color=colour(tone), ha="center")
    axes.axvline(50.0, ymax=0.86, color=colour("muted"), linestyle=":", linewidth=1.4)
    axes.set(
        xlabel="coins foretold rightly, %", ylabel="seeds", ylim=(0.0, 16.5), xlim=(38.0, 92.0), yticks=(0, 5, 10, 15)
    )
    return figure


def hindsight() -> Figure:
    """How well flights are told apart: dealt out by chance, and by time, for four sets of columns."""
    figure, axes = plt.subplots(figsize=(7.0, 3.4))
    for row, columns in enumerate(COLUMNS_TRIED.values()):
        for shift, found, tone in ((-0.16, by_chance(columns), "vermilion"), (0.16, by_time(columns), "blue")):
            scores = 100 * np.asarray(found)
            axes.plot(scores, np.full(len(scores), row + shift), "o", color=colour(tone), markersize=6, alpha=0.45)
            axes.plot([scores.mean()] * 2, [row + shift - 0.13, row + shift + 0.13], color=colour(tone), linewidth=3.0)
    axes.text(73.8, 0.84, "dealt by chance", color=colour("vermilion"), va="center")
    axes.text(69.0, 1.16, "later months", color=colour("blue"), va="center")
    axes.axvline(50.0, color=colour("muted"), linestyle=":", linewidth=1.4)
    axes.set_yticks(range(len(COLUMNS_TRIED)), list(COLUMNS_TRIED))
    axes.invert_yaxis()
    axes.grid(visible=False, axis="y")
    axes.set(xlabel="pairs of a late and a punctual flight told apart, %", xlim=(49.0, 85.0))
    return figure


def ruler_drift() -> Figure:
    """Accuracy against the ruler's error, for the length and for the depth."""
    figure, axes = plt.subplots()
    errors = np.arange(-3.0, 3.01, 0.5)
    for length, tone, words, place in (
        (True, "blue", "error in the length", (1.2, 99.0)),
        (False, "vermilion", "error in the depth", (-0.95, 72.0)),
    ):
        found = np.array([100 * ruler(float(error), length, not length) for error in errors])
        axes.fill_between(errors, found.min(axis=1), found.max(axis=1), color=colour(tone), alpha=0.18, linewidth=0)
        axes.plot(errors, found.mean(axis=1), color=colour(tone), marker="o", markersize=4.0)
        axes.text(*place, words, color=colour(tone))
    axes.set(xlabel="error of the ruler, mm", ylabel="named rightly, %", ylim=(45.0, 103.0))
    return figure


@cache
def _rates(batches: tuple[int, ...], shift: float) -> Array:
    return np.array([rates(1, batch, shift) for batch in batches])


def alarm_bells() -> Figure:
    """How often three alarms ring, without drift and with one, against the size of the batch."""
    figure, panels = plt.subplots(1, 2, sharey=True, figsize=(7.0, 3.6))
    batches = BATCHES
    for axes, shift, title in ((panels[0], 0.0, "nothing has changed"), (panels[1], 1.0, "depths 1 mm too large")):
        for number, (tone, style) in enumerate((("vermilion", "-"), ("ochre", "-"), ("blue", "-"))):
            axes.plot(
                batches,
                100 * _rates(batches, shift)[:, number],
                style,
                color=colour(tone),
                marker="os^"[number],
                markersize=4.5,
            )
        axes.set(title=title, xlabel="penguins in the batch", ylim=(-3.0, 105.0))
    panels[0].set_ylabel("alarm rings, %")
    panels[0].text(72.0, 79.0, "index > 0.1", color=colour("vermilion"))
    panels[0].text(66.0, 23.0, "index > 0.25", color=colour("ochre"))
    panels[0].text(8.0, 8.0, "largest gap", color=colour("blue"))
    return figure
