"""The figures of the post on optimisers: one message each, drawn from the snippets themselves."""

from collections.abc import Callable

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from plots.style import colour, label_line
from snippets.arrays import Array
from snippets.optimisers import schedules
from snippets.optimisers.adagrad import AdaGrad
from snippets.optimisers.adam import Adam
from snippets.optimisers.amsgrad import AMSGrad
from snippets.optimisers.catalogue import CATALOGUE
from snippets.optimisers.experiments.cliff import BEST, cliff, cliff_walk
from snippets.optimisers.experiments.counterexample import BETA2, alternating_walk
from snippets.optimisers.experiments.decay import left_over
from snippets.optimisers.experiments.frequencies import WORDS, left_by_word, left_to_learn
from snippets.optimisers.experiments.noise import noisy_walk
from snippets.optimisers.experiments.range_test import range_test
from snippets.optimisers.experiments.rates import measured_rate
from snippets.optimisers.experiments.rolling import measured_shares
from snippets.optimisers.experiments.saddle import steps_to_escape
from snippets.optimisers.experiments.tuning import MIDDLES, race
from snippets.optimisers.gradient_descent import GradientDescent
from snippets.optimisers.momentum import Momentum
from snippets.optimisers.optimiser import Optimiser
from snippets.optimisers.rates import (
    descent_rate,
    heavy_ball_rate,
    nesterov_rate,
    stability_edge,
    tuned_descent,
    tuned_momentum,
)
from snippets.optimisers.rmsprop import RMSProp
from snippets.optimisers.rolling import critical_momentum, slowest_root
from snippets.optimisers.surfaces import SURFACES, Surface
from snippets.optimisers.trajectories import trajectory

# The same optimiser has the same hue in every figure and in the race. There are nine and eight hues: one is grey.
HUE = {
    "gradient_descent": "blue",
    "momentum": "vermilion",
    "nesterov": "purple",
    "adagrad": "ochre",
    "rmsprop": "cyan",
    "adam": "green",
    "amsgrad": "brown",
    "adamw": "rose",
    "lion": "muted",
}


def _hue(name: str) -> str:
    return colour(HUE[name])


def _contours(axes: Axes, surface: Surface, levels: Array | None = None) -> None:
    """Lines of equal height, evenly spaced in the root of the height: a bowl's lie evenly then."""
    (left, right), (low, high) = surface.window
    grid = np.array(np.meshgrid(np.linspace(left, right, 121), np.linspace(low, high, 121)))
    heights = surface.value(grid)
    chosen = np.linspace(0.0, np.sqrt(heights.max()), 12)[1:] ** 2 if levels is None else levels
    axes.contour(*grid, heights, levels=chosen, colors=colour("axis"), linewidths=0.6, linestyles="solid", alpha=0.55)
    for minimum in surface.minima:
        axes.plot(*minimum, marker="*", markersize=11, color=colour("text"), zorder=4)
    axes.set(xlim=(left, right), ylim=(low, high))
    axes.grid(visible=False)


def _walk(axes: Axes, points: Array, hue: str, *, size: float = 3.5) -> None:
    axes.plot(*points.T, color=hue, linewidth=1.4, marker="o", markersize=size, zorder=3)
    axes.plot(*points[0], marker="s", markersize=6, color=colour("text"), zorder=4)


# --- How long a step ---


def bowl() -> Figure:
    """Walks in a parabola at three learning rates."""
    figure, panels = plt.subplots(1, 3, sharey=True, figsize=(7.0, 3.0))
    x = np.linspace(-2.3, 2.3, 121)
    rates = (0.1, 1.8, 2.1)
    titles = ("rate 0.1: crawls", "rate 1.8: swings", "rate 2.1: escapes")
    for axes, rate, title in zip(panels, rates, titles, strict=True):
        axes.plot(x, x**2 / 2, color=colour("muted"), linewidth=1.2)
        walk = trajectory(GradientDescent(rate), lambda point: point, [1.3], steps=6)[:, 0]
        axes.plot(walk, walk**2 / 2, color=_hue("gradient_descent"), marker="o", markersize=4.5, linewidth=1.3)
        axes.plot(walk[0], walk[0] ** 2 / 2, marker="s", markersize=7, color=colour("text"))
        axes.set_title(title)
        axes.set(xlabel="parameter θ", xlim=(-2.3, 2.5), ylim=(-0.1, 2.9))
    panels[0].set_ylabel("loss")
    return figure


