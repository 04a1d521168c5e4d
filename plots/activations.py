"""The figures of the post on activations: one message each, drawn from the snippets themselves."""

from collections.abc import Callable, Sequence
from functools import cache

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyArrowPatch

from plots.style import colour, label_line, line_style, zero_lines
from snippets import activations
from snippets.activations.activation import Activation
from snippets.activations.experiments.contenders import LINEAR, RELU, SIGMOID, TANH
from snippets.activations.experiments.depth import gradient_by_layer
from snippets.activations.experiments.digits import digits
from snippets.activations.experiments.dying import RATES, dead_after_one_step, train_unit
from snippets.activations.experiments.firing import firing_rate
from snippets.activations.experiments.head_start import EVERY, best_rate, error_curve
from snippets.activations.experiments.moons import HIDDEN, NOISE, fit
from snippets.activations.experiments.race import RUNNERS, outcome
from snippets.activations.experiments.saturation import weighted_sums
from snippets.activations.experiments.silence import SHOWN, fresh_net
from snippets.activations.experiments.silence import silent as silent_outputs
from snippets.activations.experiments.zigzag import GOAL, agreement_by_batch, two_paths
from snippets.activations.facts import (
    CAUTIOUS,
    FEW_SEEDS,
    RELU_GAIN,
    RELU_TANH_RATES,
    SEEDS,
    STEP_SEEDS,
    TARGET,
)
from snippets.arrays import Array
from snippets.networks.datasets import moons as draw_moons

Function = Callable[[Array], Array]
INPUTS = np.linspace(-6.0, 6.0, 481)


def _curve(
    axes: Axes, name: str, x: Array, text: str, at: float | None, offset: tuple[float, float], align: str
) -> None:
    """A function's line and its label."""
    function: Function = getattr(activations, name)
    (line,) = axes.plot(x, function(x), **line_style(name))
    label_line(axes, line, text, at, offset=offset, align=align)


def _slope(
    axes: Axes, name: str, x: Array, text: str, at: float | None, offset: tuple[float, float], align: str
) -> None:
    """A derivative's line, broken where it jumps, and its label."""
    derivative: Function = getattr(activations, f"{name}_derivative")
    slopes = derivative(x)
    (whole,) = axes.plot(x, slopes, color="none")
    whole.set_color(colour(name))
    whole.set_linestyle("none")
    jumps = np.flatnonzero(np.abs(np.diff(slopes)) > 0.3)
    for part in np.split(np.arange(len(x)), jumps + 1):
        axes.plot(x[part], slopes[part], **line_style(name, derivative=True))
    label_line(axes, whole, text, at, offset=offset, align=align)


def _function_and_slope(
    name: str,
    texts: tuple[str, str],
    places: tuple[float, float],
    offsets: tuple[tuple[float, float], tuple[float, float]],
    aligns: tuple[str, str],
    limits: tuple[float, float],
    x: Array = INPUTS,
) -> Figure:
    figure, axes = plt.subplots()
    zero_lines(axes)
    _curve(axes, name, x, texts[0], places[0], offsets[0], aligns[0])
    _slope(axes, name, x, texts[1], places[1], offsets[1], aligns[1])
    axes.set(xlabel="input x", ylabel="output and slope", ylim=limits, xlim=(x[0], x[-1]))
    return figure


def _families(
    names: Sequence[str],
    labels: Sequence[tuple[str, float, tuple[float, float], str]],
    slopes: Sequence[tuple[str, float, tuple[float, float], str]],
    limits: tuple[tuple[float, float], tuple[float, float]],
    x: Array,
) -> Figure:
    """Several functions on the left, their derivatives on the right."""
    figure, (left, right) = plt.subplots(1, 2)
    for axes, limit in ((left, limits[0]), (right, limits[1])):
        zero_lines(axes)
        axes.set(xlabel="input x", ylim=limit, xlim=(x[0], x[-1]))
    for name, (text, at, offset, align) in zip(names, labels, strict=True):
        _curve(left, name, x, text, at, offset, align)
    for name, (text, at, offset, align) in zip(names, slopes, strict=True):
        _slope(right, name, x, text, at, offset, align)
    left.set_title("output")
    right.set_title("slope")
    return figure


