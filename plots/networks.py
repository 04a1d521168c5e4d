"""The figures of the post on nuts and bolts: nets drawn, nets measured."""

from collections.abc import Sequence
from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, ListedColormap, to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyArrowPatch, FancyBboxPatch

from plots.style import colour, label_line
from snippets.arrays import Array
from snippets.networks.datasets import moons
from snippets.networks.diagnostics import grid, unit_maps
from snippets.networks.experiments import choices, starts, width
from snippets.networks.experiments.features import first_layer as learnt_features
from snippets.networks.facts import FEW_SEEDS, SEEDS, centre_accuracies, distances, scores, trained_on_moons
from snippets.networks.tables import LATE

Point = tuple[float, float]


def _board(height: float, across: float = 10.0) -> tuple[Figure, Axes]:
    """An empty sheet, 10 wide, on which all units of length are alike."""
    figure, axes = plt.subplots(figsize=(7.0, 7.0 * height / across))
    axes.set(xlim=(0.0, across), ylim=(0.0, height), aspect="equal")
    axes.axis("off")
    return figure, axes


def _unit(axes: Axes, at: Point, text: str = "", radius: float = 0.3, tone: str = "muted") -> None:
    axes.add_patch(Circle(at, radius, facecolor=colour("surface"), edgecolor=colour(tone), linewidth=1.5, zorder=3))
    axes.text(*at, text, ha="center", va="center", fontsize=12, zorder=4)


def _box(axes: Axes, at: Point, size: Point, text: str, tone: str = "muted") -> None:
    corner = (at[0] - size[0] / 2, at[1] - size[1] / 2)
    style = "round,pad=0,rounding_size=0.12"
    axes.add_patch(
        FancyBboxPatch(
            corner, *size, boxstyle=style, facecolor=colour("surface"), edgecolor=colour(tone), linewidth=1.5, zorder=3
        )
    )
    axes.text(*at, text, ha="center", va="center", fontsize=12, zorder=4)


def _arrow(axes: Axes, start: Point, end: Point, tone: str = "muted", bend: float = 0.0, wide: float = 1.2) -> None:
    axes.add_patch(
        FancyArrowPatch(
            start,
            end,
            arrowstyle="-|>",
            mutation_scale=11,
            color=colour(tone),
            linewidth=wide,
            shrinkA=0,
            shrinkB=0,
            connectionstyle=f"arc3,rad={bend}",
        )
    )


def _words(axes: Axes, at: Point, text: str, tone: str = "muted", size: float = 12.0, va: str = "center") -> None:
    axes.text(*at, text, ha="center", va=va, color=colour(tone), fontsize=size)


def _between(
    axes: Axes, start: Point, end: Point, radius: float, tone: str = "muted", wide: float = 0.9, head: bool = False
) -> None:
    """A line from the rim of one unit to the rim of another."""
    way = np.subtract(end, start) / np.hypot(*np.subtract(end, start)) * radius
    near, far = np.add(start, way), np.subtract(end, way)
    if head:
        _arrow(axes, (near[0], near[1]), (far[0], far[1]), tone, wide=wide)
    else:
        axes.plot([near[0], far[0]], [near[1], far[1]], color=colour(tone), linewidth=wide, zorder=1)


# --- Nets and how they learn ---