def stability() -> Figure:
    """Distance after fifty steps against the learning rate, with and without momentum."""
    figure, axes = plt.subplots()
    rates = np.linspace(0.02, 4.3, 200)
    for name, momentum, text, at in (
        ("gradient_descent", 0.0, "gradient descent", 1.75),
        ("momentum", 0.9, "momentum 0.9", 2.75),
    ):
        ends = [abs(trajectory(Momentum(rate, momentum), lambda x: x, [1.0], steps=50)[-1, 0]) for rate in rates]
        (line,) = axes.plot(rates, np.maximum(ends, 1e-30), color=_hue(name))
        offset, align = ((-8.0, 0.0), "right") if momentum == 0.0 else ((0.0, -14.0), "left")
        label_line(axes, line, text, at, offset=offset, align=align)
        edge = float(stability_edge(1.0, momentum))
        axes.axvline(edge, color=_hue(name), linewidth=1.0, linestyle=(0, (3, 3)))
    axes.axhline(1.0, color=colour("axis"), linewidth=0.8)
    axes.annotate("2/λ", (2.0, 1e-10), xytext=(4, 0), textcoords="offset points", color=_hue("gradient_descent"))
    axes.annotate(
        "2(1 + μ)/λ", (3.8, 1e-10), xytext=(-4, 0), textcoords="offset points", color=_hue("momentum"), ha="right"
    )
    axes.set(yscale="log", ylim=(1e-11, 1e4), xlim=(0.0, 4.3), xlabel="learning rate η, for a curvature λ = 1")
    axes.set_ylabel("distance after 50 steps")
    return figure


# --- Noise ---

BATCH = 16


def noisy_bowl() -> Figure:
    """SGD in the noisy bowl: a large step, a larger batch, a falling rate."""
    figure, panels = plt.subplots(1, 3, sharey=True, figsize=(7.0, 3.1))
    falls: Callable[[int], float] = lambda step: float(schedules.inverse_decay(step, 0.5, 0.5))  # noqa: E731
    cases: tuple[tuple[str, Callable[[int], float], int], ...] = (
        ("single samples", lambda step: 0.5, 1),
        (f"batches of {BATCH}", lambda step: 0.5, BATCH),
        ("a falling rate", falls, 1),
    )
    for axes, (title, rate, batch) in zip(panels, cases, strict=True):
        _contours(axes, SURFACES["noisy_bowl"])
        _walk(axes, noisy_walk(rate, steps=60, batch=batch, seed=3)[:, :, 0], _hue("gradient_descent"), size=2.5)
        axes.set_title(title)
        axes.set_xlabel("x")
    panels[0].set_ylabel("y")
    return figure


# --- The ravine ---


def ravine() -> Figure:
    """Gradient descent tacks down the ravine, momentum rolls."""
    figure, (above, below) = plt.subplots(2, 1, sharex=True, figsize=(7.0, 4.4))
    surface = SURFACES["ravine"]
    walks: tuple[tuple[Axes, str, Optimiser, str], ...] = (
        (above, "gradient_descent", tuned_descent(condition=20.0), "gradient descent"),
        (below, "momentum", tuned_momentum(condition=20.0), "momentum"),
    )
    for axes, name, optimiser, text in walks:
        _contours(axes, surface)
        _walk(axes, trajectory(optimiser, surface.gradient, surface.start, steps=20), _hue(name))
        axes.set_title(f"{text}, 20 steps", color=_hue(name))
        axes.set(ylabel="y", ylim=(-2.0, 2.0))
    below.set_xlabel("x")
    return figure


