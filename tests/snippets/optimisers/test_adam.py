from fractions import Fraction

import numpy as np
import pytest

from snippets.optimisers import Adam


def steps(adam: Adam, start: float, gradients: tuple[float, ...]) -> list[float]:
    theta, walk = np.array([start]), []
    for gradient in gradients:
        theta = adam.step(theta, np.array([gradient]))
        walk.append(theta.item())
    return walk


def test_four_steps_by_hand() -> None:
    # β₁ = ½, β₂ = ¾, η = 1, ε = 0, from θ = 0. All squares are 16, so the corrected square is 16 in every step:
    #   g =  4: m =  2,        m̂ =  2 / (1/2)      =  4,    θ = −1
    #   g = −4: m =  1 − 2,    m̂ = −1 / (3/4)      = −4/3,  θ = −1 + 1/3      = −2/3
    #   g =  4: m = −1/2 + 2,  m̂ = (3/2) / (7/8)   = 12/7,  θ = −2/3 − 3/7    = −23/21
    #   g =  4: m =  3/4 + 2,  m̂ = (11/4) / (15/16) = 44/15, θ = −23/21 − 11/15 = −64/35
    walk = steps(Adam(1.0, beta1=0.5, beta2=0.75, epsilon=0.0), 0.0, (4.0, -4.0, 4.0, 4.0))
    expected = [Fraction(-1), Fraction(-2, 3), Fraction(-23, 21), Fraction(-64, 35)]
    assert walk == pytest.approx([float(each) for each in expected], rel=1e-15)


def test_four_steps_by_hand_with_the_usual_numbers() -> None:
    # β₁ = 0.9, β₂ = 0.999, η = 0.1, from θ = 1; ε = 10⁻⁸ does not show in these digits:
    #   g =  1: m = 0.1,    v = 0.001,          m̂ = 1,           v̂ = 1
    #   g =  1: m = 0.19,   v = 0.001999,       m̂ = 1,           v̂ = 1
    #   g = −3: m = −0.129, v = 0.010997001,    m̂ = −0.129/0.271,   v̂ = 0.010997001/0.002997001
    #                                             = −0.4760148,        = 3.6693351, √ = 1.9155509
    #           θ = 0.8 + 0.1 · 0.4760148/1.9155509 = 0.8 + 0.0248500
    #   g =  0: m = −0.1161, v = 0.010986004,   m̂ = −0.1161/0.3439, v̂ = 0.010986004/0.003994004
    #                                             = −0.3375981,        = 2.7506242, √ = 1.6585007
    #           θ = 0.8248500 + 0.1 · 0.3375981/1.6585007 = 0.8248500 + 0.0203556
    walk = steps(Adam(0.1), 1.0, (1.0, 1.0, -3.0, 0.0))
    assert walk == pytest.approx([0.9, 0.8, 0.8248500, 0.8452056], abs=2e-7)


def test_four_steps_by_hand_without_bias_correction() -> None:
    # m ← ½ m + ½ g, v ← ¾ v + ¼ g², θ ← θ − m/√v, from θ = 0:
    #   g =  4: m = 2,     v = 4,     θ = −2/2      = −1
    #   g =  2: m = 1 + 1, v = 3 + 1, θ = −1 − 2/2  = −2
    #   g =  2: m = 1 + 1, v = 3 + 1, θ = −2 − 2/2  = −3
    #   g = −2: m = 1 − 1, v = 3 + 1, θ = −3 − 0    = −3
    adam = Adam(1.0, beta1=0.5, beta2=0.75, epsilon=0.0, bias_correction=False)
    assert steps(adam, 0.0, (4.0, 2.0, 2.0, -2.0)) == [-1.0, -2.0, -3.0, -3.0]


@pytest.mark.parametrize("slope", [1e-3, 1.0, -1e3])
def test_on_a_steady_slope_every_step_is_the_learning_rate(slope: float) -> None:
    walk = steps(Adam(0.25), 0.0, (slope,) * 50)
    np.testing.assert_allclose(np.diff([0.0, *walk]), -0.25 * np.sign(slope), rtol=2e-5)


def test_without_bias_correction_the_first_step_is_too_long() -> None:
    (first,) = steps(Adam(1.0, bias_correction=False), 0.0, (5.0,))
    assert first == pytest.approx(-(1 - 0.9) / np.sqrt(1 - 0.999))


def test_a_huge_epsilon_makes_it_momentum() -> None:
    # m̂ / (√v̂ + 10⁹) is m̂ / 10⁹ in ten digits.
    walk = steps(Adam(1e9, epsilon=1e9), 0.0, (3.0, 3.0))
    assert walk == pytest.approx([-3.0, -6.0], rel=1e-8)
