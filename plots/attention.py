"""The figures of the post on attention: one message each, drawn from the runs themselves."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from plots.style import colour, label_line, zero_lines
from snippets.activations.glu import swiglu, swiglu_gradient
from snippets.activations.softmax import softmax
from snippets.arrays import Array
from snippets.attention.counting import surprise
from snippets.attention.experiments.heats import HEATS as MEASURED
from snippets.attention.experiments.heats import held_out_surprises
from snippets.attention.experiments.lookups import BATCH, STEPS, learnt, without_looking
from snippets.attention.experiments.training import EVERY
from snippets.attention.experiments.training import learnt as sonnets_learnt
from snippets.attention.experiments.writing import TEMPERATURES, expected, known, shares_on
from snippets.attention.scaling import KEYS, LENGTHS, looks, product_spread
from snippets.attention.text import alphabet

WINDOW = 10
"""Batches of which the share of right answers is averaged."""


def lookup() -> Figure:
    """Right answers while attention and a plain net learn to look digits up."""
    figure, axes = plt.subplots(figsize=(7.0, 3.6))
    steps = np.arange(WINDOW, STEPS + 1, WINDOW)
    for attends, label, tone, place in ((True, "attention", "blue", 150.0), (False, "plain net", "vermilion", 230.0)):
        runs = learnt(attends).batches.reshape(-1, STEPS // WINDOW, WINDOW).mean(axis=2)
        axes.fill_between(steps, runs.min(axis=0), runs.max(axis=0), color=colour(tone), alpha=0.2, linewidth=0)
        (line,) = axes.plot(steps, runs.mean(axis=0), color=colour(tone))
        label_line(axes, line, label, place, offset=(0.0, -9.0 if attends else 11.0))
    for level, words in ((without_looking(), "the digit that is there most"), (0.1, "a guess")):
        axes.axhline(level, color=colour("axis"), linewidth=1.0, linestyle=(0, (3, 3)))
        axes.text(STEPS, level - 0.015, words, color=colour("muted"), ha="right", va="top", fontsize=12)
    axes.set(xlim=(0, STEPS), ylim=(0, 1.04), xlabel=f"steps of {BATCH} pages each", ylabel="right answers")
    axes.yaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
    return figure


def scaling() -> Figure:
    """The spread of products, and the largest share, against the length of queries and keys."""
    figure, panels = plt.subplots(1, 2, figsize=(7.0, 3.5))
    lengths = np.array(LENGTHS, dtype=float)
    plain = [looks(each, scaled=False) for each in LENGTHS]
    scaled = [looks(each, scaled=True) for each in LENGTHS]
    panels[0].plot(lengths, product_spread(lengths), color=colour("muted"), linewidth=1.2, linestyle=(0, (2, 2)))
    root, none = product_spread(lengths), np.ones(len(lengths))
    for runs, by, tone, label, over in (
        (plain, none, "vermilion", "as they are", -12.0),
        (scaled, root, "blue", r"over $\sqrt{d}$", 10.0),
    ):
        (line,) = panels[0].plot(
            lengths,
            [each.spread / shrunk for each, shrunk in zip(runs, by, strict=True)],
            color=colour(tone),
            marker="o",
            markersize=4,
        )
        side = "left" if runs is plain else "center"
        label_line(panels[0], line, label, 32.0, offset=(6.0 if runs is plain else 0.0, over), align=side)
        (line,) = panels[1].plot(lengths, [each.largest for each in runs], color=colour(tone), marker="o", markersize=4)
        label_line(panels[1], line, label, 32.0, offset=(6.0 if runs is plain else 0.0, over), align=side)
    panels[0].set(xscale="log", yscale="log", title="spread of the products", xlabel="numbers in a key, d")
    panels[1].set(xscale="log", ylim=(0, 1.03), title=f"largest of {KEYS} shares", xlabel="numbers in a key, d")
    panels[1].yaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
    for axes in panels:
        axes.set_xticks([1, 10, 100, 1000], ["1", "10", "100", "1,000"])
        axes.minorticks_off()
    panels[0].set_yticks([1, 3, 10, 30], ["1", "3", "10", "30"])
    return figure


LINE = "shall i compare thee"


def _shown(text: str) -> list[str]:
    return ["·" if letter == " " else letter for letter in text]


def _grid(axes: Axes, shares: Array) -> None:
    shades = LinearSegmentedColormap.from_list("shares", [colour("surface"), colour("blue")])
    axes.imshow(shares, cmap=shades, vmin=0.0, vmax=1.0, interpolation="nearest")
    ticks = range(len(LINE))
    axes.set_xticks(ticks, _shown(LINE))
    axes.set_yticks(ticks, _shown(LINE))
    axes.tick_params(labelsize=10.0, length=0, pad=1)
    axes.grid(visible=False)
    for side in axes.spines.values():
        side.set_visible(False)


def heads() -> Figure:
    """Where the four heads of the first block look, letter by letter."""
    figure, panels = plt.subplots(2, 2, figsize=(7.0, 7.2))
    for number, (axes, shares) in enumerate(zip(panels.flat, shares_on(LINE), strict=True), 1):
        _grid(axes, shares)
        axes.set_title(f"head {number}", fontsize=12.5)
    for axes in panels[:, 0]:
        axes.set_ylabel("the letter that asks", fontsize=11.5)
    for axes in panels[1]:
        axes.set_xlabel("the letter that is looked at", fontsize=11.5)
    return figure


def learning() -> Figure:
    """Surprise while the transformer learns the sonnets, and what counting has."""
    figure, axes = plt.subplots(figsize=(7.0, 4.0))
    run = sonnets_learnt()
    steps = np.arange(len(run.losses)) + 1
    smooth = run.losses[: len(run.losses) // 20 * 20].reshape(-1, 20).mean(axis=1)
    (seen,) = axes.plot(steps[10::20][: len(smooth)], smooth, color=colour("vermilion"), linewidth=1.4)
    held = np.arange(len(run.held)) * EVERY
    (new,) = axes.plot(held, run.held, color=colour("blue"), marker="o", markersize=4)
    end = float(held[-1])
    label_line(axes, seen, "batches learnt from", end * 0.7, offset=(0.0, -11.0))
    label_line(axes, new, "held-out sonnets", end * 0.62, offset=(0.0, 9.0))
    for before, name in enumerate(("single letters", "pairs", "triples", "fours")):
        level = surprise(before)
        axes.axhline(level, color=colour("axis"), linewidth=1.0, linestyle=(0, (3, 3)))
        axes.text(end * 1.01, level, name, color=colour("muted"), va="center", fontsize=12)
    axes.axhline(np.log(len(alphabet())), color=colour("axis"), linewidth=1.0, linestyle=(0, (3, 3)))
    axes.text(end * 1.01, np.log(len(alphabet())), "all alike", color=colour("muted"), va="center", fontsize=12)
    axes.set(xlim=(0, end), ylim=(1.5, 3.75), xlabel="steps", ylabel="surprise, nats a character")
    return figure


BEFORE = "shall i compare t"
HEATS = (0.5, 1.0, 2.0)


def temperature() -> Figure:
    """What the net expects behind a text at three temperatures, and how many known words it writes."""
    figure, (left, right) = plt.subplots(1, 2, figsize=(7.0, 3.7), width_ratios=(1.25, 1.0))
    logits = expected(BEFORE)
    order = np.argsort(-logits)[:7]
    names = _shown("".join(alphabet()[each] for each in order).replace("\n", "¶"))
    for number, (heat, tone) in enumerate(zip(HEATS, ("blue", "green", "vermilion"), strict=True)):
        shares = softmax(logits, heat)[order]
        left.bar(np.arange(len(order)) + 0.27 * (number - 1), shares, width=0.25, color=colour(tone))
        left.text(
            6.4,
            0.93 - 0.12 * number,
            f"temperature {heat:g}",
            color=colour(tone),
            ha="right",
            va="center",
            fontsize=12.5,
        )
    left.set_xticks(range(len(order)), names)
    left.tick_params(axis="x", labelsize=13.0)
    left.set(ylim=(0, 1.02), title=f"after “{BEFORE[-9:]}”", xlabel="next character", ylabel="probability")
    (line,) = right.plot(TEMPERATURES, [known(each) for each in TEMPERATURES], color=colour("purple"), marker="o")
    right.set(xlim=(0, 2.1), ylim=(0, 1.02), title="known words", xlabel="temperature")
    right.set_ylabel("share of the words written")
    for axes in (left, right):
        axes.yaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
    left.grid(visible=False, axis="x")
    line.set_clip_on(False)
    return figure


def heat() -> Figure:
    """Perplexity on the held-out sonnets against the temperature."""
    figure, axes = plt.subplots(figsize=(7.0, 3.2))
    perplexities = np.exp(held_out_surprises())
    axes.plot(MEASURED, perplexities, color=colour("purple"), marker="o", markersize=4.5)
    at = MEASURED.index(1.0)
    axes.plot(MEASURED[at], perplexities[at], marker="o", markersize=10, color=colour("vermilion"), linestyle="none")
    words = f"{perplexities[at]:.1f} at 1"
    axes.annotate(words, (1.0, perplexities[at]), xytext=(0, 14), textcoords="offset points", ha="center")
    axes.set(yscale="log", xlim=(0.1, 2.1), ylim=(5, 110), xlabel="temperature", ylabel="perplexity")
    axes.set_xticks([0.2, 0.5, 1.0, 1.5, 2.0], labels=["0.2", "0.5", "1", "1.5", "2"])
    axes.set_yticks([5, 10, 20, 50, 100], labels=["5", "10", "20", "50", "100"])
    axes.minorticks_off()
    return figure


def gates() -> Figure:
    """SwiGLU over its gate for four values, and its slope by the gate."""
    figure, panels = plt.subplots(1, 2, figsize=(7.0, 3.5), sharex=True)
    gate = np.linspace(-6.0, 4.0, 241)
    for value, tone in ((2.0, "blue"), (1.0, "green"), (-1.0, "ochre"), (-2.0, "vermilion")):
        (line,) = panels[0].plot(gate, swiglu(value, gate), color=colour(tone))
        panels[1].plot(gate, swiglu_gradient(value, gate)[1], color=colour(tone), linestyle=(0, (4.0, 2.2)))
        label_line(panels[0], line, f"a = {value:g}".replace("-", "−"))
    for axes, title in zip(panels, ("a b σ(b)", "its slope by the gate b"), strict=True):
        zero_lines(axes)
        axes.set(title=title, xlabel="gate b")
    panels[0].set_ylim(-8.3, 8.3)
    return figure