def rates() -> Figure:
    """Steps for each decimal place against the condition number: formulas as lines, runs as dots."""
    figure, axes = plt.subplots()
    conditions = np.geomspace(2.0, 1000.0, 61)
    formulas: dict[str, tuple[Callable[[Array], Array], str, tuple[float, float], str]] = {
        "gradient_descent": (descent_rate, "gradient descent", (-8.0, 4.0), "right"),
        "nesterov": (nesterov_rate, "Nesterov", (-4.0, 6.0), "right"),
        "momentum": (heavy_ball_rate, "momentum", (6.0, -8.0), "left"),
    }
    for name, (formula, text, offset, align) in formulas.items():
        (line,) = axes.plot(conditions, -1 / np.log10(formula(conditions)), color=_hue(name), linewidth=1.6)
        runs = [2.0, 5.0, 20.0, 100.0, 500.0]
        steps = [-1 / np.log10(measured_rate(name, condition)) for condition in runs]
        axes.plot(runs, steps, linestyle="none", marker="o", markersize=6, color=_hue(name))
        label_line(axes, line, text, 180.0, offset=offset, align=align)
    axes.set(xscale="log", yscale="log", xlabel="condition number κ", ylabel="steps a decimal place")
    return figure


def momentum_map() -> Figure:
    """What a step leaves, over stride and momentum: by the roots, and measured."""
    figure, panels = plt.subplots(1, 2, sharey=True, figsize=(7.0, 3.6))
    shades = LinearSegmentedColormap.from_list("left", [_hue("momentum"), colour("background")]).resampled(10)
    strides, momenta = np.linspace(0.0, 4.2, 421), np.linspace(0.0, 1.0, 201)
    shares = (slowest_root(*np.meshgrid(strides, momenta)), measured_shares())
    for axes, title, share in zip(panels, ("by the roots", "measured"), shares, strict=True):
        image = axes.imshow(
            np.ma.masked_greater(share, 1.0),
            origin="lower",
            extent=(0.0, 4.2, 0.0, 1.0),
            aspect="auto",
            cmap=shades,
            vmin=0.0,
            vmax=1.0,
            interpolation="nearest",
        )
        axes.plot(strides, critical_momentum(strides), color=colour("text"), linewidth=1.2)
        axes.plot(stability_edge(1.0, momenta), momenta, color=colour("text"), linewidth=1.2, linestyle=(0, (3, 3)))
        axes.set(title=title, xlabel="stride ηλ", xlim=(0.0, 4.2), ylim=(0.0, 1.0))
        axes.grid(visible=False)
    left = panels[0]
    left.annotate("swings", (1.3, 0.55), ha="center")
    left.annotate("escapes", (3.6, 0.3), ha="center")
    arrow = {"arrowstyle": "-", "color": colour("text"), "linewidth": 0.8}
    left.annotate("creeps", (0.2, 0.13), xytext=(1.05, 0.27), ha="center", arrowprops=arrow)
    left.annotate("jumps", (1.8, 0.06), xytext=(3.0, 0.08), ha="center", arrowprops=arrow)
    left.set_ylabel("momentum μ")
    figure.colorbar(image, ax=panels, label="left by a step", ticks=[0.0, 0.5, 1.0])
    return figure


def adaptive() -> Figure:
    """Four optimisers on the same ravine."""
    figure, panels = plt.subplots(2, 2, sharex=True, sharey=True, figsize=(7.0, 4.2))
    surface = SURFACES["ravine"]
    walks: tuple[tuple[str, Optimiser], ...] = (
        ("gradient_descent", GradientDescent(0.09)),
        ("adagrad", AdaGrad(0.9)),
        ("rmsprop", RMSProp(0.2)),
        ("adam", Adam(0.4)),
    )
    for axes, (name, optimiser) in zip(panels.flat, walks, strict=True):
        _contours(axes, surface)
        _walk(axes, trajectory(optimiser, surface.gradient, surface.start, steps=30), _hue(name), size=3.0)
        axes.set_title(CATALOGUE[name].label.removesuffix(" (SGD)"), color=_hue(name))
    for axes in panels[1]:
        axes.set_xlabel("x")
    for axes in panels[:, 0]:
        axes.set_ylabel("y")
    return figure


