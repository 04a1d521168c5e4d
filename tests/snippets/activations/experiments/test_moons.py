import numpy as np

from snippets.activations.experiments.contenders import LINEAR, RELU
from snippets.activations.experiments.moons import fit, held_out_accuracy


def test_hidden_units_without_an_activation_gain_nothing() -> None:
    assert abs(held_out_accuracy([2, 16, 2], LINEAR, seed=1) - held_out_accuracy([2, 2], LINEAR, seed=1)) < 0.005


def test_relu_units_separate_what_a_line_cannot() -> None:
    assert held_out_accuracy([2, 2], LINEAR, seed=1) < 0.92
    assert held_out_accuracy([2, 16, 2], RELU, seed=1) > 0.98


def test_the_same_seed_gives_the_same_net() -> None:
    once, again = (fit([2, 4, 2], RELU, seed=3, steps=5) for _ in range(2))
    assert np.array_equal(once.parameters, again.parameters)