# --- What an activation is ---


def unit() -> Figure:
    """A unit: inputs, weights, a sum and an activation."""
    figure, axes = plt.subplots(figsize=(7.0, 2.9))
    axes.set(xlim=(0.0, 10.0), ylim=(0.0, 4.0), aspect="equal")
    axes.axis("off")
    ink, muted, strong = colour("text"), colour("muted"), colour("sigmoid")

    def arrow(start: tuple[float, float], end: tuple[float, float]) -> None:
        axes.add_patch(
            FancyArrowPatch(
                start, end, arrowstyle="-|>", mutation_scale=11, color=muted, linewidth=1.2, shrinkA=0, shrinkB=0
            )
        )

    centre, sum_x, activation_x = 2.0, 4.2, 6.6
    for y, name, weight in ((3.4, "$x_1$", "$w_1$"), (2.0, "$x_2$", "$w_2$"), (0.6, "$x_3$", "$w_3$")):
        axes.add_patch(Circle((0.9, y), 0.36, facecolor=colour("surface"), edgecolor=muted, linewidth=1.2))
        axes.text(0.9, y, name, ha="center", va="center", color=ink, fontsize=13)
        direction = np.array([sum_x - 0.9, centre - y])
        direction /= np.linalg.norm(direction)
        start, end = np.array([0.9, y]) + 0.38 * direction, np.array([sum_x, centre]) - 0.62 * direction
        arrow((start[0], start[1]), (end[0], end[1]))
        middle = 0.45 * start + 0.55 * end
        axes.text(middle[0], middle[1] + 0.2, weight, ha="center", va="bottom", color=muted, fontsize=13)
    axes.add_patch(Circle((sum_x, centre), 0.6, facecolor=colour("surface"), edgecolor=ink, linewidth=1.5))
    axes.text(sum_x, centre, r"$\Sigma$", ha="center", va="center", color=ink, fontsize=18)
    axes.text(sum_x, 3.62, "bias $b$", ha="center", va="bottom", color=muted, fontsize=12)
    arrow((sum_x, 3.55), (sum_x, centre + 0.62))
    axes.add_patch(
        Circle((activation_x, centre), 0.75, facecolor=colour("accent-soft"), edgecolor=strong, linewidth=1.8)
    )
    x = np.linspace(-6.0, 6.0, 121)
    axes.plot(activation_x + x / 6.0 * 0.5, centre - 0.4 + 0.8 * activations.sigmoid(x), color=strong)
    arrow((sum_x + 0.62, centre), (activation_x - 0.77, centre))
    axes.text((sum_x + activation_x) / 2 - 0.06, centre + 0.12, "$z$", ha="center", va="bottom", color=ink, fontsize=13)
    arrow((activation_x + 0.77, centre), (8.6, centre))
    axes.text(8.75, centre, "$y = f(z)$", ha="left", va="center", color=ink, fontsize=13)
    axes.text(sum_x, 1.15, "weighted sum", ha="center", va="top", color=muted)
    axes.text(activation_x, 1.05, "activation $f$", ha="center", va="top", color=strong)
    axes.text(0.9, 0.02, "inputs", ha="center", va="top", color=muted)
    axes.text(9.4, 1.55, "output", ha="center", va="top", color=muted)
    return figure


def moons() -> Figure:
    """Two moons, cut by a net without and by a net with activations."""
    figure, panels = plt.subplots(1, 2, sharey=True)
    x, labels = draw_moons(400, NOISE, np.random.default_rng(0))
    across, up = np.meshgrid(np.linspace(-1.6, 2.6, 260), np.linspace(-1.1, 1.6, 200))
    grid = np.column_stack([across.ravel(), up.ravel()])
    for axes, activation, title in (
        (panels[0], LINEAR, f"{HIDDEN} units, no activation"),
        (panels[1], RELU, f"{HIDDEN} units with ReLU"),
    ):
        logits = fit([2, HIDDEN, 2], activation, seed=0).predict(grid)
        margin = (logits[:, 1] - logits[:, 0]).reshape(across.shape)
        shades = ListedColormap([colour("class_a"), colour("class_b")])
        axes.contourf(across, up, margin, levels=[-1e9, 0.0, 1e9], cmap=shades, alpha=0.13)
        axes.contour(across, up, margin, levels=[0.0], colors=[colour("text")], linewidths=1.4)
        for label, name, marker in ((0, "class_a", "o"), (1, "class_b", "^")):
            points = x[labels == label]
            axes.scatter(points[:, 0], points[:, 1], s=9, marker=marker, color=colour(name), linewidths=0)
        axes.set(xlabel="first feature", title=title, xlim=(-1.6, 2.6), ylim=(-1.1, 1.6))
        axes.grid(visible=False)
    panels[0].set_ylabel("second feature")
    return figure


