"""The experiments that walk on small functions."""

from collections.abc import Callable

import numpy as np
import pytest

from snippets.arrays import Array
from snippets.optimisers import Adam, AMSGrad, GradientDescent, Lion, Momentum, Optimiser, RMSProp
from snippets.optimisers.experiments.cliff import BEST, cliff, cliff_gradient, cliff_walk
from snippets.optimisers.experiments.counterexample import BETA2, LARGE, alternating_walk
from snippets.optimisers.experiments.cycle import CONDITION, bent_valley_gradient, valley_walk
from snippets.optimisers.experiments.decay import DECAY, RATE, STEPS, left_over
from snippets.optimisers.experiments.noise import noisy_walk, spread
from snippets.optimisers.experiments.rates import measured_rate, steps_to
from snippets.optimisers.experiments.saddle import share_trapped, steps_to_escape
from snippets.optimisers.experiments.stability import largest_stable_rate, shrinks
from snippets.optimisers.rates import (
    descent_rate,
    heavy_ball_rate,
    nesterov_rate,
    noise_floor,
    stability_edge,
    tuned_descent,
    tuned_momentum,
    tuned_nesterov,
)


@pytest.mark.parametrize("condition", [5.0, 100.0])
@pytest.mark.parametrize(
    ("name", "formula"),
    [("gradient_descent", descent_rate), ("momentum", heavy_ball_rate), ("nesterov", nesterov_rate)],
)
def test_a_measured_rate_is_that_of_the_formula(name: str, formula: Callable[[float], Array], condition: float) -> None:
    assert measured_rate(name, condition) == pytest.approx(float(formula(condition)), rel=0.01)


def test_a_thousandth_takes_as_many_steps_as_the_rate_says() -> None:
    assert steps_to("gradient_descent", 100.0, 0.001) == np.ceil(np.log(0.001) / np.log(float(descent_rate(100.0))))


@pytest.mark.parametrize("momentum", [0.0, 0.5])
@pytest.mark.parametrize("curvature", [1.0, 10.0])
def test_the_edge_lies_where_the_formula_says(curvature: float, momentum: float) -> None:
    edge = float(stability_edge(curvature, momentum))
    assert shrinks(0.99 * edge, curvature, momentum)
    assert not shrinks(1.01 * edge, curvature, momentum)
    assert largest_stable_rate(curvature, momentum) == pytest.approx(edge, rel=0.01)


@pytest.mark.parametrize(("rate", "batch"), [(0.1, 1), (0.5, 4), (1.0, 1)])
def test_sgd_ends_in_a_cloud_as_wide_as_the_formula_says(rate: float, batch: int) -> None:
    assert spread(lambda step: rate, 150, batch) == pytest.approx(float(noise_floor(rate, batch=batch)), rel=0.05)


def test_the_same_seed_walks_the_same_walk() -> None:
    first, second, other = (noisy_walk(lambda step: 0.1, 5, seed=seed) for seed in (1, 1, 2))
    assert first.tolist() == second.tolist()
    assert first.tolist() != other.tolist()


def test_adam_walks_to_the_worst_point_and_amsgrad_to_the_best() -> None:
    assert alternating_walk(Adam(beta1=0.0, beta2=BETA2), 3000)[-3:].min() > 0.9
    assert alternating_walk(AMSGrad(beta1=0.0, beta2=BETA2), 3000)[-3:].max() < -0.9


def test_the_counterexample_is_that_of_the_theorem() -> None:
    # C > 2 and β₂ = 1/(1 + C²); over a period the losses add up to (C − 2) x.
    assert LARGE > 2
    assert pytest.approx(1 / (1 + LARGE**2)) == BETA2
    assert alternating_walk(GradientDescent(), 3000)[-3:].max() < -0.9


def test_no_value_leaves_the_range_of_the_counterexample() -> None:
    assert np.abs(alternating_walk(RMSProp(decay=0.1), 300)).max() <= 1.0


def test_tuned_momentum_cycles_for_ever() -> None:
    walk = valley_walk(tuned_momentum(CONDITION), 900)
    np.testing.assert_allclose(walk[-3:], walk[-6:-3], rtol=1e-9)
    assert np.ptp(walk[-3:]) > 3.0


@pytest.mark.parametrize("make", [tuned_nesterov, tuned_descent])
def test_the_others_arrive_in_the_bent_valley(make: Callable[[float], Optimiser]) -> None:
    assert abs(valley_walk(make(CONDITION), 900)[-1]) < 1e-9


def test_the_bent_valley_is_continuous_and_as_curved_as_said() -> None:
    x = np.linspace(-2.0, 4.0, 6001)
    slopes = np.diff(bent_valley_gradient(x)) / np.diff(x)
    assert slopes.min() == pytest.approx(1.0)
    assert slopes.max() == pytest.approx(25.0)


def test_each_factor_of_ten_delays_gradient_descent_by_the_same_number_of_steps() -> None:
    # y grows by a factor of 1.1 a step: ln 10 / ln 1.1 = 24.2 steps for a factor of ten.
    steps = [steps_to_escape(GradientDescent(0.1), 10.0**-k) for k in range(2, 8)]
    assert set(np.diff(steps)) <= {24, 25}


def test_on_the_ridge_itself_nobody_escapes() -> None:
    assert [steps_to_escape(each, 0.0, 100) for each in (GradientDescent(0.1), Momentum(0.1), Adam(0.1))] == [100] * 3


def test_no_random_start_is_trapped_and_some_are_late() -> None:
    assert share_trapped(starts=2000) == 0.0
    assert 0.0 < share_trapped(starts=2000, steps=50) < 0.1


def test_the_slope_of_the_cliff_agrees_with_central_differences() -> None:
    w = np.linspace(0.5, 1.2, 50)
    differences = (cliff(w + 1e-7) - cliff(w - 1e-7)) / 2e-7
    np.testing.assert_allclose(cliff_gradient(w), differences, rtol=1e-5, atol=1e-6)


def test_clipping_saves_the_walk_that_explodes_without() -> None:
    assert cliff_walk(1.0)[-1] == pytest.approx(BEST)
    assert not np.isfinite(cliff_walk(np.inf)[-1])


def test_no_clipped_step_is_longer_than_rate_times_limit() -> None:
    assert np.abs(np.diff(cliff_walk(2.0))).max() <= 0.02 + 1e-12


def test_decay_beside_the_gradient_ignores_its_size() -> None:
    left = [left_over(True, noise) for noise in (0.01, 1.0)]
    assert left == pytest.approx([(1 - RATE * DECAY) ** STEPS] * 2, rel=0.01)


def test_decay_inside_the_gradient_spares_the_loud() -> None:
    quiet, middle, loud = (left_over(False, noise) for noise in (0.01, 0.3, 10.0))
    assert quiet < 0.1 < middle < 0.9 < loud


def test_lion_does_not_come_to_rest() -> None:
    lion, x = Lion(0.1), np.array([0.25])
    places = []
    for _ in range(200):
        x = lion.step(x, x)
        places.append(x.item())
    assert max(map(abs, places[-20:])) > 0.04
