from fractions import Fraction

import numpy as np
import pytest

from snippets.optimisers import Adam, AdamW, trajectory


def test_three_steps_by_hand() -> None:
    # η = ½, λ = 1/5, so θ shrinks by 1 − 1/10 before Adam's step; that is ½ · (1, −1/3, 3/7) as in Adam's own table
    # (β₁ = ½, β₂ = ¾, ε = 0, gradients 4, −4, 4). From θ = 2:
    #   9/10 · 2         − 1/2  = 13/10
    #   9/10 · 13/10     + 1/6  = 117/100 + 1/6  = 401/300
    #   9/10 · 401/300   − 3/14 = 1203/1000 − 3/14 = 6921/7000
    adamw = AdamW(0.5, beta1=0.5, beta2=0.75, epsilon=0.0, weight_decay=0.2)
    theta, walk = np.array([2.0]), []
    for gradient in (4.0, -4.0, 4.0):
        theta = adamw.step(theta, np.array([gradient]))
        walk.append(theta.item())
    expected = [Fraction(13, 10), Fraction(401, 300), Fraction(6921, 7000)]
    assert walk == pytest.approx([float(each) for each in expected], rel=1e-15)


def test_without_decay_it_is_adam() -> None:
    walks = [trajectory(each, np.sin, [2.0], 20) for each in (AdamW(weight_decay=0.0), Adam())]
    assert walks[0].tolist() == walks[1].tolist()


def test_the_decay_does_not_pass_through_the_moments() -> None:
    adamw = AdamW(weight_decay=0.5)
    adamw.step(np.array([100.0]), np.zeros(1))
    assert np.asarray(adamw.mean).item() == 0.0
    assert np.asarray(adamw.square).item() == 0.0
