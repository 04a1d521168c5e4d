"""The figures of the post on objectives: one message each, drawn from the snippets themselves."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from plots.style import colour, label_line, zero_lines
from snippets.activations.sigmoid import sigmoid
from snippets.arrays import Array
from snippets.networks.mlp import LossGradient
from snippets.objectives import (
    CATALOGUE,
    binary_cross_entropy,
    binary_cross_entropy_gradient,
    brier_gradient,
    huber_gradient,
    mean_absolute_error_gradient,
    mean_squared_error_gradient,
    naive_binary_cross_entropy,
)
from snippets.objectives import quantile as quantile_loss
from snippets.objectives.experiments.calibration import confidence_and_right, reliability
from snippets.objectives.experiments.constants import best_constant, waits
from snippets.objectives.experiments.digit_map import unseen_map
from snippets.objectives.experiments.hotline import DAYS, LEVEL, NAMES, coverage, days, intervals
from snippets.objectives.experiments.imbalance import GRADIENTS, fit, rare
from snippets.objectives.experiments.lines import INTERCEPT, SLOPE, fit_line, points, slope_with_outlier
from snippets.objectives.experiments.preferences import unseen_scores
from snippets.objectives.experiments.slow_start import learning_curve
from snippets.objectives.experiments.squared_classifier import unseen_accuracy
from snippets.objectives.experiments.two_causes import CELLS, MEANS, bell, best_guess, bounds, joint, known
from snippets.objectives.facts import BAD_START, FEW_SEEDS, GOOD_START, MAP_STEPS, START_RATES, start_steps
from snippets.objectives.hidden import log_evidence
from snippets.objectives.likelihood import gaussian_density, gaussian_surprise, laplace_density, laplace_surprise

# The same objective has the same colour in every figure of this post.
HUE = {
    "mean_squared_error": "vermilion",
    "mean_absolute_error": "blue",
    "huber": "green",
    "log_cosh": "purple",
    "quantile": "cyan",
    "binary_cross_entropy": "blue",
    "brier": "vermilion",
    "hinge": "ochre",
    "squared_hinge": "brown",
    "focal": "purple",
    "categorical_cross_entropy": "blue",
    "label_smoothing": "green",
}
TRAINED_ON = {
    "cross-entropy": "blue",
    "weighted": "green",
    "focal": "purple",
    "label smoothing": "green",
    "squared error": "vermilion",
    "hinge": "ochre",
}
ROBUST: tuple[tuple[str, str, LossGradient], ...] = (
    ("mean_squared_error", "squared", mean_squared_error_gradient),
    ("mean_absolute_error", "absolute", mean_absolute_error_gradient),
    ("huber", "Huber", huber_gradient),
)

Label = tuple[str, float, tuple[float, float], str]


def _broken(axes: Axes, x: Array, slopes: Array, name: str, label: Label) -> None:
    """A slope's dashed line, broken where it jumps, and its label."""
    (whole,) = axes.plot(x, slopes, color=colour(HUE[name]), linestyle="none")
    jumps = np.flatnonzero(np.abs(np.diff(slopes)) > 0.3)
    for part in np.split(np.arange(len(x)), jumps + 1):
        axes.plot(x[part], slopes[part], color=colour(HUE[name]), linestyle=(0, (4.0, 2.2)), linewidth=1.8)
    text, at, offset, align = label
    label_line(axes, whole, text, at, offset=offset, align=align)


def _losses_and_slopes(
    names: Sequence[str],
    losses: Sequence[Label],
    slopes: Sequence[Label],
    limits: tuple[tuple[float, float], tuple[float, float]],
    x: Array,
    axis: str,
) -> Figure:
    """Several objectives on the left, their slopes on the right."""
    figure, (left, right) = plt.subplots(1, 2)
    for axes, limit, title in ((left, limits[0], "loss"), (right, limits[1], "slope")):
        zero_lines(axes)
        axes.set(xlabel=axis, ylim=limit, xlim=(x[0], x[-1]), title=title)
    for name, loss, slope in zip(names, losses, slopes, strict=True):
        objective = CATALOGUE[name]
        (line,) = left.plot(x, objective.curve(x), color=colour(HUE[name]))
        text, at, offset, align = loss
        if text:
            label_line(left, line, text, at, offset=offset, align=align)
        _broken(right, x, objective.slope(x), name, slope)
    return figure


