from fractions import Fraction

import numpy as np
import pytest

from snippets.optimisers import AdaGrad


def test_four_steps_by_hand() -> None:
    # s ← s + g², θ ← θ − g/√s, from θ = 0; Pythagorean gradients keep the roots whole:
    #   g =  3: s = 9,           √s = 3,  θ = −1
    #   g =  4: s = 25,          √s = 5,  θ = −1 − 4/5 = −9/5
    #   g = 12: s = 169,         √s = 13, θ = −9/5 − 12/13 = −177/65
    #   g = 84: s = 169 + 7056,  √s = 85, θ = −177/65 − 84/85 = −4101/1105
    adagrad, theta, walk = AdaGrad(1.0, epsilon=0.0), np.array([0.0]), []
    for gradient in (3.0, 4.0, 12.0, 84.0):
        theta = adagrad.step(theta, np.array([gradient]))
        walk.append(theta.item())
    expected = [Fraction(-1), Fraction(-9, 5), Fraction(-177, 65), Fraction(-4101, 1105)]
    assert walk == pytest.approx([float(each) for each in expected], rel=1e-15)
    assert np.asarray(adagrad.square).item() == 7225.0


def test_a_parameter_without_gradients_stays_where_it_is() -> None:
    assert AdaGrad().step(np.array([2.0]), np.zeros(1)).item() == 2.0
