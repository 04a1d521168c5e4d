"""Every figure that a page shows, in both schemes, against its approved picture."""

from collections.abc import Callable, Iterator
from pathlib import Path

import matplotlib.pyplot as plt
import pytest
from matplotlib.figure import Figure

from musings import figures
from musings.modules import find_function
from musings.project import Project
from musings.rendering.pages import figure_names
from plots.style import rc_params

PROJECT = Project(Path(__file__).resolve().parents[2])


def compared(name: str, scheme: str) -> object:
    topic, last = name.split("/")
    return pytest.param(
        find_function(PROJECT, "plots", topic, last),
        id=f"{name.replace('/', '.')}-{scheme}",  # pytest-mpl makes a file name of it
        marks=pytest.mark.mpl_image_compare(
            baseline_dir=str(PROJECT.baselines),
            filename=figures.baseline(PROJECT, name, scheme).name,
            style=rc_params(scheme),
            tolerance=figures.TOLERANCE,
            savefig_kwargs={"dpi": 100, "facecolor": figures.PAPER[scheme], "metadata": {"Software": None}},
        ),
    )


@pytest.fixture(autouse=True)
def no_figure_left_open() -> Iterator[None]:
    yield
    plt.close("all")


@pytest.mark.parametrize(
    "draw", [compared(name, scheme) for name in figure_names(PROJECT) for scheme in figures.SCHEMES]
)
def test_figure_looks_like_its_baseline(draw: Callable[[], Figure]) -> Figure:
    return draw()


def test_every_baseline_belongs_to_a_figure() -> None:
    wanted = {figures.baseline(PROJECT, name, scheme) for name in figure_names(PROJECT) for scheme in figures.SCHEMES}
    assert set(PROJECT.baselines.glob("*.png")) == wanted


@pytest.mark.parametrize("scheme", figures.SCHEMES)
def test_the_same_figure_is_drawn_with_the_same_bytes(scheme: str) -> None:
    name = figure_names(PROJECT)[0]
    assert figures.svg(PROJECT, name, scheme) == figures.svg(PROJECT, name, scheme)