# --- One number for a sample ---


def constants() -> Figure:
    """Waiting times, and the one number that each of three objectives prefers."""
    figure, (top, bottom) = plt.subplots(2, 1, sharex=True, figsize=(7.0, 4.6), height_ratios=(1.0, 1.15))
    sample = waits()
    counts, edges = np.histogram(sample, np.arange(0.0, 41.0, 1.0))
    top.stairs(counts, edges, fill=True, color=colour("muted"), alpha=0.45)
    top.set(ylabel="callers", ylim=(0.0, counts.max() * 1.3))
    minutes = np.linspace(0.0, 40.0, 401)
    rows: tuple[tuple[str, str, dict[str, float], float, str, tuple[float, float]], ...] = (
        ("mean_absolute_error", "absolute", {}, 30.0, "median", (-6.0, 0.0)),
        ("mean_squared_error", "squared", {}, 34.5, "mean", (6.0, 0.0)),
        ("quantile", "quantile, 90 %", {"tau": 0.9}, 30.0, "90 % quantile", (6.0, 0.0)),
    )
    for name, text, parameters, at, answer, offset in rows:
        function = CATALOGUE[name].function
        costs = np.array([function(np.full_like(sample, each), sample, **parameters) for each in minutes])
        costs = costs / costs.max()
        best = best_constant(function, sample, **parameters)
        (line,) = bottom.plot(minutes, costs, color=colour(HUE[name]))
        aside = (-8.0, 4.0) if text == "absolute" else (8.0, -10.0)
        label_line(bottom, line, text, at, offset=aside, align="right" if text == "absolute" else "left")
        bottom.plot(best, np.interp(best, minutes, costs), "o", color=colour(HUE[name]))
        for axes in (top, bottom):
            axes.axvline(best, color=colour(HUE[name]), linewidth=1.2, linestyle=":")
        top.annotate(
            answer,
            (best, counts.max() * 1.18),
            xytext=offset,
            textcoords="offset points",
            ha="right" if offset[0] < 0 else "left",
            color=colour(HUE[name]),
        )
    bottom.set(xlabel="predicted wait, minutes", ylabel="cost, share of largest", ylim=(-0.05, 1.05), xlim=(0.0, 40.0))
    return figure


# --- Counts ---


def hotline() -> Figure:
    """Intervals for the calls of each hour, and how many counts of other days they hold."""
    figure, (left, right) = plt.subplots(1, 2, figsize=(7.4, 3.5))
    hues = {"squared error": "vermilion", "Poisson": "blue", "Gaussian": "green"}
    hours, rng = np.arange(24), np.random.default_rng(0)
    learnt, new = days(rng, DAYS), days(rng, 3)
    low, high = intervals("Poisson", learnt)
    left.fill_between(hours, low, high, color=colour("blue"), alpha=0.22, linewidth=0.0)
    for edge in intervals("squared error", learnt):
        left.plot(hours, edge, color=colour("vermilion"), linewidth=1.6)
    left.plot(np.tile(hours, 3), new.ravel(), ".", color=colour("text"), markersize=4.0)
    left.text(0.0, 15.0, "squared error", color=colour("vermilion"), fontsize=9)
    left.text(18.3, 42.0, "Poisson", color=colour("blue"), fontsize=9)
    left.set(xlabel="hour of the day", ylabel="calls", xticks=range(0, 25, 6))
    right.axhline(LEVEL, color=colour("muted"), linewidth=1.2, linestyle=":")
    at = {"squared error": (8.0, 0.72), "Poisson": (15.5, 0.94), "Gaussian": (5.0, 0.865)}
    for name in NAMES:
        right.plot(hours, coverage(name), color=colour(hues[name]))
        right.text(*at[name], name, color=colour(hues[name]), ha="center", fontsize=9)
    right.set(xlabel="hour of the day", ylabel="share of new counts held", ylim=(0.6, 1.02), xticks=range(0, 25, 6))
    return figure