def surface() -> Figure:
    """What a trained net says of every point, and what two of its units say."""
    figure, panels = plt.subplots(1, 3, figsize=(7.0, 3.0), gridspec_kw={"width_ratios": [1.9, 1.0, 1.0]})
    x, labels = moons(200, 0.1, np.random.default_rng(0))
    low, high = np.array([-1.5, -1.15]), np.array([2.5, 1.65])
    network = trained_on_moons()
    fine, coarse = 44, 28  # a bend takes more places than a straight edge, and each has its weight in the file
    _, output = unit_maps(network, grid(low, high, fine))
    hidden, _ = unit_maps(network, grid(low, high, coarse))
    (across, up), (along, aloft) = (np.linspace(low, high, places).T for places in (fine, coarse))
    steps, shades = np.linspace(-1.0, 1.0, 10), _two_tones()
    panels[0].contourf(across, up, np.tanh(output[0] / 4), steps, cmap=shades)
    panels[0].contour(across, up, output[0], [0.0], colors=[colour("text")], linewidths=1.4)
    for label, name in ((0, "class_a"), (1, "class_b")):
        panels[0].plot(*x[labels == label].T, "o", color=colour(name), markersize=3.4, markeredgewidth=0)
    panels[0].set_title("the net")
    # The units on whose outputs the answer leans most.
    strongest = np.argsort(-np.abs(network.layers[1].weights[:, 0]))[:2]
    for axes, unit, title in zip(panels[1:], strongest, ("one unit", "another"), strict=True):
        axes.contourf(along, aloft, hidden[unit], steps, cmap=shades)
        axes.set_title(title)
    for axes in panels:
        axes.set(xticks=[], yticks=[])
        axes.grid(visible=False)
    return figure


def _two_tones() -> LinearSegmentedColormap:
    """From the first class's colour over the page's to the second's, both pale."""
    paper = np.array(to_rgba(colour("background")))
    ends = [0.45 * np.array(to_rgba(colour(name))) + 0.55 * paper for name in ("class_a", "class_b")]
    return LinearSegmentedColormap.from_list("classes", [ends[0], paper, ends[1]])


def loop() -> Figure:
    """The round of training, and the three choices in it."""
    figure, axes = _board(4.3)
    places: dict[str, Point] = {
        "predict": (1.75, 3.0),
        "compare": (5.0, 3.0),
        "walk back": (8.25, 3.0),
        "step": (5.0, 0.9),
    }
    for text, at in places.items():
        _box(axes, at, (2.0, 0.8), text, "text")
    _arrow(axes, (2.77, 3.0), (3.98, 3.0))
    _arrow(axes, (6.02, 3.0), (7.23, 3.0))
    _arrow(axes, (8.25, 2.58), (6.02, 0.9), bend=-0.35)
    _arrow(axes, (3.98, 0.9), (1.75, 2.58), bend=-0.35)
    for at, choice, tone in (
        ((1.75, 3.75), "1  activation", "accent"),
        ((5.0, 3.75), "2  objective", "vermilion"),
        ((5.0, 0.15), "3  optimiser", "purple"),
    ):
        _words(axes, at, choice, tone, 13.5)
    _words(axes, (3.37, 3.28), "output", size=11)
    _words(axes, (6.62, 3.28), "error", size=11)
    _words(axes, (8.75, 1.35), "gradient", size=11)
    _words(axes, (1.15, 1.35), "new weights", size=11)
    return figure


# --- Families ---


def feed_forward() -> Figure:
    """A feed-forward net: every unit of a layer looks at every unit of the one before."""
    figure, axes = _board(3.7)
    columns = ((1.2, 3, "inputs"), (3.9, 5, "hidden layer"), (6.5, 5, "hidden layer"), (9.0, 2, "outputs"))
    heights = [[2.05 + 0.68 * (i - (n - 1) / 2) for i in range(n)] for _, n, _ in columns]
    for (left, _, _), (right, _, _), lows, highs in zip(columns, columns[1:], heights, heights[1:], strict=False):
        for low in lows:
            for high in highs:
                _between(axes, (left, low), (right, high), 0.25, wide=0.7)
    for (x, _, name), ys in zip(columns, heights, strict=True):
        for y in ys:
            _unit(axes, (x, y), radius=0.25, tone="relu" if name == "hidden layer" else "muted")
        _words(axes, (x, 0.02), name, va="bottom")
    return figure


def convolution() -> Figure:
    """A convolutional layer: the same three weights at every place."""
    figure, axes = _board(3.5)
    bottom, top = 0.85, 2.5
    xs = np.linspace(0.9, 9.1, 9)
    tones = ("blue", "vermilion", "ochre")
    for place in range(7):
        lit = place in (1, 4)
        for k, tone in enumerate(tones):
            start, end = (xs[place + k], bottom), (xs[place + 1], top)
            _between(axes, start, end, 0.27, tone if lit else "grid", wide=2.0 if lit else 0.9)
    for x in xs:
        _unit(axes, (x, bottom), radius=0.27)
    for x in xs[1:-1]:
        _unit(axes, (x, top), radius=0.27, tone="relu")
    _words(axes, (5.0, 0.0), "inputs in a row: pixels, samples of sound", va="bottom")
    _words(axes, (5.0, 3.45), "one unit, laid on every place: equal colours are equal weights", va="top")
    return figure