# --- Sigmoid ---


def sigmoid() -> Figure:
    """The sigmoid and its slope."""
    return _function_and_slope(
        "sigmoid",
        ("sigmoid σ(x)", "slope σ′(x)"),
        (2.0, 2.4),
        ((-6.0, 8.0), (6.0, 6.0)),
        ("right", "left"),
        (-0.08, 1.08),
    )


def firing() -> Figure:
    """A model neuron's firing rate beside the sigmoid."""
    figure, axes = plt.subplots()
    drive = np.linspace(-2.0, 10.0, 1201)
    rate = firing_rate(drive)
    (neuron,) = axes.plot(drive, rate, color=colour("text"))
    (squash,) = axes.plot(drive, 500.0 * activations.sigmoid(drive - 1.0), **line_style("sigmoid"))
    label_line(axes, neuron, "model neuron", 6.6, offset=(8.0, -8.0), align="left")
    label_line(axes, squash, "sigmoid, scaled to the neuron’s ceiling", 3.4, offset=(10.0, -6.0), align="left")
    axes.axvline(1.0, color=colour("axis"), linewidth=0.8, linestyle=":")
    axes.annotate(
        "threshold", (1.0, 470.0), xytext=(-5.0, 0.0), textcoords="offset points", ha="right", color=colour("muted")
    )
    axes.set(
        xlabel="drive (1 holds the neuron at its threshold)",
        ylabel="spikes a second",
        ylim=(-20.0, 540.0),
        xlim=(-2, 10),
    )
    return figure


# Each figure is drawn twice, light and dark: what takes long is computed once.


@cache
def _gradients_left(activation: Activation, gain: float, depth: int) -> Array:
    return np.array([gradient_by_layer(activation, gain, depth, seed) for seed in SEEDS])[:, ::-1]


@cache
def _agreement(activation: Activation, gain: float, sizes: tuple[int, ...]) -> Array:
    return np.array([agreement_by_batch(activation, gain, list(sizes), seed) for seed in FEW_SEEDS])


@cache
def _dead_shares(rates: tuple[float, ...]) -> Array:
    return np.array([[dead_after_one_step(rate, seed) for rate in rates] for seed in STEP_SEEDS])


def _through_depth(
    axes: Axes,
    activation: Activation,
    gain: float,
    depth: int,
    name: str,
    text: str,
    at: float | None = None,
    up: float = 7.0,
) -> None:
    """The gradient's size in each layer: the median of the nets and, shaded, all of them."""
    shares = _gradients_left(activation, gain, depth)
    layers_down = np.arange(depth + 1)
    axes.fill_between(layers_down, shares.min(axis=0), shares.max(axis=0), color=colour(name), alpha=0.18, linewidth=0)
    (line,) = axes.semilogy(layers_down, np.median(shares, axis=0), color=colour(name))
    label_line(axes, line, text, at, offset=(0.0, up))


def vanishing() -> Figure:
    """What remains of a gradient on its way down through ten layers."""
    figure, axes = plt.subplots()
    _through_depth(axes, RELU, RELU_GAIN, 10, "relu", "ReLU", at=9.0)
    _through_depth(axes, TANH, 1.0, 10, "tanh", "tanh", at=9.0, up=-8.0)
    _through_depth(axes, SIGMOID, 1.0, 10, "sigmoid", "sigmoid")
    down = np.arange(11)
    (bound,) = axes.semilogy(down, 0.25**down, color=colour("muted"), linestyle=":", linewidth=1.4)
    label_line(axes, bound, "a quarter a layer", 5.0, offset=(8.0, 8.0), align="left")
    axes.set(xlabel="layers passed on the way down", ylabel="gradient left, share", ylim=(1e-7, 10.0), xlim=(0.0, 10.0))
    axes.set_xticks(range(0, 11, 2))
    return figure


