import numpy as np
import pytest

from snippets.optimisers.rates import (
    contraction,
    descent_rate,
    heavy_ball_rate,
    heavy_ball_tuning,
    nesterov_rate,
    noise_floor,
    stability_edge,
    tuned_descent,
    tuned_momentum,
    tuned_nesterov,
)

CONDITION = 20.0


def largest_root(*coefficients: float) -> float:
    """The size of the largest root of a polynomial: the rate of a linear recurrence."""
    return float(np.abs(np.roots(coefficients)).max())


def test_a_round_bowl_takes_one_step() -> None:
    assert [float(rate(1.0)) for rate in (descent_rate, heavy_ball_rate, nesterov_rate)] == [0.0, 0.0, 0.0]


def test_at_the_best_rate_both_ends_of_the_ravine_shrink_alike() -> None:
    rate = tuned_descent(CONDITION).learning_rate
    assert contraction(rate, 1.0) == pytest.approx(float(descent_rate(CONDITION)))
    assert contraction(rate, CONDITION) == pytest.approx(-float(descent_rate(CONDITION)))


@pytest.mark.parametrize("curvature", [1.0, 5.0, CONDITION])
def test_tuned_momentum_has_one_rate_in_all_directions(curvature: float) -> None:
    # x₊ = (1 + μ − ηλ) x − μ x₋ has the characteristic polynomial z² − (1 + μ − ηλ) z + μ.
    ball = tuned_momentum(CONDITION)
    middle = 1 + ball.momentum - ball.learning_rate * curvature
    rate = float(heavy_ball_rate(CONDITION))
    assert largest_root(1.0, -middle, ball.momentum) == pytest.approx(rate, rel=1e-6)


def test_tuned_nesterov_has_its_rate_in_the_slowest_direction() -> None:
    # x₊ = (1 + μ)(1 − ηλ) x − μ (1 − ηλ) x₋.
    ball = tuned_nesterov(CONDITION)
    rates = []
    for curvature in (1.0, 5.0, CONDITION):
        left = 1 - ball.learning_rate * curvature
        rates.append(largest_root(1.0, -(1 + ball.momentum) * left, ball.momentum * left))
    assert max(rates) == pytest.approx(float(nesterov_rate(CONDITION)), rel=1e-6)


@pytest.mark.parametrize("momentum", [0.0, 0.5, 0.9])
def test_beyond_the_edge_a_root_leaves_the_unit_circle(momentum: float) -> None:
    edge = float(stability_edge(3.0, momentum))
    inside, outside = (
        largest_root(1.0, -(1 + momentum - rate * 3.0), momentum) for rate in (0.999 * edge, 1.001 * edge)
    )
    assert inside < 1.0 < outside


def test_momentum_beats_nesterov_beats_descent_in_every_ravine() -> None:
    conditions = np.geomspace(1.1, 1e6, 50)
    assert (heavy_ball_rate(conditions) < nesterov_rate(conditions)).all()
    assert (nesterov_rate(conditions) < descent_rate(conditions)).all()


def test_the_tuning_of_the_heavy_ball_by_hand() -> None:
    # κ = 25: η = 4/6², μ = (4/6)².
    assert heavy_ball_tuning(25.0) == pytest.approx((1 / 9, 4 / 9))


def test_the_noise_floor_solves_its_own_equation() -> None:
    # In the steady state s² = (1 − η)² s² + η² σ²/B.
    rate, spread = 0.3, float(noise_floor(0.3, noise=2.0, batch=5))
    assert spread**2 == pytest.approx((1 - rate) ** 2 * spread**2 + rate**2 * 4.0 / 5)