# --- Adam and its relatives ---


def bias_correction() -> Figure:
    """Length of Adam's steps on a constant slope, with the correction and without."""
    figure, axes = plt.subplots()
    for corrected, hue, text, at in (
        (True, _hue("adam"), "with the correction", 2.0),
        (False, colour("muted"), "without", 60.0),
    ):
        optimiser = Adam(1.0, bias_correction=corrected)
        walk = trajectory(optimiser, lambda x: np.ones_like(x), [0.0], steps=2000)[:, 0]
        (line,) = axes.plot(np.arange(1, 2001), -np.diff(walk), color=hue)
        label_line(axes, line, text, at, offset=(0.0, 8.0), align="left")
    axes.set(xscale="log", xlabel="step", ylabel="length, in learning rates", ylim=(0.0, 7.4), xlim=(1.0, 2000.0))
    return figure


def counterexample() -> Figure:
    """The problem of Reddi et al.: Adam walks to the worst point."""
    figure, axes = plt.subplots()
    walks: tuple[tuple[str, Optimiser, str, tuple[float, float]], ...] = (
        ("adam", Adam(beta1=0.0, beta2=BETA2), "Adam", (0.0, -16.0)),
        ("amsgrad", AMSGrad(beta1=0.0, beta2=BETA2), "AMSGrad", (0.0, 16.0)),
    )
    for name, optimiser, text, offset in walks:
        walk = alternating_walk(optimiser, steps=600)
        (line,) = axes.plot(np.arange(len(walk)), walk, color=_hue(name), linewidth=1.3)
        label_line(axes, line, text, 330.0, offset=offset)
    for height, text in ((1.0, "worst"), (-1.0, "best")):
        axes.axhline(height, color=colour("axis"), linewidth=0.8)
        axes.annotate(
            text, (600, height), xytext=(6, 0), textcoords="offset points", va="center", color=colour("muted")
        )
    axes.set(xlabel="step", ylabel="x", xlim=(0, 600), ylim=(-1.2, 1.2))
    return figure


def weight_decay() -> Figure:
    """What is left of a weight under decay, against the size of its gradients."""
    figure, axes = plt.subplots()
    noises = np.geomspace(0.01, 10.0, 7)
    for name, decoupled, text, at, offset in (
        ("adamw", True, "AdamW", 0.02, (0.0, 8.0)),
        ("adam", False, "Adam with L2", 0.12, (8.0, -4.0)),
    ):
        left = [left_over(decoupled, float(noise)) for noise in noises]
        (line,) = axes.plot(noises, left, color=_hue(name), marker="o")
        label_line(axes, line, text, at, offset=offset, align="left")
    axes.set(xscale="log", ylim=(0.0, 1.08), xlabel="size of the weight's gradients (standard deviation)")
    axes.set_ylabel("left of the weight")
    return figure


# --- Saddle, schedules, rates, cliff ---


def saddle() -> Figure:
    """A walk past the saddle, and how long the saddle holds a walk."""
    figure, (left, right) = plt.subplots(1, 2, figsize=(7.0, 3.4))
    surface = SURFACES["saddle"]
    _contours(left, surface, np.linspace(-0.24, 2.2, 14))
    _walk(
        left, trajectory(GradientDescent(0.1), surface.gradient, (-1.6, 0.01), 90), _hue("gradient_descent"), size=2.5
    )
    left.set(xlabel="x", ylabel="y")
    heights = np.geomspace(1e-12, 0.1, 12)
    makers: tuple[tuple[str, Callable[[], Optimiser], str, tuple[float, float]], ...] = (
        ("gradient_descent", lambda: GradientDescent(0.1), "gradient descent", (4.0, 6.0)),
        ("momentum", lambda: Momentum(0.1), "momentum", (0.0, 8.0)),
        ("adam", lambda: Adam(0.1), "Adam", (0.0, 6.0)),
    )
    for name, make, text, offset in makers:
        steps = [steps_to_escape(make(), float(height)) for height in heights]
        (line,) = right.plot(heights, steps, color=_hue(name), marker="o", markersize=4)
        label_line(right, line, text, 1e-8 if name == "gradient_descent" else 1e-11, offset=offset, align="left")
    right.set(xscale="log", xlabel="distance from the ridge", ylabel="steps to escape", ylim=(0.0, 330.0))
    right.set_xticks([1e-12, 1e-8, 1e-4])
    return figure