# --- Regression ---


def regression() -> Figure:
    """The losses for quantities and their slopes."""
    return _losses_and_slopes(
        ("mean_squared_error", "mean_absolute_error", "huber", "log_cosh"),
        (
            ("squared", -1.9, (8.0, 4.0), "left"),
            ("absolute", 3.9, (2.0, 12.0), "right"),
            ("", 3.0, (0.0, 8.0), "left"),
            ("log-cosh", 2.0, (8.0, -10.0), "left"),
        ),
        (
            ("squared", 1.0, (-8.0, 4.0), "right"),
            ("absolute", -2.2, (0.0, 7.0), "center"),
            ("Huber", 2.6, (0.0, 7.0), "center"),
            ("log-cosh", 1.2, (6.0, -9.0), "left"),
        ),
        ((-0.3, 5.0), (-2.6, 2.6)),
        np.linspace(-4.0, 4.0, 401),
        "error, prediction minus target",
    )


LEVELS = (0.1, 0.5, 0.9)


def quantile() -> Figure:
    """The quantile loss at three levels."""
    figure, axes = plt.subplots()
    zero_lines(axes)
    x = np.linspace(-4.0, 4.0, 401)
    rows = (
        ("vermilion", 2.4, (-8.0, 4.0), "right"),
        ("muted", 3.2, (4.0, -10.0), "left"),
        ("cyan", -2.4, (8.0, 4.0), "left"),
    )
    for tau, (hue, at, offset, align) in zip(LEVELS, rows, strict=True):
        losses = np.array([quantile_loss([each], [0.0], tau=tau) for each in x])
        (line,) = axes.plot(x, losses, color=colour(hue))
        label_line(axes, line, f"τ = {tau}", at, offset=offset, align=align)
    axes.set(xlabel="error, prediction minus target", ylabel="loss", xlim=(-4.0, 4.0), ylim=(-0.2, 3.6))
    axes.annotate("too low", (-3.8, 0.0), xytext=(0.0, 5.0), textcoords="offset points", color=colour("muted"))
    axes.annotate("too high", (3.8, 0.0), xytext=(0, 5), textcoords="offset points", ha="right", color=colour("muted"))
    return figure


def likelihood() -> Figure:
    """Two bells and the losses they are the logarithms of."""
    figure, panels = plt.subplots(1, 2)
    x = np.linspace(-5.0, 5.0, 401)
    rows: tuple[tuple[str, str, Any, Any], ...] = (
        ("mean_squared_error", "Gaussian", gaussian_density, gaussian_surprise),
        ("mean_absolute_error", "Laplace", laplace_density, laplace_surprise),
    )
    places = {
        "Gaussian": ((1.0, (8.0, 4.0), "left"), (-3.0, (8.0, 4.0), "left")),
        "Laplace": ((-0.35, (-10.0, 6.0), "right"), (3.0, (12.0, -10.0), "left")),
    }
    for name, text, density, surprise in rows:
        for axes, function, (at, offset, align) in zip(panels, (density, surprise), places[text], strict=True):
            (line,) = axes.plot(x, function(x, 0.0), color=colour(HUE[name]))
            label_line(axes, line, text, at, offset=offset, align=align)
    for axes, title in zip(panels, ("how probable an error is", "surprise, −log of that"), strict=True):
        axes.set(xlabel="error", title=title, xlim=(-5.0, 5.0))
    panels[0].set_ylim(0.0, 0.56)
    panels[1].set_ylim(0.0, 8.0)
    return figure


