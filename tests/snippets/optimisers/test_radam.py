import numpy as np
import pytest

from snippets.optimisers import Adam, Momentum, RAdam, trajectory
from snippets.optimisers.radam import rectification, squares_seen


def test_while_few_squares_are_known_it_steps_by_the_corrected_mean() -> None:
    # β₁ = ½: m̂ = 4, then (1 + ½ · 2)/(3/4) = 8/3; no square counts.
    radam, theta = RAdam(0.75, beta1=0.5), np.array([0.0])
    theta = radam.step(theta, np.array([4.0]))
    assert theta.item() == -3.0
    assert radam.step(theta, np.array([2.0])).item() == -3.0 - 0.75 * 8 / 3


@pytest.mark.parametrize(("beta2", "threshold", "first"), [(0.999, 4.0, 5), (0.999, 5.0, 6), (0.9, 4.0, 5)])
def test_the_first_step_that_is_divided(beta2: float, threshold: float, first: int) -> None:
    radam = RAdam(1.0, beta1=0.0, beta2=beta2, threshold=threshold)
    lengths = -np.diff(trajectory(radam, lambda x: np.full_like(x, 100.0), [0.0], 10)[:, 0])
    assert np.argmax(lengths < 1.0) + 1 == first
    np.testing.assert_allclose(lengths[: first - 1], 100.0)


def test_a_mean_of_few_squares_never_divides() -> None:
    # With β₂ = ½ the mean is never worth more than three squares.
    walks = [
        trajectory(RAdam(0.1, beta1=0.0, beta2=0.5), lambda x: x, [5.0], 50),
        trajectory(Momentum(0.1, 0.0), lambda x: x, [5.0], 50),
    ]
    np.testing.assert_allclose(walks[0], walks[1], rtol=1e-14)


def test_the_squares_seen_count_the_steps_at_first_and_end_at_two_over_one_minus_beta() -> None:
    assert [squares_seen(step) for step in range(1, 9)] == pytest.approx(range(1, 9), rel=2e-3)
    assert squares_seen(100_000) == pytest.approx(2 / 0.001 - 1)


def test_in_the_end_it_is_adam() -> None:
    assert rectification(100_000) == pytest.approx(1.0)
    mean, square = np.array([0.3]), np.array([0.5])
    ends = []
    for optimiser in (RAdam(), Adam()):
        optimiser.mean, optimiser.square, optimiser.steps = mean, square, 100_000
        ends.append(optimiser.step(np.ones(1), np.ones(1)).item())
    assert ends[0] == pytest.approx(ends[1], rel=1e-12)


def test_the_share_of_a_step_grows() -> None:
    shares = [rectification(step) for step in range(5, 3000)]
    assert all(np.diff(shares) > 0)
    assert 0 < shares[0] < shares[-1] < 1
