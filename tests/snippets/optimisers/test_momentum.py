import numpy as np
import pytest

from snippets.optimisers import GradientDescent, Momentum, trajectory

GRADIENTS = (4.0, 2.0, -6.0, 0.0)


def test_four_steps_by_hand() -> None:
    # v ← ½ v + g, θ ← θ − v/10, from θ = 1:
    #   g =  4: v =  0 + 4 =  4, θ = 1   − 0.4 = 0.6
    #   g =  2: v =  2 + 2 =  4, θ = 0.6 − 0.4 = 0.2
    #   g = −6: v =  2 − 6 = −4, θ = 0.2 + 0.4 = 0.6
    #   g =  0: v = −2 + 0 = −2, θ = 0.6 + 0.2 = 0.8
    ball, theta, walk, velocities = Momentum(0.1, 0.5), np.array([1.0]), [], []
    for gradient in GRADIENTS:
        theta = ball.step(theta, np.array([gradient]))
        walk.append(theta.item())
        velocities.append(np.asarray(ball.velocity).item())
    assert walk == pytest.approx([0.6, 0.2, 0.6, 0.8])
    assert velocities == [4.0, 4.0, -4.0, -2.0]


def test_without_momentum_it_is_gradient_descent() -> None:
    walks = [trajectory(each, np.sin, [2.0], 5) for each in (Momentum(0.3, 0.0), GradientDescent(0.3))]
    assert walks[0].tolist() == walks[1].tolist()


def test_on_a_steady_slope_it_gets_as_fast_as_the_sum_allows() -> None:
    walk = trajectory(Momentum(1.0, 0.9), lambda x: np.ones(1), [0.0], 300)[:, 0]
    assert walk[-2] - walk[-1] == pytest.approx(1 / (1 - 0.9))