def frequencies() -> Figure:
    """What is left to learn step by step, and word by word, where words are as frequent as in a text."""
    figure, (left, right) = plt.subplots(1, 2, figsize=(7.0, 3.6))
    tones = {"gradient_descent": "blue", "momentum": "vermilion", "sign": "purple", "adam": "green"}
    words = {"gradient_descent": "gradient descent", "momentum": "momentum", "sign": "sign", "adam": "Adam"}
    places = {"gradient_descent": (1.1, 22.0), "momentum": (13.0, 0.27), "sign": (1.1, 0.17), "adam": (8.0, 0.0022)}
    for name, tone in tones.items():
        steps = 100 * left_to_learn(name, zipf=True)
        left.plot(np.arange(steps.shape[1]), steps.mean(axis=0), color=colour(tone))
        right.plot(np.arange(1, WORDS + 1), 100 * left_by_word(name), color=colour(tone), linewidth=1.8)
        right.text(*places[name], words[name], color=colour(tone), fontsize=12)
    alike = 100 * left_to_learn("gradient_descent", zipf=False).mean(axis=0)
    left.plot(np.arange(len(alike)), alike, color=colour("blue"), linestyle=":")
    left.text(101.0, 0.21, "all words alike", color=colour("blue"), fontsize=12, ha="right")
    left.set(yscale="log", ylim=(8e-4, 150.0), xlabel="step", ylabel="left to learn, %")
    right.set(yscale="log", ylim=(8e-4, 150.0), xscale="log", xlabel="word, by its rank")
    right.set_xticks([1, 10, 100], ["1", "10", "100"])
    return figure


def learning_rates() -> Figure:
    """Four schedules."""
    figure, (left, right) = plt.subplots(1, 2, sharey=True)
    last = 100
    steps = np.arange(0, last + 1)
    for axes, hue, rates, text, at, offset in (
        (left, "blue", schedules.step_decay(steps), "steps", 45.0, (0.0, 7.0)),
        (left, "purple", schedules.inverse_decay(steps), "one over t", 21.0, (6.0, 7.0)),
        (right, "vermilion", schedules.cosine(steps), "cosine", 50.0, (-34.0, -22.0)),
        (right, "green", schedules.warm_up_cosine(steps, warm_up_steps=15), "warm-up, cosine", 44.0, (6.0, 8.0)),
    ):
        (line,) = axes.plot(steps, rates, color=colour(hue), drawstyle="steps-post" if text == "steps" else "default")
        label_line(axes, line, text, at, offset=offset, align="left")
        axes.set(xlabel="step", xlim=(0, last), ylim=(0.0, 0.11))
    left.set_ylabel("learning rate")
    return figure


def range_of_rates() -> Figure:
    """The learning-rate range test on the digits, five seeds."""
    figure, axes = plt.subplots()
    for name, text, at in (
        ("gradient_descent", "gradient descent", (4.5, 2.0)),
        ("adam", "Adam", (0.0015, 1.2)),
    ):
        for seed in range(5):
            test = range_test(name, seed)
            axes.plot(test.rates, test.losses, color=_hue(name), linewidth=1.1)
        axes.text(*at, text, color=_hue(name))
        axes.axvline(race(name).best_rate, color=_hue(name), linewidth=1.0, linestyle=(0, (3, 3)))
    axes.set(xscale="log", xlabel="learning rate, growing from step to step", ylabel="loss, smoothed")
    axes.set(ylim=(0.0, 4.0), xlim=(1e-4, 100.0))
    return figure