def outlier() -> Figure:
    """Lines through the same points, one of which is dragged upwards."""
    figure, (left, right) = plt.subplots(1, 2)
    x, y = points()
    height = 12.0
    x, y = np.append(x, 10.0), np.append(y, INTERCEPT + SLOPE * 10.0 + height)
    left.scatter(x[:-1], y[:-1], s=14, color=colour("muted"))
    left.scatter(x[-1:], y[-1:], s=60, marker="X", color=colour("text"))
    left.annotate("outlier", (10.0, y[-1]), xytext=(-9, -4), textcoords="offset points", ha="right")
    ends = np.array([-0.3, 10.5])
    places = {"squared": (5.2, (-6.0, 5.0), "right"), "absolute": (7.4, (2.0, -10.0), "left"), "Huber": None}
    heights = np.linspace(0.0, 20.0, 41)
    for name, text, gradient in ROBUST:
        intercept, slope = fit_line(x, y, gradient)
        dash = (0, (4.0, 2.2)) if name == "huber" else "-"
        left.plot(ends, intercept + slope * ends, color=colour(HUE[name]), linestyle=dash)
        slopes = np.array([slope_with_outlier(gradient, 10.0, each) for each in heights])
        (line,) = right.plot(heights, slopes, color=colour(HUE[name]), linestyle=dash)
        offset = {"squared": (-8.0, 4.0), "absolute": (0.0, -8.0), "Huber": (0.0, 8.0)}[text]
        align = "right" if text == "squared" else "center"
        label_line(right, line, text, 14.0, offset=offset, align=align)
        place = places[text]
        if place:
            (ghost,) = left.plot(ends, intercept + slope * ends, color=colour(HUE[name]), linewidth=0)
            label_line(left, ghost, text, place[0], offset=place[1], align=place[2])
    left.set(xlabel="x", ylabel="y", xlim=(-0.3, 10.8), ylim=(0.0, 19.0), title="one point too high")
    right.set(xlabel="height of the outlier", ylabel="slope of the line", ylim=(0.4, 1.0), title="… and dragged")
    return figure


def lever() -> Figure:
    """The slopes of the lines while the outlier is dragged sideways."""
    figure, axes = plt.subplots()
    places = np.linspace(0.0, 80.0, 81)
    labels: dict[str, Label] = {
        "squared": ("squared", 15.0, (8.0, 4.0), "left"),
        "absolute": ("absolute", 33.0, (0.0, 8.0), "center"),
        "Huber": ("Huber", 36.0, (-4.0, -12.0), "right"),
    }
    for name, text, gradient in ROBUST:
        slopes = np.array([slope_with_outlier(gradient, at, -SLOPE * at) for at in places])
        (line,) = axes.plot(places, slopes, color=colour(HUE[name]))
        words, at, offset, align = labels[text]
        label_line(axes, line, words, at, offset=offset, align=align)
    axes.axvspan(0.0, 10.0, color=colour("muted"), alpha=0.12, linewidth=0)
    axes.text(11.0, 0.59, "where the other points lie", ha="left", va="center", color=colour("muted"))
    axes.set(
        xlabel="where on the x axis the outlier lies", ylabel="slope of the line", xlim=(0, 80), ylim=(-0.08, 0.63)
    )
    return figure


# --- Yes or no ---


def yes_or_no() -> Figure:
    """The losses for a yes and their slopes."""
    return _losses_and_slopes(
        ("binary_cross_entropy", "brier", "focal", "hinge"),
        (
            ("cross-entropy", -1.9, (10.0, 10.0), "left"),
            ("Brier", -4.4, (0.0, -8.0), "center"),
            ("focal", -3.2, (-8.0, -10.0), "right"),
            ("hinge", -4.6, (8.0, 4.0), "left"),
        ),
        (
            ("cross-entropy", 0.3, (10.0, 0.0), "left"),
            ("Brier", -4.1, (0.0, 8.0), "center"),
            ("focal", -3.6, (0.0, -8.0), "center"),
            ("hinge", 1.4, (4.0, 8.0), "left"),
        ),
        ((-0.2, 6.5), (-1.45, 0.25)),
        np.linspace(-6.0, 6.0, 481),
        "score or logit of a yes",
    )


