import numpy as np
import pytest

from snippets.activations import relu, sigmoid, sigmoid_derivative
from snippets.activations.catalogue import CATALOGUE
from snippets.explorers import activation


def test_every_function_of_the_catalogue_can_be_chosen() -> None:
    assert [entry["name"] for entry in activation.first()["functions"]] == list(CATALOGUE)
    assert list(activation.parts()) == list(CATALOGUE)


def test_outputs_and_slopes_are_the_functions_own() -> None:
    drawn = activation.parts()["sigmoid"]
    assert drawn["values"] == pytest.approx(sigmoid(activation.INPUTS), rel=1e-3)
    assert drawn["slopes"] == pytest.approx(sigmoid_derivative(activation.INPUTS), rel=1e-3)


def test_an_answer_with_the_defaults_is_the_part_computed_before() -> None:
    asked = [{"name": "elu", "parameters": {}}]
    answered = activation.answer({"weight": 1.0, "functions": asked})["functions"][0]
    assert np.array_equal(answered["values"], activation.parts()["elu"]["values"])


def test_a_parameter_changes_the_curve() -> None:
    asked = [{"name": "leaky_relu", "parameters": {"alpha": 0.25}}]
    drawn = activation.answer({"weight": 1.0, "functions": asked})["functions"][0]
    assert drawn["values"][0] == -1.5


def test_sigmoids_multiply_the_gradient_by_a_quarter_each_at_most() -> None:
    shares = activation.shares(CATALOGUE["sigmoid"], weight=1.0)
    assert np.all(shares <= 0.25 ** np.arange(1, activation.DEPTH + 1))


def test_the_first_share_is_the_slope_at_the_input() -> None:
    shares = activation.shares(CATALOGUE["tanh"], weight=2.0)
    assert shares[:, 0] == pytest.approx(CATALOGUE["tanh"].slope(activation.INPUTS))


def test_a_stack_of_relus_keeps_a_gradient_where_it_is_open() -> None:
    shares = activation.shares(CATALOGUE["relu"], weight=1.0)
    assert np.array_equal(shares[:, -1], np.sign(relu(activation.INPUTS)))


def test_the_weights_multiply_the_gradient_too() -> None:
    assert activation.shares(CATALOGUE["linear"], weight=3.0)[0, 2] == 9.0


def test_the_flat_parts_of_tanh_lie_at_both_ends() -> None:
    assert activation.parts()["tanh"]["flat"] == [[-6.0, -3.0], [3.0, 6.0]]


def test_a_line_is_nowhere_flat() -> None:
    assert activation.parts()["linear"]["flat"] == []