def saturation() -> Figure:
    """Where the weighted sums fall on the slope of the sigmoid, with well and with badly scaled weights."""
    figure, panels = plt.subplots(1, 2, sharey=True)
    x = np.linspace(-40.0, 40.0, 801)
    bins = np.linspace(-40.0, 40.0, 81)
    for axes, gain, title in (
        (panels[0], 1.0, "weights scaled to the inputs"),
        (panels[1], 16.0, "all weights from N(0, 1)"),
    ):
        sums = weighted_sums(SIGMOID, gain, seed=0).ravel()
        counts, _ = np.histogram(sums, bins)
        axes.stairs(counts / counts.max(), bins, fill=True, color=colour("muted"), alpha=0.45)
        axes.plot(x, 4.0 * activations.sigmoid_derivative(x), **line_style("sigmoid", derivative=True))
        axes.set(xlabel="weighted sum z", title=title, ylim=(0.0, 1.12), xlim=(-40.0, 40.0))
    panels[0].set_ylabel("share of the largest")
    panels[0].annotate("slope σ′(z)", (3.0, 0.6), xytext=(6, 4), textcoords="offset points", color=colour("sigmoid"))
    panels[1].text(-28.5, 0.8, "weighted\nsums", color=colour("muted"), ha="center")
    return figure


def zigzag() -> Figure:
    """Descent on single samples, with inputs of one sign and with the same inputs centred."""
    figure, panels = plt.subplots(1, 2, sharex=True, sharey=True, figsize=(7.0, 3.6))
    for axes, path, name, title in zip(
        panels,
        two_paths(),
        ("sigmoid", "tanh"),
        ("inputs between 0 and 1", "the same inputs, centred"),
        strict=True,
    ):
        axes.plot(path[:, 0], path[:, 1], color=colour(name), linewidth=1.3, marker="o", markersize=2.6)
        axes.plot(*GOAL, marker="*", markersize=13, color=colour("text"), linestyle="none")
        axes.annotate("goal", GOAL, xytext=(8, -3), textcoords="offset points")
        axes.annotate("start", (0.0, 0.0), xytext=(-6, 5), textcoords="offset points", ha="right")
        axes.set(xlabel="weight $w_1$", title=title, xlim=(-0.5, 1.4), ylim=(-1.1, 0.6))
    panels[0].set_ylabel("weight $w_2$")
    return figure


def sign_agreement() -> Figure:
    """How often two weight gradients of a unit agree in sign, for batches of each size."""
    figure, axes = plt.subplots()
    sizes = [1, 2, 4, 8, 16, 32, 64, 128, 256]
    for activation, gain, name, text in ((SIGMOID, 4.0, "sigmoid", "sigmoid below"), (TANH, 1.0, "tanh", "tanh below")):
        shares = _agreement(activation, gain, tuple(sizes))
        axes.fill_between(sizes, shares.min(axis=0), shares.max(axis=0), color=colour(name), alpha=0.18, linewidth=0)
        (line,) = axes.semilogx(sizes, shares.mean(axis=0), color=colour(name), marker="o", markersize=4)
        label_line(axes, line, text, 32.0, offset=(0.0, 9.0))
    axes.axhline(0.5, color=colour("muted"), linestyle=":", linewidth=1.2)
    axes.annotate("chance", (1.0, 0.5), xytext=(0, -6), textcoords="offset points", color=colour("muted"), va="top")
    axes.set(xlabel="samples in a batch", ylabel="weight pairs that agree", ylim=(0.4, 1.04))
    axes.set_xticks(sizes, [str(size) for size in sizes])
    axes.minorticks_off()
    axes.yaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
    return figure


# --- Tanh ---


def tanh() -> Figure:
    """Tanh and its slope."""
    return _function_and_slope(
        "tanh", ("tanh(x)", "slope"), (1.6, -1.0), ((6.0, -8.0), (-8.0, 8.0)), ("left", "right"), (-1.15, 1.15)
    )


# --- ReLU ---


