import numpy as np
import pytest

from snippets.deepnets.graph import two_units
from snippets.explorers import back_propagation
from snippets.explorers.back_propagation import GRID, START, answer

NUDGE = 1e-6


@pytest.fixture(scope="module")
def part() -> dict[str, list[float]]:
    found: dict[str, list[float]] = back_propagation.parts()["t6"]  # the seventh target is 2
    return found


def test_the_start_is_the_net_of_the_post_and_can_be_chosen() -> None:
    assert answer(START)["loss"] == two_units().loss.value
    assert all(START[name] in grid for name, grid in GRID.items())


def test_there_is_a_part_for_each_target() -> None:
    inputs = back_propagation.first()["inputs"]
    assert list(back_propagation.parts()) == [f"t{place}" for place in range(inputs["target"]["count"])]


def test_the_lists_of_a_part_are_in_the_order_in_which_they_are_looked_up(part: dict[str, list[float]]) -> None:
    counts = [len(GRID[name]) for name in ("x", "w", "v")]
    assert {len(found) for found in part.values()} == {np.prod(counts)}
    for places in ((0, 0, 0), (3, 8, 1), (12, 4, 7)):
        asked = {name: float(GRID[name][place]) for name, place in zip(("x", "w", "v"), places, strict=True)}
        at = int(np.ravel_multi_index(places, counts))
        assert {name: found[at] for name, found in part.items()} == answer({**asked, "target": 2.0})


@pytest.mark.parametrize("name", ["x", "w", "v"])
@pytest.mark.parametrize("changed", [{}, {"x": -1.5, "v": -3.0}, {"w": -0.75, "target": -4.0}])
def test_a_nudge_finds_the_slope(name: str, changed: dict[str, float]) -> None:
    net = START | changed
    more, less = (two_units(**(net | {name: net[name] + nudge})).loss.value for nudge in (NUDGE, -NUDGE))
    assert answer(net)[f"by_{name}"] == pytest.approx((more - less) / (2 * NUDGE), rel=1e-3, abs=1e-6)


def test_each_slope_is_the_one_above_it_times_one_step() -> None:
    found = answer(START | {"x": -1.5, "v": -3.0})
    assert found["by_h"] == pytest.approx(found["by_y"] * -3.0, rel=1e-3)
    assert found["by_v"] == pytest.approx(found["by_y"] * found["h"], rel=1e-3)
    assert found["by_z"] == pytest.approx(found["by_h"] * found["bend"], rel=1e-3)
    assert found["by_w"] == pytest.approx(found["by_z"] * -1.5, rel=1e-3)


def test_numbers_of_more_than_four_digits_are_not_called_exact() -> None:
    assert answer(START)["exact"] == 1
    assert answer(START | {"x": -1.5})["exact"] == 0