def overflow() -> Figure:
    """Where the naive binary cross-entropy ends."""
    figure, axes = plt.subplots()
    z = np.linspace(0.0, 60.0, 241)
    stable = np.array([binary_cross_entropy([each], [0]) for each in z])
    (line,) = axes.plot(z, stable, color=colour("blue"), linewidth=6.0, alpha=0.5)
    label_line(axes, line, "from logits", 52.0, offset=(-8.0, 4.0), align="right")
    for dtype, text in ((np.float64, "64 bits"), (np.float32, "32 bits")):
        naive = np.array([naive_binary_cross_entropy(np.array([each], dtype), [0]) for each in z])
        held = np.isfinite(naive)
        end = (z[held][-1], naive[held][-1])
        axes.plot(z[held], naive[held], color=colour("vermilion"), linewidth=1.6)
        axes.plot(*end, "x", markersize=10, markeredgewidth=2.4, color=colour("vermilion"))
        axes.annotate(
            f"{text}: infinite from here",
            end,
            xytext=(10.0, -13.0),
            textcoords="offset points",
            color=colour("vermilion"),
        )
    axes.set(xlabel="logit z of a yes, where the answer is no", ylabel="binary cross-entropy", ylim=(-2.0, 62.0))
    axes.set_xlim(0.0, 60.0)
    return figure


def crawl() -> Figure:
    """A unit that is sure and wrong, and ten units on digits, under both objectives."""
    figure, (left, right) = plt.subplots(1, 2)
    steps = np.arange(151)
    for gradient, name, text, at, offset in (
        (binary_cross_entropy_gradient, "binary_cross_entropy", "cross-entropy", 75.0, (0.0, 5.0)),
        (brier_gradient, "brier", "squared", 84.0, (-10.0, 2.0)),
    ):
        (line,) = left.plot(steps, learning_curve(gradient, -5.0, 1.0, 150), color=colour(HUE[name]))
        align = "center" if name != "brier" else "right"
        label_line(left, line, text, at, offset=offset, align=align)
        for gain, style, place in ((BAD_START, "-", "bad start"), (GOOD_START, (0, (4.0, 2.2)), "good start")):
            counts = np.array([start_steps(gradient, rate, gain) for rate in START_RATES])
            right.fill_between(
                START_RATES, counts.min(axis=1), counts.max(axis=1), color=colour(HUE[name]), alpha=0.18, linewidth=0
            )
            (line,) = right.loglog(
                START_RATES, np.median(counts, axis=1), marker="o", color=colour(HUE[name]), linestyle=style
            )
            if name == "brier":
                up = 9.0 if gain == BAD_START else -9.0
                label_line(right, line, place, 26.0, offset=(6.0, up), align="left")
    left.set(
        xlabel="steps", ylabel="probability of the right answer", ylim=(-0.03, 1.15), title="one unit, sure and wrong"
    )
    right.set(xlabel="learning rate", ylabel="steps to 90 % of the digits", title="ten units on digits", ylim=(8, 400))
    right.set_xticks(START_RATES, [f"{rate:g}" for rate in START_RATES])
    right.set_yticks([10, 20, 50, 100, 200], ["10", "20", "50", "100", "200"])
    right.minorticks_off()
    return figure


def classifiers() -> Figure:
    """Accuracy on unseen digits of nets trained on either objective, seed by seed."""
    figure, axes = plt.subplots(figsize=(7.0, 2.4))
    pairs = np.array(
        [[unseen_accuracy(name, seed) for name in ("cross-entropy", "squared error")] for seed in FEW_SEEDS]
    )
    for row, name in enumerate(("cross-entropy", "squared error")):
        axes.plot(100 * pairs[:, row], np.full(len(pairs), 1 - row), "o", markersize=8, color=colour(TRAINED_ON[name]))
    for pair in pairs:
        axes.plot(100 * pair, [1, 0], color=colour("muted"), linewidth=1.0, zorder=1)
    axes.set(xlabel="unseen digits named rightly, per cent", ylim=(-0.5, 1.5), xlim=(95.0, 100.0))
    axes.set_yticks([1, 0], ["cross-entropy", "squared error"])
    axes.grid(visible=False, axis="y")
    return figure


