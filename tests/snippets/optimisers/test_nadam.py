from fractions import Fraction

import numpy as np
import pytest

from snippets.optimisers import Adam, NAdam, trajectory


def test_three_steps_by_hand() -> None:
    # β₁ = ½, β₂ = 0 (the square is the last one), η = 1, ε = 0, from θ = 0:
    #   g =  4: m = 2,         ahead = 1/(3/4) + 2/(1/2)          = 16/3,   θ = −(16/3)/4            = −4/3
    #   g =  2: m = 1 + 1,     ahead = 1/(7/8) + 1/(3/4)          = 52/21,  θ = −4/3 − (52/21)/2     = −18/7
    #   g = −8: m = 1 − 4,     ahead = −(3/2)/(15/16) − 4/(7/8)   = −216/35, θ = −18/7 + (216/35)/8  = −9/5
    nadam, theta, walk = NAdam(1.0, beta1=0.5, beta2=0.0, epsilon=0.0), np.array([0.0]), []
    for gradient in (4.0, 2.0, -8.0):
        theta = nadam.step(theta, np.array([gradient]))
        walk.append(theta.item())
    expected = [Fraction(-4, 3), Fraction(-18, 7), Fraction(-9, 5)]
    assert walk == pytest.approx([float(each) for each in expected], rel=1e-15)


def test_without_momentum_there_is_nothing_to_look_ahead_with() -> None:
    walks = [trajectory(each(0.1, beta1=0.0), lambda x: x - 1, [3.0, -2.0], 20) for each in (NAdam, Adam)]
    np.testing.assert_allclose(walks[0], walks[1], rtol=1e-14)


def test_a_turn_of_the_slope_is_felt_sooner_than_by_adam() -> None:
    def steps_until_it_turns(optimiser: NAdam | Adam) -> int:
        slopes = iter([1.0] * 20 + [-1.0] * 20)
        walk = trajectory(optimiser, lambda x: np.full_like(x, next(slopes)), [0.0], 40)[:, 0]
        return int(np.argmin(walk))

    assert steps_until_it_turns(NAdam()) < steps_until_it_turns(Adam())
