from typing import Any

import numpy as np
import pytest

from snippets.explorers import objective
from snippets.objectives import mean_squared_error
from snippets.objectives.catalogue import CATALOGUE

ONE = {"view": "one"}


@pytest.fixture(scope="module")
def parts() -> dict[str, dict[str, Any]]:
    return objective.parts()


def test_every_objective_for_quantities_and_for_yes_or_no_can_be_chosen() -> None:
    tasks = objective.first()["tasks"]
    offered = {each["name"] for task in tasks.values() for each in task}
    assert offered == {name for name, entry in CATALOGUE.items() if entry.task in objective.TASKS.values()}


def test_every_parameter_of_an_objective_has_a_slider() -> None:
    tasks = objective.first()["tasks"]
    taken = {key for task in tasks.values() for each in task for key in CATALOGUE[each["name"]].parameters}
    assert set(objective.PARAMETERS) == taken


def test_a_slider_begins_at_the_default() -> None:
    assert objective.first()["parameters"]["gamma"]["start"] == 2.0


def test_losses_and_slopes_are_the_objective_s_own(parts: dict[str, dict[str, Any]]) -> None:
    drawn = parts["quantities"]["mean_squared_error"]
    assert drawn["values"] == pytest.approx([mean_squared_error([x], [0.0]) for x in objective.INPUTS], rel=1e-3)
    assert drawn["slopes"] == pytest.approx(2 * objective.INPUTS, rel=1e-3)


def test_an_answer_with_the_defaults_is_the_part_computed_before(parts: dict[str, dict[str, Any]]) -> None:
    answered = objective.answer({**ONE, "objectives": {"focal": {}}})["focal"]
    assert np.array_equal(answered["slopes"], parts["yes_or_no"]["focal"]["slopes"])


def test_a_parameter_changes_the_slope() -> None:
    drawn = objective.answer({**ONE, "objectives": {"quantile": {"tau": 0.25}}})["quantile"]
    assert (drawn["slopes"][0], drawn["slopes"][-1]) == (-0.25, 0.75)


def test_there_are_costs_for_each_place_of_the_outlier(parts: dict[str, dict[str, Any]]) -> None:
    at = objective.PLACES.tolist().index(objective.POINTS[-1])
    costs = parts["outlier"]["huber"]
    assert len(costs) == len(objective.PLACES)
    assert costs[at]["best"] == objective.costs("huber", objective.POINTS)["best"]


@pytest.mark.parametrize(
    ("name", "parameters", "expected"),
    [
        ("mean_squared_error", {}, np.mean(objective.POINTS)),
        ("mean_absolute_error", {}, np.median(objective.POINTS)),
        ("quantile", {"tau": 0.8}, objective.POINTS[5]),
    ],
)
def test_the_best_constant_is_mean_median_or_quantile(name: str, parameters: dict[str, float], expected: float) -> None:
    assert objective.costs(name, objective.POINTS, **parameters)["best"] == pytest.approx(expected, rel=1e-2)


def test_the_best_constant_costs_no_more_than_any_drawn() -> None:
    found = objective.costs("log_cosh", objective.POINTS)
    assert found["share"] <= found["shares"].min()
    assert found["shares"].max() == 1.0