# --- Imbalance, calibration ---


def rare_class() -> Figure:
    """Three objectives, one curve of precision and recall, three points on it."""
    figure, axes = plt.subplots()
    rng = np.random.default_rng(0)
    train, test = rare(4000, rng), rare(20_000, rng)
    places = {"cross-entropy": (10.0, 8.0), "weighted": (-4.0, 12.0), "focal": (-12.0, -20.0)}
    for name, (gradient, rate) in GRADIENTS.items():
        logits = test[0] @ fit(gradient, *train, rate)
        order = np.argsort(-logits)
        found = np.cumsum(test[1][order])
        said = np.arange(1, len(found) + 1)
        recall, precision = found / found[-1], found / said
        kept = said >= 20
        axes.plot(recall[kept], precision[kept], color=colour(TRAINED_ON[name]), linewidth=1.2)
        here = int((logits > 0).sum()) - 1
        axes.plot(recall[here], precision[here], "o", markersize=9, color=colour(TRAINED_ON[name]))
        axes.annotate(
            name,
            (recall[here], precision[here]),
            xytext=places[name],
            textcoords="offset points",
            ha="right" if places[name][0] < 0 and name == "focal" else "left",
            color=colour(TRAINED_ON[name]),
        )
    axes.set(xlabel="recall: share of the rare class found", ylabel="precision", xlim=(0.0, 1.02), ylim=(0.0, 1.02))
    axes.xaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
    axes.yaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
    return figure


@cache
def _reliability(name: str) -> tuple[Array, Array, Array]:
    confidence, right = zip(*(confidence_and_right(name, seed) for seed in FEW_SEEDS), strict=True)
    return reliability(np.concatenate(confidence), np.concatenate(right))


def calibration() -> Figure:
    """How often nets are right when they are this sure, for four objectives."""
    figure, panels = plt.subplots(1, 2, sharey=True, figsize=(7.0, 3.6))
    places: tuple[dict[str, Label], ...] = (
        {
            "cross-entropy": ("cross-entropy", 0.56, (-6.0, -10.0), "left"),
            "label smoothing": ("label smoothing", 0.7, (-8.0, 10.0), "right"),
        },
        {
            "squared error": ("squared error", 0.66, (-8.0, 4.0), "right"),
            "hinge": ("hinge", 0.5, (8.0, -10.0), "left"),
        },
    )
    for axes, labels in zip(panels, places, strict=True):
        axes.plot([0.0, 1.0], [0.0, 1.0], color=colour("muted"), linestyle=":", linewidth=1.4)
        for name, (text, at, offset, align) in labels.items():
            confidence, accuracy, share = _reliability(name)
            kept = share > 0.02
            (line,) = axes.plot(confidence[kept], accuracy[kept], marker="o", color=colour(TRAINED_ON[name]))
            label_line(axes, line, text, at, offset=offset, align=align)
        axes.set(xlabel="how sure the net is", xlim=(0.2, 1.02), ylim=(0.2, 1.03))
        axes.xaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
        axes.yaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
    panels[0].set_ylabel("how often it is right")
    note = {"xytext": (6, -12), "textcoords": "offset points", "color": colour("muted")}
    panels[0].annotate("as sure as right", (0.26, 0.26), **note)
    return figure


