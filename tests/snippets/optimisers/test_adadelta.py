import numpy as np
import pytest

from snippets.optimisers import Adadelta, trajectory


def test_three_steps_by_hand() -> None:
    # β = ½, ε = 1, η = 1, from θ = 0; each step is g √((p + 1)/(s + 1)):
    #   g = 4: s = 8,           step = 4 √(1/9)            = 4/3,  p = 8/9
    #   g = 0: s = 4,           step = 0,                          p = 4/9
    #   g = 2: s = 2 + 2 = 4,   step = 2 √((13/9)/5)
    adadelta, theta, walk = Adadelta(decay=0.5, epsilon=1.0), np.array([0.0]), []
    for gradient in (4.0, 0.0, 2.0):
        theta = adadelta.step(theta, np.array([gradient]))
        walk.append(theta.item())
    assert walk == pytest.approx([-4 / 3, -4 / 3, -4 / 3 - 2 * np.sqrt(13 / 45)], rel=1e-15)
    assert np.asarray(adadelta.pace).item() == pytest.approx(2 / 9 + 26 / 45, rel=1e-15)


def test_a_louder_loss_has_steps_of_the_same_length() -> None:
    loud = trajectory(Adadelta(), lambda x: 1e3 * x, [1.0], 300)
    louder = trajectory(Adadelta(), lambda x: 1e6 * x, [1.0], 300)
    np.testing.assert_allclose(loud, louder, rtol=1e-6)


def test_its_steps_have_the_units_of_the_parameters() -> None:
    # The same bowl with the parameter measured in thousandths: ε too is measured so.
    metres = trajectory(Adadelta(epsilon=1e-6), lambda x: x, [1.0], 300)
    millimetres = trajectory(Adadelta(epsilon=1e-6 * 1e6), lambda x: x, [1e3], 300)
    np.testing.assert_allclose(millimetres, 1e3 * metres, rtol=1e-9)


def test_on_a_steady_slope_the_steps_grow() -> None:
    steps = -np.diff(trajectory(Adadelta(), np.ones_like, [0.0], 500)[:, 0])
    assert np.all(np.diff(steps[20:]) > 0)
