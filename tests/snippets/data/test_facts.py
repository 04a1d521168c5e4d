import inspect
import math

import pytest

from snippets.data import facts

HELPERS = {"flight", "log", "conversations", "afternoon", "swapped", "best_by_size"}
ALL = {
    name: function
    for name, function in inspect.getmembers(facts, lambda found: callable(found) and hasattr(found, "__module__"))
    if function.__module__ == facts.__name__ and not name.startswith("_") and name not in HELPERS
}


@pytest.mark.parametrize("name", ALL)
def test_a_fact_is_a_finite_number(name: str) -> None:
    value = ALL[name]()
    assert isinstance(value, float | int)
    assert math.isfinite(value)


def test_more_customers_lead_right_more_often() -> None:
    assert facts.right_choice_100() < facts.right_choice_1000() < facts.right_choice_3000() < 1


def test_a_step_up_comes_with_the_share_of_mass_that_the_model_says() -> None:
    assert facts.mass_lost_between_climbs() == pytest.approx(1 - math.exp(-2_000 / 24_800), abs=0.002)


def test_what_the_machines_do_is_less_than_all_they_can() -> None:
    assert facts.jobs_peak() <= 64
    assert facts.machines_busy() < 1


def test_what_is_wanted_is_more_than_what_runs() -> None:
    assert facts.jobs_peak_wanted() > facts.jobs_peak()


def test_the_turning_day_lies_in_its_interval_and_so_does_the_truth() -> None:
    assert facts.turning_day_earliest() <= facts.turning_day() <= facts.turning_day_latest()
    assert facts.turning_day_earliest() <= -12 <= facts.turning_day_latest()


def test_bounds_hold_what_they_bound() -> None:
    assert facts.growth_least() < facts.growth_minutes() < facts.growth_most()
    assert facts.delta_ahead_least() < facts.delta_ahead_fairly() < facts.delta_ahead_most()
