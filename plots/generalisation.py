"""The figures of the post on generalisation: one message each, drawn from the runs themselves."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from plots.style import colour, label_line
from snippets.arrays import Array
from snippets.explorers.over_fitting import PLACES, START
from snippets.generalisation.curve import fit, points, truth, waves
from snippets.generalisation.experiments import double_descent
from snippets.generalisation.experiments.remedies import (
    DECAYS,
    EVERY,
    WRONG,
    curves,
    trial,
)
from snippets.generalisation.experiments.training import Recipe
from snippets.generalisation.facts import errors, stops
from snippets.generalisation.tables import REMEDIES

WAVES = (6, 20, 200)
TITLES = {0.0: "right labels", WRONG: "a fifth of the labels wrong"}


def _in_per_cent(axes: Axes) -> None:
    axes.yaxis.set_major_formatter(lambda share, _: f"{share:.0%}")


def _band(axes: Axes, x: Array, runs: Array, tone: str) -> Line2D:
    """The mean over the seeds, and a band from the least to the most."""
    axes.fill_between(x, runs.min(axis=0), runs.max(axis=0), color=colour(tone), alpha=0.18, linewidth=0)
    (line,) = axes.plot(x, runs.mean(axis=0), color=colour(tone))
    return line


def learning() -> Figure:
    """Errors on the digits learnt from and on new ones, step by step, with right labels and with wrong."""
    figure, panels = plt.subplots(1, 2, sharey=True, figsize=(7.0, 3.5))
    for axes, (wrong, title) in zip(panels, TITLES.items(), strict=True):
        run = curves(wrong)
        steps = EVERY * np.arange(run.errors.shape[1], dtype=float)
        learnt, new = _band(axes, steps, run.learn_errors, "muted"), _band(axes, steps, run.errors, "vermilion")
        label_line(axes, new, "new digits", 250.0, offset=(0.0, 8.0 if wrong == 0.0 else 16.0))
        label_line(
            axes, learnt, "learnt from", 290.0 if wrong == 0.0 else 300.0, offset=(0.0, 3.0 if not wrong else -16.0)
        )
        axes.set(xlabel="steps", title=title, xlim=(0, steps[-1]), ylim=(0.0, 0.5))
        if wrong:
            at = stops(wrong)
            axes.plot(EVERY * at, run.errors[np.arange(len(at)), at], "o", color=colour("blue"), markersize=5, zorder=4)
            axes.annotate(
                "early stopping", (150.0, 0.32), color=colour("blue"), ha="left", va="center", annotation_clip=False
            )
            axes.annotate(
                "", (112.0, 0.175), xytext=(148.0, 0.305), arrowprops={"arrowstyle": "->", "color": colour("blue")}
            )
    panels[0].set_ylabel("errors")
    _in_per_cent(panels[0])
    return figure


def decay() -> Figure:
    """Errors against the strength of weight decay: validation digits and test digits, right labels and wrong."""
    figure, panels = plt.subplots(1, 2, figsize=(7.0, 3.5))
    places = np.arange(len(DECAYS), dtype=float)
    for axes, (wrong, title) in zip(panels, TITLES.items(), strict=True):
        trials = [trial(Recipe(decay=strength), wrong) for strength in DECAYS]
        test = _band(axes, places, np.array([each.errors for each in trials]).T, "vermilion")
        validate = _band(axes, places, np.array([each.validation for each in trials]).T, "blue")
        label_line(axes, test, "test", 2.0, offset=(0.0, 6.0 if wrong == 0.0 else -20.0))
        label_line(axes, validate, "validation", 2.0, offset=(0.0, -24.0 if wrong == 0.0 else 24.0))
        axes.set_xticks(places, [f"{strength:g}" for strength in DECAYS])
        axes.set(xlabel="weight decay", title=title, ylim=(0.0, 0.16 if wrong == 0.0 else 0.5))
        axes.set_yticks([0.0, 0.05, 0.1, 0.15] if wrong == 0.0 else [0.0, 0.1, 0.2, 0.3, 0.4])
        _in_per_cent(axes)
    panels[0].set_ylabel("errors")
    return figure


def _verdict(change: Array) -> str:
    """The colour of a remedy: better or worse with nine seeds in ten, or no telling."""
    most = 0.9 * len(change)
    if (change < 0).sum() >= most:
        return "positive"
    return "negative" if (change > 0).sum() >= most else "muted"


def remedies() -> Figure:
    """What each remedy adds to the errors, seed by seed, with right labels and with wrong."""
    figure, panels = plt.subplots(1, 2, sharey=True, figsize=(7.0, 5.2), gridspec_kw={"width_ratios": [1.0, 1.2]})
    names = [name for name in REMEDIES if name != "nothing"]
    for axes, (wrong, title) in zip(panels, TITLES.items(), strict=True):
        axes.axvline(0.0, color=colour("axis"), linewidth=1.0)
        for place, name in enumerate(reversed(names)):
            change = 100 * (errors(name, wrong) - errors("nothing", wrong))
            tone = colour(_verdict(change))
            axes.plot(
                change, np.full(len(change), place), "o", color=tone, markersize=4.5, alpha=0.5, markeredgewidth=0
            )
            axes.plot([change.mean()] * 2, [place - 0.32, place + 0.32], color=tone, linewidth=2.6)
        axes.set(
            title=title.replace(" of the labels", ""),
            ylim=(-0.6, len(names) - 0.4),
            xlim=(-4.6, 5.4) if wrong == 0.0 else (-13.0, 2.4),
        )
    panels[0].set_yticks(range(len(names)), [REMEDIES[name] for name in reversed(names)])
    panels[0].tick_params(axis="y", labelsize=12)
    figure.supxlabel("errors more, or fewer, in the hundred", fontsize=13)
    return figure


def descent() -> Figure:
    """Errors against the number of random features, with the least squared error and with a pull."""
    figure, panels = plt.subplots(1, 2, sharey=True, figsize=(7.0, 3.7))
    widths = np.array(double_descent.WIDTHS, dtype=float)
    images = 200
    for axes, (wrong, title) in zip(panels, TITLES.items(), strict=True):
        free, pulled = (double_descent.sweep(wrong, pull) for pull in (0.0, double_descent.PULL))
        axes.axvline(images, color=colour("axis"), linewidth=1.0, linestyle=(0, (3, 3)))
        _band(axes, widths, free.learn, "muted")
        new, held = _band(axes, widths, free.errors, "vermilion"), _band(axes, widths, pulled.errors, "blue")
        new.set_marker("o")
        new.set_markersize(3.5)
        axes.set(xscale="log", title=title, xlim=(10, 1600), ylim=(0.0, 1.0), xlabel="random features")
        axes.set_xticks([10, 50, 200, 1600], ["10", "50", "200", "1,600"])
        axes.minorticks_off()
        if wrong:
            label_line(axes, held, "with a pull", 480.0, offset=(0.0, -11.0))
            axes.text(10.6, 0.03, "learnt from", color=colour("muted"))
        else:
            label_line(axes, new, "new digits", 220.0, offset=(8.0, 30.0), align="left")
    panels[0].set_ylabel("errors")
    _in_per_cent(panels[0])
    return figure


def bending() -> Figure:
    """Curves of few, of just enough and of many waves through the same noisy points."""
    figure, panels = plt.subplots(1, 3, figsize=(7.0, 2.4), sharey=True)
    drawn = points(START["points"], START["noise"], START["seed"])
    for axes, number in zip(panels, WAVES, strict=True):
        axes.plot(drawn.new_x, drawn.new_y, "o", color=colour("purple"), markersize=2.4, alpha=0.5, fillstyle="none")
        axes.plot(PLACES, truth(PLACES), "--", color=colour("muted"), linewidth=1.2)
        axes.plot(PLACES, waves(PLACES, number) @ fit(drawn, number).weights, color=colour("accent"))
        axes.plot(drawn.x, drawn.y, "o", color=colour("accent"), markersize=4)
        axes.set(title=f"{number} waves", xticks=[-1, 0, 1], ylim=(-2.2, 2.2))
    panels[0].set_ylabel("output")
    return figure
