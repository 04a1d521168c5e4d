"""The catalogue's pictures: too many to approve one by one, so the numbers of every line are compared."""

from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

import snippets.activations.catalogue
import snippets.objectives.catalogue
import snippets.optimisers.catalogue
from plots.catalogue import activations, objectives, optimisers
from plots.catalogue.curves import SLOPE, VALUE, inputs
from plots.style import rc_params

DRAWN: Mapping[str, ModuleType] = {"activations": activations, "objectives": objectives}
CURVES = [
    pytest.param(DRAWN[topic], entry, id=f"{topic}-{name}")
    for topic, catalogue in (("activations", snippets.activations), ("objectives", snippets.objectives))
    for name, entry in catalogue.catalogue.CATALOGUE.items()
]
WALKS = list(snippets.optimisers.catalogue.CATALOGUE)


@pytest.fixture(autouse=True)
def styled() -> Iterator[None]:
    with mpl.rc_context(rc_params("light") | {"figure.constrained_layout.use": False}):
        yield
    plt.close("all")


def lines(figure: Figure) -> dict[str, Line2D]:
    return {str(line.get_label()): line for line in figure.axes[0].get_lines()}


def assert_drawn(line: Line2D, function: Any) -> None:
    """The line's points are the function's, and lie so near each other that none of its bends is cut off."""
    x, y = (np.asarray(data, float) for data in (line.get_xdata(), line.get_ydata()))
    there = ~np.isnan(x)
    np.testing.assert_allclose(y[there], function(x[there]), rtol=1e-12)
    assert np.isnan(y[~there]).all()
    assert np.nanmax(np.diff(x)) < 0.2


@pytest.mark.parametrize(("drawing", "entry"), CURVES)
def test_both_lines_of_a_curve_are_the_functions_own(drawing: ModuleType, entry: Any) -> None:
    figure = drawing.entry(entry.name)
    found = lines(figure)
    assert_drawn(found[VALUE], entry.curve)
    assert_drawn(found[SLOPE], entry.slope)
    low, high = figure.axes[0].get_ylim()
    inside = np.clip(entry.curve(np.linspace(drawing.SPAN[0], drawing.SPAN[1], 97)), *drawing.WINDOW)
    assert low <= inside.min() <= inside.max() <= high


def test_a_line_breaks_where_the_function_does() -> None:
    x = inputs(-1.0, 1.0, (0.0, 5.0))
    assert np.isnan(x).sum() == 1
    assert x[np.flatnonzero(np.isnan(x)) - 1] < 0.0 < x[np.flatnonzero(np.isnan(x)) + 1]


@pytest.mark.parametrize("drawing", DRAWN.values(), ids=DRAWN)
def test_a_small_picture_fills_its_square_and_leaves_out_nothing(drawing: ModuleType) -> None:
    for name in drawing.CATALOGUE:
        points = np.concatenate(drawing.sketch(name))
        np.testing.assert_allclose(points.min(axis=0), 0.0, atol=1e-6)
        np.testing.assert_allclose(points.max(axis=0), 1.0, atol=1e-6)


@pytest.mark.parametrize("name", WALKS)
def test_the_points_of_a_walk_are_steps_of_the_optimiser(name: str) -> None:
    figure = optimisers.entry(name)
    x, y = (np.asarray(data) for data in lines(figure)[optimisers.WALK].get_data())
    entry = snippets.optimisers.catalogue.CATALOGUE[name]
    optimiser = entry.optimiser(learning_rate=optimisers.best_rate(name))
    point = np.array(optimisers.START)
    for drawn in zip(x, y, strict=True):
        np.testing.assert_array_equal(drawn, point)
        point = optimiser.step(point, np.array([point[0], 20.0 * point[1]]))
    assert len(x) == optimisers.STEPS + 1


@pytest.mark.parametrize("name", WALKS)
def test_a_picture_of_a_walk_shows_where_it_begins_and_where_it_should_end(name: str) -> None:
    axes = optimisers.entry(name).axes[0]
    (low_x, high_x), (low_y, high_y) = axes.get_xlim(), axes.get_ylim()
    for x, y in (optimisers.START, (0.0, 0.0)):
        assert low_x < x < high_x
        assert low_y < y < high_y


@pytest.mark.parametrize("name", WALKS)
def test_the_rate_of_a_walk_is_the_best_of_those_tried(name: str) -> None:
    def heights(rate: float) -> np.ndarray:
        walk = optimisers.walk(name, rate)
        return np.asarray(walk[:, 0] ** 2 / 2 + 10.0 * walk[:, 1] ** 2)

    best = heights(optimisers.best_rate(name))
    assert best.max() < 2 * best[0]
    others = [heights(rate) for rate in (0.001, 0.01, optimisers.best_rate(name) / 1.3)]
    assert all(best[-10:].mean() <= other[-10:].mean() for other in others if other.max() < 2 * other[0])


@pytest.mark.parametrize("drawing", [*DRAWN.values(), optimisers], ids=[*DRAWN, "optimisers"])
def test_the_sheet_shows_every_entry_under_its_name(drawing: ModuleType) -> None:
    titles = [axes.get_title(loc="left") or axes.get_title() for axes in drawing.sheet().axes if axes.axison]
    assert titles == [entry.label for entry in drawing.CATALOGUE.values()]
