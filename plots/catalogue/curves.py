"""Curves with their slopes: what activations and objectives have in common."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Protocol

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from plots.colours import FUNCTION_COLOURS
from plots.style import colour, zero_lines
from snippets.arrays import Array

VALUE, SLOPE = "value", "slope"
"""The lines' labels, by which a test finds them."""
_STEPS = 120
_BESIDE = 1e-9
"""How near to a jump a line is drawn."""
_COLUMNS = 6


class Curve(Protocol):
    """An entry that is a function of one number."""

    @property
    def name(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def kinks(self) -> tuple[float, ...]: ...
    def curve(self, x: ArrayLike) -> Array: ...
    def slope(self, x: ArrayLike) -> Array: ...


def inputs(low: float, high: float, breaks: tuple[float, ...]) -> Array:
    """Return the inputs of a line from `low` to `high`, cut by NaN where it breaks."""
    edges = [low, *sorted({place for place in breaks if low < place < high}), high]
    parts: list[Array] = []
    for left, right in pairwise(edges):
        steps = max(2, round(_STEPS * (right - left) / (high - low)))
        parts += [np.linspace(left + _BESIDE, right - _BESIDE, steps), np.array([np.nan])]
    return np.concatenate(parts[:-1])


def _jumps(entry: Curve) -> tuple[float, ...]:
    found: tuple[float, ...] = getattr(entry, "jumps", ())
    return found


def _broken(x: Array, y: Array) -> Array:
    """Return the values with NaN where the inputs are: not every function passes NaN on."""
    broken: Array = np.where(np.isnan(x), np.nan, y)
    return broken


def _lines(axes: Axes, entry: Curve, span: tuple[float, float], window: tuple[float, float], width: float) -> None:
    ink = colour(entry.name if entry.name in FUNCTION_COLOURS else "accent")
    x = inputs(*span, _jumps(entry))
    values = _broken(x, entry.curve(x))
    axes.plot(x, values, color=ink, linewidth=width, label=VALUE, zorder=2.2)
    steps = inputs(*span, (*_jumps(entry), *entry.kinks))
    slopes = _broken(steps, entry.slope(steps))
    axes.plot(steps, slopes, color=ink, linewidth=0.8 * width, linestyle=(0, (4.0, 2.2)), label=SLOPE)
    drawn = np.clip(np.concatenate([values, slopes]), *window)
    low, high = float(np.nanmin(drawn)), float(np.nanmax(drawn))
    margin = 0.08 * max(high - low, 1.0)
    axes.set(xlim=span, ylim=(low - margin, high + margin))


def draw(entry: Curve, across: str, span: tuple[float, float], window: tuple[float, float]) -> Figure:
    """Draw a function and, dashed, its slope, over `span`; what lies outside `window` is cut off."""
    figure, axes = plt.subplots(figsize=(5.4, 3.0))
    zero_lines(axes)
    _lines(axes, entry, span, window, 2.2)
    axes.set(xlabel=across)
    axes.legend(loc="upper left", bbox_to_anchor=(0.0, 1.16), ncols=2, borderaxespad=0.0)
    return figure


def all_on_one(entries: Mapping[str, Curve], span: tuple[float, float], window: tuple[float, float]) -> Figure:
    """Draw every function with its slope, small, under its name."""
    rows = -(-len(entries) // _COLUMNS)
    figure, grid = plt.subplots(rows, _COLUMNS, figsize=(10.0, 1.35 * rows), squeeze=False)
    for axes, entry in zip(grid.flat, entries.values(), strict=False):
        zero_lines(axes)
        _lines(axes, entry, span, window, 1.3)
        axes.set_title(entry.label, fontsize=8.5, fontweight="normal", pad=2.0)
        axes.tick_params(labelsize=6.5, length=1.5, pad=1.5)
    for axes in grid.flat[len(entries) :]:
        axes.axis("off")
    return figure


def outline(entry: Curve, span: tuple[float, float], window: tuple[float, float]) -> list[Array]:
    """Return the function's line, in pieces, as points of the unit square: (0, 0) is left and below."""
    x = inputs(*span, _jumps(entry))
    y = np.clip(_broken(x, entry.curve(x)), *window)
    low, high = np.nanmin(y), np.nanmax(y)
    points = np.column_stack([(x - span[0]) / (span[1] - span[0]), (y - low) / (high - low)])
    cuts = np.flatnonzero(np.isnan(x))
    return [part[~np.isnan(part[:, 0])] for part in np.split(points, cuts)]
