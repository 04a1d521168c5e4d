import numpy as np

from snippets.optimisers import RMSProp


def test_four_steps_by_hand() -> None:
    # s ← ¾ s + ¼ g², θ ← θ − ½ g/√s, from θ = 1:
    #   g =  4: s = 0 + 4 = 4, √s = 2, θ = 1    − 1   = 0
    #   g =  2: s = 3 + 1 = 4, √s = 2, θ = 0    − 0.5 = −0.5
    #   g = −2: s = 3 + 1 = 4, √s = 2, θ = −0.5 + 0.5 = 0
    #   g =  0: s = 3 + 0 = 3,         θ = 0
    rmsprop, theta, walk = RMSProp(0.5, decay=0.75, epsilon=0.0), np.array([1.0]), []
    for gradient in (4.0, 2.0, -2.0, 0.0):
        theta = rmsprop.step(theta, np.array([gradient]))
        walk.append(theta.item())
    assert walk == [0.0, -0.5, 0.0, 0.0]
    assert np.asarray(rmsprop.square).item() == 3.0


def test_it_forgets_where_adagrad_does_not() -> None:
    rmsprop, theta = RMSProp(0.1), np.array([0.0])
    theta = rmsprop.step(theta, np.array([1e6]))
    for _ in range(500):
        before, theta = theta, rmsprop.step(theta, np.array([1.0]))
    np.testing.assert_allclose(before - theta, 0.1, rtol=1e-6)