def relu() -> Figure:
    """ReLU and its slope."""
    return _function_and_slope(
        "relu",
        ("ReLU(x)", "slope"),
        (2.0, 3.2),
        ((-8.0, 4.0), (0.0, -7.0)),
        ("right", "left"),
        (-0.3, 4.0),
        np.linspace(-4, 4, 801),
    )


def silent_units() -> Figure:
    """Which units of a fresh net's first layer speak for which digit."""
    x, _ = digits()
    zero = silent_outputs(fresh_net(0), x[:SHOWN])[0]
    figure, axes = plt.subplots(figsize=(7.0, 3.2))
    shades = ListedColormap([colour("relu"), colour("surface")])
    axes.imshow(zero.T, cmap=shades, aspect="auto", interpolation="nearest")
    axes.set(xlabel="digit", ylabel="unit of the first layer", xticks=[], yticks=[])
    axes.grid(visible=False)
    return figure


def head_start() -> Figure:
    """Training error on the digits, ReLU against tanh, at one rate and at each one's best."""
    figure, panels = plt.subplots(1, 2, sharey=True, sharex=True)
    for axes, title, tuned in (
        (panels[0], f"both at learning rate {CAUTIOUS}", False),
        (panels[1], "each at its best rate", True),
    ):
        for name, text, side in (("relu", "ReLU", "left"), ("tanh", "tanh", "right")):
            rate = best_rate(name, RELU_TANH_RATES, FEW_SEEDS, TARGET) if tuned else CAUTIOUS
            ends = []
            for seed in FEW_SEEDS:
                error = error_curve(name, rate, seed, TARGET)
                ends.append(EVERY * (len(error) - 1))
                axes.semilogy(EVERY * np.arange(len(error)), error, color=colour(name), linewidth=0.9, alpha=0.75)
            middle = float(np.median(ends))
            axes.plot([middle], [TARGET * 0.72], marker="^", color=colour(name), clip_on=False, markersize=7)
            if tuned:  # the two ends lie side by side
                place, align = (-7.0 if side == "right" else 7.0, 0.0), side
            else:
                place, align = (8.0, 0.0), "left"
            axes.annotate(
                text,
                (middle, TARGET * 0.72),
                xytext=place,
                textcoords="offset points",
                color=colour(name),
                ha=align,
                va="center",
            )
        axes.axhline(TARGET, color=colour("muted"), linestyle=":", linewidth=1.2)
        axes.set(xlabel="steps of training", title=title, ylim=(0.004, 1.1), xlim=(0, 430))
    panels[0].set_ylabel("training error")
    panels[0].yaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
    panels[0].minorticks_off()
    return figure


def dead_relu() -> Figure:
    """One unit that a large step kills, and how many units of a net one step kills."""
    figure, (left, right) = plt.subplots(1, 2)
    for rate, name, text, offset in (
        (0.2, "positive", "rate 0.2", (0.0, 8.0)),
        (2.0, "negative", "rate 2: dead", (0.0, -8.0)),
    ):
        (line,) = left.plot(train_unit(rate, steps=20), color=colour(name), marker="o", markersize=3.2)
        label_line(left, line, text, 9.0, offset=offset, align="left")
    left.axhline(0.0, color=colour("axis"), linewidth=0.8)
    left.set(xlabel="step", ylabel="largest weighted sum", title="one unit", ylim=(-2.1, 2.3), xlim=(-0.6, 20.4))
    left.set_xticks(range(0, 21, 5))
    shares = _dead_shares(tuple(RATES.tolist()))
    right.fill_between(RATES, shares.min(axis=0), shares.max(axis=0), color=colour("relu"), alpha=0.18, linewidth=0)
    right.semilogx(RATES, np.median(shares, axis=0), color=colour("relu"))
    right.set(xlabel="learning rate of one step", ylabel="dead units", title="a net for the digits", ylim=(-0.03, 0.62))
    right.yaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
    return figure


def exploding() -> Figure:
    """A gradient on its way down through thirty ReLU layers, for three scales of weights."""
    figure, axes = plt.subplots()
    _through_depth(axes, RELU, 2.0, 30, "negative", "scale 2")
    _through_depth(axes, RELU, RELU_GAIN, 30, "relu", r"scale $\sqrt{2}$")
    _through_depth(axes, RELU, 1.0, 30, "blue", "scale 1")
    axes.set(
        xlabel="ReLU layers passed on the way down", ylabel="gradient left, share", ylim=(1e-6, 1e6), xlim=(0.0, 30.0)
    )
    return figure


