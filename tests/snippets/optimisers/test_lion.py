import numpy as np
import pytest

from snippets.optimisers import Lion


def test_four_steps_by_hand() -> None:
    # c = ½ m + ½ g, θ ← θ − (sign c + θ/2)/10, m ← ¾ m + ¼ g, from θ = 1:
    #   g =  4: c = 2,            θ = 1        − (1 + 0.5)/10         = 0.85,       m = 1
    #   g = −1: c = 0.5 − 0.5,    θ = 0.85     − (0 + 0.425)/10       = 0.8075,     m = 0.75 − 0.25  = 0.5
    #   g = −2: c = 0.25 − 1,     θ = 0.8075   − (−1 + 0.40375)/10    = 0.867125,   m = 0.375 − 0.5  = −0.125
    #   g =  0: c = −0.0625,      θ = 0.867125 − (−1 + 0.4335625)/10  = 0.92376875, m = −0.09375
    lion, theta, walk = Lion(0.1, beta1=0.5, beta2=0.75, weight_decay=0.5), np.array([1.0]), []
    for gradient in (4.0, -1.0, -2.0, 0.0):
        theta = lion.step(theta, np.array([gradient]))
        walk.append(theta.item())
    assert walk == pytest.approx([0.85, 0.8075, 0.867125, 0.92376875], rel=1e-15)
    assert np.asarray(lion.mean).item() == -0.09375


def test_every_parameter_moves_by_the_learning_rate() -> None:
    moved = Lion(0.01).step(np.zeros(3), np.array([1e-9, -3.0, 1e9]))
    assert moved.tolist() == [-0.01, 0.01, -0.01]
