import numpy as np

from snippets.activations.experiments.moons import fit, held_out_accuracy, moons
from snippets.activations.experiments.network import LINEAR, RELU, forward


def test_points_without_noise_lie_on_two_circles() -> None:
    x, labels = moons(100, noise=0.0, rng=np.random.default_rng(0))
    radius = np.hypot(*(x - np.where(labels[:, None] == 0, [0.0, 0.0], [1.0, 0.5])).T)
    np.testing.assert_allclose(radius, 1.0)


def test_the_first_moon_opens_downwards_and_the_second_upwards() -> None:
    x, labels = moons(100, noise=0.0, rng=np.random.default_rng(0))
    assert x[labels == 0, 1].min() >= 0.0
    assert x[labels == 1, 1].max() <= 0.5


def test_an_odd_number_of_points_is_shared_out() -> None:
    _, labels = moons(5, noise=0.0, rng=np.random.default_rng(0))
    assert labels.tolist() == [0, 0, 0, 1, 1]


def test_hidden_units_without_an_activation_gain_nothing() -> None:
    assert abs(held_out_accuracy([2, 16, 2], LINEAR, seed=1) - held_out_accuracy([2, 2], LINEAR, seed=1)) < 0.005


def test_relu_units_separate_what_a_line_cannot() -> None:
    assert held_out_accuracy([2, 2], LINEAR, seed=1) < 0.92
    assert held_out_accuracy([2, 16, 2], RELU, seed=1) > 0.98


def test_the_same_seed_gives_the_same_net() -> None:
    x = np.array([[0.3, 0.2]])
    once, again = (forward(fit([2, 4, 2], RELU, seed=3, steps=5), x, RELU)[-1] for _ in range(2))
    assert np.array_equal(once, again)
