import math

import pytest

from snippets.optimisers import facts
from snippets.optimisers.experiments.tuning import MIDDLES, REDUCED, race
from tests.snippets.facts import facts_of

ALL = facts_of(facts)


@pytest.mark.parametrize("name", ALL)
def test_a_fact_is_a_finite_number(name: str) -> None:
    value = ALL[name]()
    assert isinstance(value, int | float)
    assert math.isfinite(value)


def test_the_edge_by_trying_is_the_edge_by_the_formula() -> None:
    assert facts.edge() == pytest.approx(facts.edge_formula(), rel=0.002)
    assert facts.edge_momentum() == pytest.approx(1.9 * facts.edge_formula(), rel=0.002)


def test_the_cloud_is_as_wide_as_the_formula_says() -> None:
    assert facts.noise_spread() == pytest.approx(facts.noise_spread_formula(), rel=0.05)
    assert facts.noise_spread_batch() == pytest.approx(facts.noise_spread() / 4, rel=0.05)


def test_measured_rates_are_those_of_the_formulas() -> None:
    assert facts.descent_rate_measured() == pytest.approx(facts.descent_rate_formula(), rel=0.001)
    assert facts.heavy_ball_rate_measured() == pytest.approx(facts.heavy_ball_rate_formula(), rel=0.01)
    assert facts.nesterov_rate_measured() == pytest.approx(facts.nesterov_rate_formula(), rel=0.01)


def test_the_first_uncorrected_step_is_a_tenth_over_the_root_of_a_thousandth() -> None:
    assert facts.uncorrected_first_step() == pytest.approx(0.1 / math.sqrt(0.001), rel=1e-6)


def test_decay_beside_the_gradient_is_the_same_for_loud_and_quiet_weights() -> None:
    # (1 − ηλ)²⁰⁰⁰ with η = 0.001 and λ = 0.1.
    expected = (1 - 0.0001) ** 2000
    assert [facts.decay_adamw(), facts.decay_adamw_quiet()] == pytest.approx([expected] * 2, rel=0.01)


# The race


@pytest.mark.parametrize("name", MIDDLES)
def test_no_best_rate_lies_at_the_edge_of_its_grid(name: str) -> None:
    assert 0 < race(name).best < REDUCED.tries - 1


@pytest.mark.parametrize("name", MIDDLES)
def test_every_optimiser_had_the_same_budget(name: str) -> None:
    assert race(name).tuning_losses.shape == (7, 3)
    assert race(name).test_losses.shape == (10,)


def test_the_clouds_of_descent_and_adam_overlap() -> None:
    descent, adam = (race(name).test_losses for name in ("gradient_descent", "adam"))
    assert descent.min() < adam.max()
    assert adam.min() < descent.max()


def test_lion_trails() -> None:
    assert race("lion").test_losses.min() > max(facts.race_descent_loss(), facts.race_adam_loss())


def test_one_rate_of_adams_grid_is_its_default() -> None:
    assert race("adam").rates[1] == pytest.approx(0.001)
