import numpy as np
import pytest

from snippets.explorers import over_fitting
from snippets.explorers.over_fitting import COUNTS, NOISES, PLACES, PULLS, START, WIDTHS
from snippets.generalisation.curve import fit, points, truth, waves


def test_every_noise_and_pull_has_its_curves() -> None:
    parts = over_fitting.parts()
    assert len(parts) == len(NOISES) * len(PULLS)
    assert {len(part["curves"]) for part in parts.values()} == {len(WIDTHS) * len(PLACES)}
    start = parts[f"n{NOISES.index(START['noise'])}p{PULLS.index(START['pull'])}"]
    assert start["learnt"].tolist() == over_fitting.answer(START)["learnt"].tolist()


def test_each_number_of_points_is_a_width_too() -> None:
    assert set(COUNTS) <= set(WIDTHS)


def test_a_curve_that_goes_through_all_is_drawn_through_all() -> None:
    found = over_fitting.answer(START | {"points": 10})
    at = WIDTHS.index(10)
    curve = found["curves"].reshape(len(WIDTHS), -1)[at]
    assert found["learnt"][at] == 0.0
    near = np.interp(found["x"], PLACES, curve)
    assert near == pytest.approx(found["y"], abs=0.05)


def test_waves_are_high_where_they_are_slow() -> None:
    x = np.linspace(-1.0, 1.0, 401)
    heights = np.abs(waves(x, 6)).max(axis=0)
    assert heights == pytest.approx([1, 1, 1 / 2, 1 / 3, 1 / 4, 1 / 5])


def test_more_noise_moves_the_same_points() -> None:
    quiet, loud = points(20, 0.1, seed=1), points(20, 0.3, seed=1)
    assert np.array_equal(quiet.x, loud.x)
    assert loud.y - truth(loud.x) == pytest.approx(3 * (quiet.y - truth(quiet.x)))


def test_points_held_out_are_no_points_learnt() -> None:
    drawn = points(20, 0.0, seed=0)
    assert not set(drawn.x) & set(drawn.new_x)


def test_a_strong_pull_leaves_a_flat_curve() -> None:
    drawn = points(20, 0.3, seed=0)
    assert np.linalg.norm(fit(drawn, 20, pull=1e6).weights) < 1e-3
