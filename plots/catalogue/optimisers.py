"""The catalogue's pictures of optimisers: walks down a ravine, each at the rate up to 1 that brings it lowest.

Rates at which a walk ever climbs to twice the height of its start are left aside.

Put another optimiser or another rate there, or press *Run* as it is:

>>> import matplotlib.pyplot as plt
>>> from snippets.optimisers import Momentum
>>> from snippets.optimisers.surfaces import SURFACES
>>> from snippets.optimisers.trajectories import trajectory
>>> walk = trajectory(Momentum(0.02), SURFACES["ravine"].gradient, [-4.0, 1.5], steps=40)
>>> figure, axes = plt.subplots()
>>> lines = axes.plot(*walk.T, "o-", markersize=3)
>>> text = axes.set_title("a walk down the ravine")
"""

from functools import cache

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from plots.style import colour
from snippets.arrays import Array
from snippets.optimisers.catalogue import CATALOGUE
from snippets.optimisers.surfaces import SURFACES
from snippets.optimisers.trajectories import trajectory

START, STEPS = (-4.0, 1.5), 40
ACROSS, UP = (-4.6, 1.6), (-2.0, 2.0)
RATES = tuple(float(rate) for rate in np.geomspace(0.001, 1.0, 31))
WALK = "walk"
"""The line's label, by which a test finds it."""
_RAVINE = SURFACES["ravine"]
_COLUMNS = 3


def walk(name: str, rate: float) -> Array:
    """Points of an optimiser's walk at a learning rate."""
    return trajectory(CATALOGUE[name].optimiser(learning_rate=rate), _RAVINE.gradient, START, STEPS)


@cache
def best_rate(name: str) -> float:
    """Learning rate at which the last ten points lie lowest, on the average, of those that throw it out nowhere."""
    with np.errstate(over="ignore", invalid="ignore"):  # too large a rate leaves the ravine for ever
        heights = [_RAVINE.value(walk(name, rate).T) for rate in RATES]
    ends = [float(np.mean(each[-10:])) if np.max(each) < 2 * each[0] else np.inf for each in heights]
    return RATES[int(np.argmin(ends))]


def _draw(axes: Axes, name: str, size: float) -> None:
    x, y = np.meshgrid(np.linspace(*ACROSS, 94), np.linspace(*UP, 61))
    heights = _RAVINE.value(np.array([x, y]))
    levels = np.geomspace(0.1, float(heights.max()), 9)
    axes.contour(x, y, heights, levels=levels, colors=[colour("axis")], linewidths=0.5, alpha=0.7)
    points = walk(name, best_rate(name))
    axes.plot(*points.T, "o-", color=colour("accent"), markersize=size, linewidth=0.45 * size, label=WALK)
    axes.plot(0.0, 0.0, "+", color=colour("text"), markersize=2.5 * size, label="lowest point")
    axes.grid(visible=False)
    axes.set(xlim=ACROSS, ylim=UP)


def entry(name: str) -> Figure:
    """One optimiser's walk."""
    figure, axes = plt.subplots(figsize=(5.4, 3.0))
    _draw(axes, name, 3.5)
    axes.set(xlabel="first parameter", ylabel="second parameter")
    axes.set_title(f"learning rate {best_rate(name):.2g}", fontsize=11, fontweight="normal")
    return figure


def sheet() -> Figure:
    """All optimisers' walks."""
    rows = -(-len(CATALOGUE) // _COLUMNS)
    figure, grid = plt.subplots(rows, _COLUMNS, figsize=(10.0, 2.0 * rows), squeeze=False)
    for axes, name in zip(grid.flat, CATALOGUE, strict=False):
        _draw(axes, name, 2.0)
        axes.set_title(CATALOGUE[name].label, fontsize=9, fontweight="normal")
        axes.tick_params(labelsize=7, length=1.5)
    for axes in grid.flat[len(CATALOGUE) :]:
        axes.axis("off")
    return figure


def sketch(name: str) -> list[Array]:
    """An optimiser's walk alone."""
    points = walk(name, best_rate(name))
    return [np.clip((points - (ACROSS[0], UP[0])) / (ACROSS[1] - ACROSS[0], UP[1] - UP[0]), 0.0, 1.0)]
