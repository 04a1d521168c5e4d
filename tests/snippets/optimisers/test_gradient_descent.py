import numpy as np

from snippets.optimisers import GradientDescent


def test_three_steps_by_hand() -> None:
    # θ ← θ − ½ g, from 3:
    #   g =  4: 3 − 2   = 1
    #   g = −2: 1 + 1   = 2
    #   g =  1: 2 − 0.5 = 1.5
    descent, theta, walk = GradientDescent(0.5), np.array([3.0]), []
    for gradient in (4.0, -2.0, 1.0):
        theta = descent.step(theta, np.array([gradient]))
        walk.append(theta.item())
    assert walk == [1.0, 2.0, 1.5]


def test_a_learning_rate_may_change_on_the_way() -> None:
    descent = GradientDescent(1.0)
    descent.learning_rate = 0.25
    assert descent.step(np.array([0.0]), np.array([4.0])).item() == -1.0