# --- Smooth gates ---


def gates() -> Figure:
    """GELU, SiLU and Mish with their slopes."""
    return _families(
        ("gelu", "silu", "mish"),
        (
            ("GELU", 1.2, (-8.0, 4.0), "right"),
            ("SiLU", -3.2, (-4.0, -8.0), "right"),
            ("Mish", -1.3, (4.0, -7.0), "left"),
        ),
        (
            ("GELU", 0.9, (-6.0, 5.0), "right"),
            ("SiLU", 1.0, (10.0, -10.0), "left"),
            ("Mish", 2.6, (0.0, 6.0), "center"),
        ),
        ((-0.75, 2.4), (-0.25, 1.3)),
        np.linspace(-5.0, 4.0, 901),
    )


# --- Softmax ---


def softmax_temperature() -> Figure:
    """The same three logits at three temperatures."""
    figure, panels = plt.subplots(1, 3, sharey=True, figsize=(7.0, 2.9))
    logits = np.array([2.0, 1.0, 0.1])
    for axes, temperature in zip(panels, (0.5, 1.0, 5.0), strict=True):
        shares = activations.softmax(logits, temperature)
        bars = axes.bar(range(3), shares, color=colour("softmax"), width=0.62)
        axes.bar_label(bars, [f"{share:.2f}" for share in shares], padding=2, color=colour("text"))
        axes.set(title=f"temperature {temperature:g}", ylim=(0.0, 1.05))
        axes.set_xticks(range(3), [f"{logit:g}" for logit in logits])
        axes.grid(visible=False, axis="x")
    panels[0].set_ylabel("probability")
    panels[1].set_xlabel("logit")
    return figure


def softmax_overflow() -> Figure:
    """The winner's probability as all logits are shifted together, naive and stable."""
    figure, axes = plt.subplots()
    shift = np.arange(-1300.0, 1301.0, 2.0)
    logits = shift[:, np.newaxis] + np.array([2.0, 1.0, 0.1])
    (stable,) = axes.plot(shift, activations.softmax(logits)[:, 0], color=colour("softmax"), linewidth=5.0, alpha=0.35)
    naive_values = activations.naive_softmax(logits)[:, 0]
    (naive,) = axes.plot(shift, naive_values, color=colour("text"), linewidth=1.6)
    label_line(axes, stable, "stable: always there", 0.0, offset=(0.0, 10.0))
    label_line(axes, naive, "naive", 0.0, offset=(0.0, -10.0))
    lost = ~np.isfinite(naive_values)
    first_lost, last_lost = shift[lost & (shift > 0)].min(), shift[lost & (shift < 0)].max()
    bands = ((-1300.0, last_lost, r"$0\,/\,0$"), (first_lost, 1300.0, r"$\infty\,/\,\infty$"))
    for start, end, text in bands:
        axes.axvspan(start, end, color=colour("negative"), alpha=0.10, linewidth=0)
        axes.text((start + end) / 2, 0.3, f"naive:\n{text} = NaN", ha="center", va="center", color=colour("negative"))
    axes.set(
        xlabel="number added to every logit", ylabel="largest probability", ylim=(0.0, 1.0), xlim=(-1300.0, 1300.0)
    )
    return figure


def race() -> Figure:
    """Test errors of nine tuned activations, one dot a seed."""
    figure, axes = plt.subplots(figsize=(7.0, 3.8))
    names = RUNNERS[::-1]
    for row, name in enumerate(names):
        errors = 100 * outcome(name)
        axes.plot(errors, np.full(len(errors), row), "o", markersize=6, color=colour(name), alpha=0.6)
        axes.plot([errors.mean()] * 2, [row - 0.3, row + 0.3], color=colour("text"), linewidth=2.0)
    axes.set_yticks(range(len(names)), [activations.CATALOGUE[name].label for name in names])
    axes.grid(visible=False, axis="y")
    axes.set(xlabel="wrong answers on the test digits, %", xlim=(0.0, 7.0))
    return figure
