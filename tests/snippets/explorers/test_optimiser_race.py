import numpy as np
import pytest

from snippets.explorers import optimiser_race
from snippets.explorers.optimiser_race import walk
from snippets.optimisers.adam import Adam
from snippets.optimisers.catalogue import EXPLAINED
from snippets.optimisers.momentum import Momentum
from snippets.optimisers.surfaces import SURFACES
from snippets.optimisers.trajectories import trajectory

RAVINE = SURFACES["ravine"]


def test_every_surface_and_optimiser_can_be_chosen() -> None:
    offered = optimiser_race.first()
    assert [each["name"] for each in offered["surfaces"]] == list(SURFACES)
    assert [each["name"] for each in offered["optimisers"]] == list(EXPLAINED)


def test_the_learning_rates_of_the_start_are_among_those_to_choose_from() -> None:
    assert {rate for rates in optimiser_race.RATES.values() for rate in rates} <= set(optimiser_race.LEARNING_RATES)
    assert list(optimiser_race.LEARNING_RATES) == sorted(optimiser_race.LEARNING_RATES)


def test_there_is_a_part_for_each_surface_with_a_walk_for_each_optimiser() -> None:
    parts = optimiser_race.parts()
    assert list(parts) == list(SURFACES)
    assert all(list(part["walks"]) == list(EXPLAINED) for part in parts.values())


def test_nobody_diverges_at_the_start() -> None:
    assert all(each["diverged"] is None for part in optimiser_race.parts().values() for each in part["walks"].values())


def test_a_walk_is_that_of_the_optimiser() -> None:
    points = trajectory(Adam(0.4), RAVINE.gradient, RAVINE.start, optimiser_race.STEPS)
    found = walk("adam", RAVINE, 0.4)
    assert found["x"] == pytest.approx(points[:, 0], rel=1e-3)
    assert found["heights"] == pytest.approx(RAVINE.value(points.T), rel=1e-2)


@pytest.mark.parametrize(
    ("name", "optimiser"), [("momentum", Momentum(0.05, momentum=0.5)), ("adam", Adam(0.05, beta1=0.5))]
)
def test_momentum_is_that_of_each_optimiser(name: str, optimiser: Momentum | Adam) -> None:
    points = trajectory(optimiser, RAVINE.gradient, (1.0, 1.0), optimiser_race.STEPS)
    assert walk(name, RAVINE, 0.05, 0.5, (1.0, 1.0))["y"] == pytest.approx(points[:, 1], rel=1e-3)


def test_gradient_descent_diverges_beyond_the_edge_of_the_ravine() -> None:
    assert walk("gradient_descent", RAVINE, 0.09)["diverged"] is None
    diverged = walk("gradient_descent", RAVINE, 0.11)
    assert diverged["diverged"] == len(diverged["heights"])
    assert diverged["arrived"] is None


def test_what_is_shown_of_a_walk_that_explodes_is_finite() -> None:
    exploding = walk("momentum", SURFACES["rosenbrock"], 2.0)
    assert all(np.all(np.isfinite(exploding[name])) for name in ("x", "y", "heights"))


def test_a_walk_that_begins_on_the_ridge_stays_there() -> None:
    found = walk("gradient_descent", SURFACES["saddle"], 0.1, start=(-1.0, 0.0))
    assert (found["arrived"], found["heights"][-1]) == (None, pytest.approx(0.0, abs=1e-9))


def test_a_walk_has_arrived_only_when_it_stays() -> None:
    assert optimiser_race.first_near(np.array([1.0, 0.0, 1.0]), RAVINE) is None


def test_another_seed_is_another_walk() -> None:
    bowl = SURFACES["noisy_bowl"]
    assert walk("gradient_descent", bowl, 0.1, seed=0)["x"][1] != walk("gradient_descent", bowl, 0.1, seed=1)["x"][1]


def test_the_levels_of_the_bowl_are_lowest_next_to_its_minimum() -> None:
    (left, right), (low, high) = SURFACES["noisy_bowl"].window
    at = int(optimiser_race.levels(SURFACES["noisy_bowl"]).argmin())
    row, column = divmod(at, optimiser_race.COLUMNS)
    x = left + (right - left) * column / (optimiser_race.COLUMNS - 1)
    y = high - (high - low) * row / (optimiser_race.ROWS - 1)
    assert (x, y) == pytest.approx((0.0, 0.0), abs=0.05)