def recurrence() -> Figure:
    """A recurrent layer, unrolled in time, and the cell of an LSTM."""
    figure, axes = _board(3.8)
    xs = (1.0, 3.1, 5.2)
    for number, x in enumerate(xs, start=1):
        _unit(axes, (x, 1.05), f"$x_{number}$", 0.38)
        _unit(axes, (x, 2.58), f"$h_{number}$", 0.42, "tanh")
        _arrow(axes, (x, 1.45), (x, 2.14))
    for left, right in pairwise(xs):
        _arrow(axes, (left + 0.45, 2.58), (right - 0.45, 2.58), "tanh", wide=2.0)
    _words(axes, (3.1, 3.75), "the same weights at every step", "tanh", va="top")
    _words(axes, (3.1, 0.02), "time goes to the right", va="bottom")
    axes.plot([6.35, 6.35], [0.3, 3.3], color=colour("grid"), linewidth=1.2)
    _words(axes, (8.2, 3.75), "LSTM: a cell with gates", "purple", va="top")
    _arrow(axes, (6.65, 2.58), (9.8, 2.58), "purple", wide=2.4)
    _words(axes, (6.9, 2.86), "cell", "purple", 11)
    for x, name in ((7.45, "forget"), (8.3, "write"), (9.15, "show")):
        _unit(axes, (x, 2.58), "×" if name != "write" else "+", 0.24, "purple")
        _arrow(axes, (x, 1.48), (x, 2.32), "sigmoid")
        axes.text(x + 0.02, 1.36, name, ha="center", va="top", color=colour("sigmoid"), fontsize=11)
    _words(axes, (8.3, 0.72), "gates, between 0 and 1", size=11)
    return figure


def attention() -> Figure:
    """Attention: one word looks at all the others at once."""
    figure, axes = _board(3.4)
    words = ("the", "cat", "sat", "since", "it", "was", "tired")
    xs = np.linspace(0.9, 9.1, len(words))
    # An invented pattern: how much "it" looks at each word.
    shares = (0.04, 0.52, 0.06, 0.04, 0.12, 0.05, 0.17)
    for x, word, share in zip(xs, words, shares, strict=True):
        _words(axes, (x, 0.75), word, "text", 13.5)
        axes.plot([x, xs[4]], [1.1, 2.5], color=colour("softmax"), linewidth=1.0 + 11.0 * share, alpha=0.75, zorder=1)
    _unit(axes, (xs[4], 2.75), "it", 0.36, "softmax")
    _words(axes, (2.9, 2.75), "the thicker the line,\nthe more it looks there", "softmax", 12)
    _words(axes, (5.0, 0.02), "all words at once, near and far alike", va="bottom")
    return figure


# --- What is learnt ---


def first_layer() -> Figure:
    """Weights of eight units of a trained first layer, and the digits that they like."""
    units, examples = 8, 3
    weights, liked = learnt_features(units, examples)
    figure, panels = plt.subplots(1 + examples, units, figsize=(7.0, 3.9))
    inks = LinearSegmentedColormap.from_list("weights", [colour("class_b"), colour("background"), colour("class_a")])
    paper = ListedColormap(
        [
            tuple((1 - t) * np.array(to_rgba(colour("surface"))) + t * np.array(to_rgba(colour("text"))))
            for t in np.linspace(0.0, 1.0, 64)
        ]
    )
    for unit in range(units):
        most = np.abs(weights[unit]).max()
        panels[0, unit].imshow(weights[unit], cmap=inks, vmin=-most, vmax=most)
        for row in range(examples):
            panels[row + 1, unit].imshow(liked[unit, row], cmap=paper, vmin=0.0, vmax=1.0)
    for axes in panels.ravel():
        axes.set(xticks=[], yticks=[])
        axes.grid(visible=False)
        for side in axes.spines.values():
            side.set_visible(False)
    panels[0, 0].set_ylabel("weights")
    panels[2, 0].set_ylabel("digits that fit best")
    return figure


