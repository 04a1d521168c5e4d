from functools import partial

import numpy as np
import pytest

from snippets.arrays import Array
from snippets.optimisers.momentum import Momentum
from snippets.optimisers.rates import contraction, heavy_ball_rate, heavy_ball_tuning, stability_edge
from snippets.optimisers.rolling import Ball, characteristic, critical_momentum, roll, slowest_root, sum_of_roots
from snippets.optimisers.trajectories import trajectory

PLACES = [(0.01, 0.0), (0.3, 0.1), (0.5, 0.9), (1.9, 0.05), (2.5, 0.3), (3.7, 0.9), (5.0, 0.5)]


def matrix(stride: float, momentum: float) -> Array:
    """The matrix of a step: what it makes of a ball that only rolls, and of one that only lies somewhere."""
    columns = [
        roll(*state, learning_rate=stride, curvature=1.0, momentum=momentum) for state in ((1.0, 0.0), (0.0, 1.0))
    ]
    return np.array(columns).T


@pytest.mark.parametrize(("stride", "momentum"), PLACES)
def test_the_larger_root_is_the_matrix_s(stride: float, momentum: float) -> None:
    assert slowest_root(stride, momentum) == pytest.approx(
        float(np.abs(np.linalg.eigvals(matrix(stride, momentum))).max())
    )


@pytest.mark.parametrize(("stride", "momentum"), PLACES)
def test_the_polynomial_is_the_matrix_s(stride: float, momentum: float) -> None:
    total = sum_of_roots(stride, momentum)
    at = [float(characteristic(root, total, momentum)) for root in (0.0, 1.0, 2.0)]
    assert np.polyfit([0.0, 1.0, 2.0], at, 2) == pytest.approx(np.poly(matrix(stride, momentum)), abs=1e-12)


def test_rate_and_curvature_count_only_together() -> None:
    near, far = (roll(0.5, 1.0, rate, curvature, 0.9).position for rate, curvature in ((0.2, 3.0), (0.2, 6.0)))
    assert near != far
    walks = [
        trajectory(Momentum(rate, 0.9), partial(np.multiply, curvature), [1.0], steps=30)
        for rate, curvature in ((0.2, 3.0), (0.6, 1.0))
    ]
    assert walks[0] == pytest.approx(walks[1])


def test_a_step_is_that_of_the_optimiser() -> None:
    velocity, position = Ball(np.zeros(()), np.ones(()))
    for left in trajectory(Momentum(0.3, 0.8), lambda x: 2.0 * x, [1.0], steps=20)[:, 0]:
        assert position == pytest.approx(left)
        velocity, position = roll(velocity, position, learning_rate=0.3, curvature=2.0, momentum=0.8)


@pytest.mark.parametrize("stride", [0.01, 0.3, 1.0, 2.5, 3.9])
def test_at_the_critical_momentum_both_roots_are_the_same(stride: float) -> None:
    roots = np.linalg.eigvals(matrix(stride, float(critical_momentum(stride))))
    assert abs(roots[0] - roots[1]) < 1e-6
    assert slowest_root(stride, critical_momentum(stride)) == pytest.approx(abs(1 - np.sqrt(stride)))


def test_without_momentum_it_is_gradient_descent() -> None:
    strides = np.linspace(0.0, 3.0, 31)
    assert slowest_root(strides, 0.0) == pytest.approx(np.abs(contraction(strides, 1.0)))


@pytest.mark.parametrize("condition", [2.0, 20.0, 1000.0])
def test_the_best_settings_leave_the_same_in_all_directions(condition: float) -> None:
    tuning = heavy_ball_tuning(condition)
    left = slowest_root(tuning.learning_rate * np.linspace(1.0, condition, 50), tuning.momentum)
    assert left == pytest.approx(float(heavy_ball_rate(condition)), abs=1e-6)


@pytest.mark.parametrize("momentum", [0.0, 0.5, 0.9])
def test_the_edge_is_where_the_larger_root_is_one(momentum: float) -> None:
    edge = float(stability_edge(1.0, momentum))
    assert slowest_root(edge, momentum) == pytest.approx(1.0)
    assert slowest_root(0.999 * edge, momentum) < 1.0 < slowest_root(1.001 * edge, momentum)
