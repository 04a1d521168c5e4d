import numpy as np
import pytest

from snippets.optimisers import GradientDescent, Nesterov, trajectory


def test_four_steps_by_hand() -> None:
    # v ← ½ v + g, θ ← θ − (g + ½ v)/10, from θ = 1:
    #   g =  4: v =  0 + 4 =  4, θ = 1   − (4 + 2)/10  = 0.4
    #   g =  2: v =  2 + 2 =  4, θ = 0.4 − (2 + 2)/10  = 0
    #   g = −6: v =  2 − 6 = −4, θ = 0   − (−6 − 2)/10 = 0.8
    #   g =  0: v = −2 + 0 = −2, θ = 0.8 − (0 − 1)/10  = 0.9
    ball, theta, walk = Nesterov(0.1, 0.5), np.array([1.0]), []
    for gradient in (4.0, 2.0, -6.0, 0.0):
        theta = ball.step(theta, np.array([gradient]))
        walk.append(theta.item())
    assert walk == pytest.approx([0.4, 0.0, 0.8, 0.9])
    assert np.asarray(ball.velocity).item() == -2.0


def test_it_is_the_classic_form_seen_from_the_place_ahead() -> None:
    # Nesterov's own: v ← μ v − η f'(θ + μ v), θ ← θ + v. The place ahead is θ + μ v.
    theta, velocity, ahead = 2.0, 0.0, [2.0]
    for _ in range(6):
        velocity = 0.8 * velocity - 0.1 * np.sin(theta + 0.8 * velocity)
        theta += velocity
        ahead.append(theta + 0.8 * velocity)
    np.testing.assert_allclose(trajectory(Nesterov(0.1, 0.8), np.sin, [2.0], 6)[:, 0], ahead, rtol=1e-13)


def test_without_momentum_it_is_gradient_descent() -> None:
    walks = [trajectory(each, np.sin, [2.0], 5) for each in (Nesterov(0.3, 0.0), GradientDescent(0.3))]
    assert walks[0].tolist() == walks[1].tolist()