def hierarchy() -> Figure:
    """Accuracy of the nearest centre, layer by layer, trained and not."""
    figure, axes = plt.subplots()
    layers = np.arange(5)
    for trained, tone, text, at, up in (
        (True, "tanh", "trained", 3.0, -9.0),
        (False, "muted", "random weights", 1.2, -28.0),
    ):
        found = centre_accuracies(trained=trained)
        axes.fill_between(layers, found.min(axis=0), found.max(axis=0), color=colour(tone), alpha=0.2, linewidth=0)
        (line,) = axes.plot(layers, np.median(found, axis=0), color=colour(tone), marker="o", markersize=4.5)
        label_line(axes, line, text, at, offset=(0.0, up))
    axes.set(ylabel="held-out digits next to\nthe centre of their class", ylim=(0.68, 1.0))
    axes.set_xticks(layers, ["pixels", "layer 1", "layer 2", "layer 3", "layer 4"])
    axes.yaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
    return figure


# --- What is hard ---


def useless() -> Figure:
    """Accuracy on the wines against columns of random numbers."""
    figure, axes = plt.subplots()
    columns = (0, 50, 100, 200)  # of random numbers
    for model, tone in (("forest", "green"), ("linear", "muted"), ("net", "vermilion")):
        found = np.array([scores("wine", model, number) for number in columns])
        axes.fill_between(columns, found.min(axis=1), found.max(axis=1), color=colour(tone), alpha=0.16, linewidth=0)
        (line,) = axes.plot(columns, np.median(found, axis=1), color=colour(tone), marker="o", markersize=4.5)
        label_line(axes, line, model)
    axes.set(
        xlabel="columns of random numbers added to 13 real ones",
        ylabel="held-out accuracy",
        xlim=(-4, 216),
        ylim=(0.56, 1.02),
    )
    axes.set_xticks(columns)
    axes.yaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
    return figure


def approximation() -> Figure:
    """A wave followed by nets of three widths, and the distance by width."""
    figure, (left, right) = plt.subplots(1, 2, gridspec_kw={"width_ratios": [1.35, 1.0]})
    x = np.linspace(-1.0, 1.0, 400)[:, np.newaxis]
    left.plot(x, width.wave(x), color=colour("muted"), linewidth=5.0, alpha=0.45)
    shown = (2, 8, 64)
    for units, tone in zip(shown, ("vermilion", "ochre", "blue"), strict=True):
        (line,) = left.plot(x, width.follow(units, 0).predict(x), color=colour(tone), linewidth=1.7)
        line.set_label(f"{units} units")
    left.set(xlabel="input", ylabel="output", title="one seed", ylim=(-1.75, 1.35), xlim=(-1.0, 1.0))
    left.legend(loc="lower center", ncols=3, columnspacing=1.0, handlelength=1.2, fontsize=11.5)
    found = np.array([distances(units) for units in width.WIDTHS])
    right.fill_between(width.WIDTHS, found.min(axis=1), found.max(axis=1), color=colour("blue"), alpha=0.2, linewidth=0)
    right.loglog(width.WIDTHS, np.median(found, axis=1), color=colour("blue"), marker="o", markersize=4.5)
    right.set(xlabel="hidden units", ylabel="distance from the wave", title="five seeds")
    right.set_xticks(width.WIDTHS, [str(units) for units in width.WIDTHS])
    right.set_yticks([0.02, 0.05, 0.1, 0.2, 0.5], ["0.02", "0.05", "0.1", "0.2", "0.5"])
    right.minorticks_off()
    return figure


