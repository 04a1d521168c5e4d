from fractions import Fraction

import numpy as np
import pytest

from snippets.optimisers import Adam, AMSGrad, trajectory


def test_four_steps_by_hand() -> None:
    # β₁ = ½, β₂ = 0 (the square is the last one), η = 1, ε = 0, from θ = 0:
    #   g =  4: m = 2,         m̂ = 4,           peak 16, θ = −1
    #   g =  2: m = 1 + 1,     m̂ = 2 / (3/4)    peak 16, θ = −1 − (8/3)/4     = −5/3
    #   g = −8: m = 1 − 4,     m̂ = −3 / (7/8)   peak 64, θ = −5/3 + (24/7)/8  = −26/21
    #   g =  8: m = −3/2 + 4,  m̂ = 5/2 / (15/16) peak 64, θ = −26/21 − (8/3)/8 = −11/7
    amsgrad, theta, walk = AMSGrad(1.0, beta1=0.5, beta2=0.0, epsilon=0.0), np.array([0.0]), []
    for gradient in (4.0, 2.0, -8.0, 8.0):
        theta = amsgrad.step(theta, np.array([gradient]))
        walk.append(theta.item())
    expected = [Fraction(-1), Fraction(-5, 3), Fraction(-26, 21), Fraction(-11, 7)]
    assert walk == pytest.approx([float(each) for each in expected], rel=1e-15)
    assert np.asarray(amsgrad.peak).item() == 64.0
    assert np.asarray(amsgrad.square).item() == 64.0


def test_the_peak_outlives_the_square() -> None:
    amsgrad = AMSGrad(beta2=0.5)
    for gradient in (10.0, 0.0, 0.0):
        amsgrad.step(np.zeros(1), np.array([gradient]))
    assert np.asarray(amsgrad.square).item() == 12.5
    assert np.asarray(amsgrad.peak).item() == 50.0


def test_while_the_squares_grow_it_is_adam() -> None:
    walks = [trajectory(each, lambda x: np.ones(1), [0.0], 20) for each in (AMSGrad(), Adam())]
    assert walks[0].tolist() == walks[1].tolist()
