import math

import numpy as np
import pytest

from snippets.activations.experiments import head_start
from snippets.activations.experiments.contenders import SIGMOID
from snippets.activations.experiments.head_start import CENTRED_SIGMOID, best_rate, error_curve, steps_needed


def test_a_curve_ends_at_the_target_and_not_before() -> None:
    curve = error_curve("tanh", rate=0.2, seed=1, target=0.3)
    assert curve[-1] <= 0.3
    assert (curve[:-1] > 0.3).all()


def test_a_net_that_does_not_get_there_needs_infinitely_many_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(head_start, "LIMIT", 10)
    assert steps_needed("sigmoid", rate=0.0, seed=1, target=0.3) == math.inf


def test_an_untrained_net_guesses() -> None:
    assert error_curve("relu", rate=0.2, seed=1, target=0.3)[0] > 0.75


def test_the_better_rate_wins_whatever_the_order() -> None:
    assert best_rate("tanh", [0.2, 0.01], range(2), target=0.5) == best_rate("tanh", [0.01, 0.2], range(2), target=0.5)


def test_the_centred_sigmoid_is_the_sigmoid_moved_down() -> None:
    x = np.linspace(-5.0, 5.0, 11)
    np.testing.assert_allclose(CENTRED_SIGMOID.function(x), SIGMOID.function(x) - 0.5)
    np.testing.assert_array_equal(CENTRED_SIGMOID.derivative(x), SIGMOID.derivative(x))


def test_centring_alone_makes_the_sigmoid_faster() -> None:
    plain, centred = (steps_needed(name, 1.6, seed=0, target=0.25) for name in ("sigmoid", "centred sigmoid"))
    assert centred < plain