def initialisation() -> Figure:
    """Size of the outputs through ten layers, and training, for each scheme."""
    figure, (left, right) = plt.subplots(1, 2, figsize=(7.0, 3.7))
    layers = np.arange(starts.DEPTH + 1)
    tones = {"he": "relu", "xavier": "ochre", "lecun": "blue", "normal": "negative", "zeros": "muted"}
    labels = {
        "he": ("He", (9.0, 7.0), (150.0, -8.0)),
        "xavier": ("Xavier", (3.0, -9.0), (70.0, -24.0)),
        "lecun": ("LeCun", (6.6, -9.0), (134.0, 12.0)),
        "normal": ("N(0, 1)", (5.0, 9.0), (0.0, 0.0)),
        "zeros": ("zeros", (0.0, 0.0), (160.0, 7.0)),
    }
    for scheme, (text, before, during) in labels.items():
        tone = tones[scheme]
        if scheme != "zeros":
            sizes = np.array([starts.spread_by_layer("relu", scheme, seed) for seed in SEEDS])
            low, high = sizes.min(axis=0), sizes.max(axis=0)
            left.fill_between(layers, low, high, color=colour(tone), alpha=0.16, linewidth=0)
            (line,) = left.semilogy(layers, np.median(sizes, axis=0), color=colour(tone))
            align = "right" if scheme == "normal" else "center"
            shift = -6.0 if align == "right" else 0.0
            label_line(left, line, text, before[0], offset=(shift, before[1]), align=align)
        losses = _median([_smooth(starts.training_losses("relu", scheme, seed)) for seed in FEW_SEEDS])
        if np.isfinite(losses).all():
            (line,) = right.plot(np.arange(len(losses)) + 20, losses, color=colour(tone))
            label_line(right, line, text, during[0], offset=(0.0, during[1]), align="left")
    left.set(xlabel="layer", ylabel="size of the outputs", title="before training", ylim=(1e-3, 1e8))
    right.set(xlabel="steps", ylabel="loss", title="in training", ylim=(0.0, 2.7), xlim=(0, 205))
    left.set_xticks(range(0, 11, 2))
    right.text(62.0, 2.52, "N(0, 1) overflows", ha="center", va="center", fontsize=11.5, color=colour("negative"))
    return figure


def _median(curves: Sequence[Array]) -> Array:
    return np.asarray(np.median(np.array(curves), axis=0))


def _smooth(losses: Array) -> Array:
    """The mean of twenty losses in a row."""
    if not np.isfinite(losses).all():
        return np.full(len(losses) - 19, np.inf)
    return np.convolve(losses, np.full(20, 0.05), "valid")


def interaction() -> Figure:
    """Steps to learn the moons for every combination of the three choices."""
    figure, panels = plt.subplots(1, 3, sharey=True, sharex=True, figsize=(7.0, 3.9))
    found = choices.all_choices()
    right = 3600.0
    tones = {"sigmoid": "sigmoid", "tanh": "tanh", "relu": "relu"}
    names = {"sigmoid": "sigmoid", "tanh": "tanh", "relu": "ReLU"}
    short = ("squared\nerror", "squared error\nof probability", "cross-\nentropy")
    for axes, optimiser in zip(panels, choices.OPTIMISERS, strict=True):
        for place, (activation, tone) in enumerate(tones.items()):
            for row, objective in enumerate(choices.OBJECTIVES):
                steps = np.array(found[activation, objective, optimiser][1])
                most = right if steps.max() > LATE else steps.max()
                y = 2 - row + 0.24 * (1 - place)
                axes.plot([steps.min(), most], [y, y], color=colour(tone), linewidth=1.6, alpha=0.6)
                axes.plot(np.median(steps), y, "o", color=colour(tone), markersize=6)
                if row == 0 and axes is panels[0]:
                    axes.plot([], [], "o", color=colour(tone), label=names[activation])
        axes.set(title=optimiser[0].upper() + optimiser[1:], xscale="log", xlim=(12, right), ylim=(-0.5, 2.5))
        axes.set_xticks([20, 100, 500, 2000], ["20", "100", "500", "2,000"])
        axes.minorticks_off()
        axes.set_yticks([2, 1, 0], short)
        axes.tick_params(axis="x", labelrotation=0, labelsize=10.5)
    panels[1].set_xlabel("steps until 99 in 100 points are right")
    figure.legend(loc="outside lower center", ncols=len(SEEDS))
    return figure
