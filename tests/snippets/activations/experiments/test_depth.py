import numpy as np
import pytest

from snippets.activations.experiments.contenders import LINEAR, RELU, SIGMOID
from snippets.activations.experiments.depth import gradient_by_layer


def test_the_top_layer_has_all_of_the_gradient() -> None:
    assert gradient_by_layer(SIGMOID, 1.0, depth=4, seed=0, width=16)[-1] == 1.0


def test_there_is_an_entry_for_each_layer_passed_and_the_top() -> None:
    assert gradient_by_layer(LINEAR, 1.0, depth=4, seed=0, width=16).shape == (5,)


def test_a_sigmoid_shrinks_the_gradient_by_a_quarter_or_more_in_each_layer() -> None:
    share = gradient_by_layer(SIGMOID, 1.0, depth=10, seed=0)
    assert (share[:-1] / share[1:] < 0.27).all()


def test_without_activations_only_the_gain_counts() -> None:
    small, large = (gradient_by_layer(LINEAR, gain, depth=5, seed=0) for gain in (1.0, 3.0))
    np.testing.assert_allclose(large / small, 3.0 ** np.arange(5, -1, -1))


def test_relu_explodes_or_vanishes_with_the_gain_and_not_by_itself() -> None:
    small, right, large = (gradient_by_layer(RELU, gain, depth=30, seed=0)[0] for gain in (1.0, 2.0**0.5, 2.0))
    assert small < 1e-3
    assert 0.3 < right < 3.0
    assert large > 1e3


def test_doubling_relu_weights_doubles_the_gradient_in_each_layer() -> None:
    small, large = (gradient_by_layer(RELU, gain, depth=6, seed=0)[0] for gain in (1.0, 2.0))
    assert large / small == pytest.approx(2.0**6)