def clipping() -> Figure:
    """The cliff, and the walk with clipped gradients."""
    figure, (left, right) = plt.subplots(1, 2, figsize=(7.0, 3.2))
    weights = np.linspace(0.6, 1.22, 400)
    left.plot(weights, cliff(weights), color=colour("muted"), linewidth=1.5)
    left.plot(1.2, cliff(np.array(1.2)), marker="s", markersize=7, color=colour("text"))
    left.annotate("start", (1.2, float(cliff(np.array(1.2)))), xytext=(-8, 0), textcoords="offset points", ha="right")
    left.set(yscale="log", xlabel="weight w", ylabel="loss", ylim=(1e-6, 3e3))
    wild = cliff_walk(np.inf, steps=1)
    right.annotate(
        "",
        (1.0, 0.62),
        xytext=(0.0, 1.2),
        arrowprops={"arrowstyle": "-|>", "color": colour("negative"), "linewidth": 1.8},
    )
    right.text(2.4, 0.66, f"unclipped: to {wild[-1]:.0f}".replace("-", "−"), color=colour("negative"), va="center")
    (line,) = right.plot(cliff_walk(1.0), color=colour("positive"))
    label_line(right, line, "clipped to 1", 12.0, offset=(8.0, 4.0), align="left")
    right.axhline(BEST, color=colour("axis"), linewidth=0.9, linestyle=(0, (3, 3)))
    right.annotate(
        "best weight", (60, BEST), xytext=(0, -16), textcoords="offset points", ha="right", color=colour("muted")
    )
    right.set(xlabel="step", ylabel="weight w", ylim=(0.6, 1.24), xlim=(-1.0, 60.0))
    return figure


# --- The race ---


def tuning() -> Figure:
    """The loss on the tuning digits against the learning rate, relative to each optimiser's best."""
    figure, axes = plt.subplots()
    labels = {
        "gradient_descent": ("gradient descent", 0.012, (0.0, -14.0), "left"),
        "rmsprop": ("RMSProp", 3.16, (6.0, 2.0), "left"),
        "adam": ("Adam", 16.0, (-8.0, 6.0), "right"),
        "lion": ("Lion", 0.06, (6.0, 8.0), "left"),
    }
    for name, (text, at, offset, align) in labels.items():
        outcome = race(name)
        rates = outcome.rates / outcome.best_rate
        losses = np.minimum(outcome.tuning_losses.mean(axis=1), 1e3)
        # Beyond this RMSProp's runs are chaotic: where they end depends on how a processor rounds.
        drawn = rates < 5.0 if name == "rmsprop" else rates > 0.0
        (line,) = axes.plot(rates[drawn], losses[drawn], color=_hue(name), marker="o", markersize=5)
        if name == "gradient_descent":  # its line is too steep for a label at a point
            axes.text(1.5, 9.0, text, color=_hue(name), ha="right")
        else:
            label_line(axes, line, text, at, offset=offset, align=align)
    axes.set(xscale="log", yscale="log", ylim=(0.06, 20.0), xlabel="learning rate, in units of the best one")
    axes.set_ylabel("loss on the tuning digits")
    return figure


def outcome() -> Figure:
    """Test losses of the tuned optimisers, one dot a seed."""
    figure, axes = plt.subplots(figsize=(7.0, 3.8))
    names = list(MIDDLES)[::-1]
    for row, name in enumerate(names):
        losses = race(name).test_losses
        axes.plot(
            losses, np.full(len(losses), row), linestyle="none", marker="o", markersize=6, color=_hue(name), alpha=0.6
        )
        axes.plot([np.median(losses)] * 2, [row - 0.3, row + 0.3], color=colour("text"), linewidth=2.0)
    axes.set_yticks(range(len(names)), [CATALOGUE[name].label for name in names])
    axes.grid(visible=False, axis="y")
    axes.set(xlabel="loss on the test digits", xlim=(0.0, 0.26))
    return figure