def smoothing() -> Figure:
    """Cross-entropy with and without label smoothing: where it is lowest."""
    figure, axes = plt.subplots()
    z = np.linspace(-2.0, 10.0, 481)
    for name, text, at, offset in (
        ("categorical_cross_entropy", "plain", 5.2, (0.0, 4.0)),
        ("label_smoothing", "smoothed by 0.1", 8.6, (0.0, 9.0)),
    ):
        losses = CATALOGUE[name].curve(z)
        (line,) = axes.plot(z, losses, color=colour(HUE[name]))
        label_line(axes, line, text, at, offset=offset, align="right" if name == "label_smoothing" else "center")
        if name == "label_smoothing":
            lowest = int(losses.argmin())
            axes.plot(z[lowest], losses[lowest], "o", color=colour(HUE[name]))
            share = sigmoid(z[lowest])
            axes.annotate(
                f"lowest at a probability of {share:.0%}",
                (z[lowest], losses[lowest]),
                xytext=(0.0, 72.0),
                textcoords="offset points",
                ha="left",
                color=colour("muted"),
                arrowprops={"arrowstyle": "-", "color": colour("axis"), "linewidth": 0.8},
            )
    axes.set(xlabel="logit of the right one of two classes", ylabel="loss", xlim=(-2.0, 10.0), ylim=(-0.05, 1.6))
    return figure


# --- A map ---


def digit_map() -> Figure:
    """Digits that a net has never seen, on its map, before and after training on triplets."""
    figure, panels = plt.subplots(1, 2, figsize=(7.0, 3.7))
    hues = ("blue", "vermilion", "green", "purple", "ochre", "rose", "cyan", "brown", "muted", "text")
    for axes, steps, title in ((panels[0], 0, "before"), (panels[1], MAP_STEPS, f"after {MAP_STEPS} steps")):
        places, labels = unseen_map(0, steps)
        for digit in range(10):
            for place in places[labels == digit][:28]:
                axes.text(*place, str(digit), color=colour(hues[digit]), fontsize=9, ha="center", va="center")
        low, high = places.min(axis=0), places.max(axis=0)
        axes.set(title=title, xlim=(low[0] - 0.3, high[0] + 0.3), ylim=(low[1] - 0.3, high[1] + 0.3))
        axes.set_xticks([])
        axes.set_yticks([])
    return figure


def preferences() -> Figure:
    """Scores of digits that a net has never seen, learnt from which of two is the larger."""
    figure, axes = plt.subplots(figsize=(7.0, 3.2))
    scores, labels = unseen_scores(0)
    rng = np.random.default_rng(0)
    axes.plot(
        labels + rng.uniform(-0.28, 0.28, len(labels)), scores, ".", color=colour("blue"), markersize=3.0, alpha=0.6
    )
    medians = [float(np.median(scores[labels == digit])) for digit in range(10)]
    axes.hlines(medians, np.arange(10) - 0.36, np.arange(10) + 0.36, color=colour("text"), linewidth=1.8)
    axes.set(xlabel="digit in the picture", ylabel="score", xticks=range(10))
    return figure


def hidden() -> Figure:
    """What is known of a number whose square was seen, and how far a guess's bound lies below the evidence."""
    figure, (left, right) = plt.subplots(1, 2, figsize=(7.0, 3.4))
    width = float(CELLS[1] - CELLS[0])
    mean, spread = best_guess()
    left.fill_between(CELLS, known() / width, color=colour("blue"), alpha=0.3, linewidth=0)
    left.plot(CELLS, bell(mean, spread) / width, color=colour("vermilion"))
    left.text(-1.15, 1.02, "what is known", color=colour("blue"), ha="center")
    left.text(1.2, 1.85, "best guess", color=colour("vermilion"), ha="center")
    left.set(xlabel="hidden number", ylabel="density", xlim=(-2.6, 2.6), ylim=(0.0, 2.05))
    evidence, reached = log_evidence(joint()), bounds().max(axis=1)
    right.axhline(evidence, color=colour("blue"))
    right.text(0.0, evidence + 0.12, "evidence", color=colour("blue"), ha="center")
    right.plot(MEANS, reached, color=colour("vermilion"))
    right.text(0.0, -5.6, "bound", color=colour("vermilion"), ha="center")
    at = float(reached.max())
    right.annotate(
        "", (mean, evidence), (mean, at), arrowprops={"arrowstyle": "<->", "color": colour("text"), "linewidth": 1.2}
    )
    right.text(mean + 0.12, (evidence + at) / 2, "divergence", va="center")
    right.set(xlabel="mean of the guess", ylabel="nats", ylim=(-6.3, -0.9))
    return figure
