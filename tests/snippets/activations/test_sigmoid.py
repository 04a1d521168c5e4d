import numpy as np
import scipy.special
from hypothesis import given, settings
from hypothesis import strategies as st

from snippets.activations import sigmoid, sigmoid_derivative

numbers = st.floats(-1e4, 1e4)
few_examples = settings(max_examples=50, deadline=None)


@few_examples
@given(numbers)
def test_sigmoid_agrees_with_scipy(x: float) -> None:
    np.testing.assert_allclose(sigmoid(x), scipy.special.expit(x), rtol=1e-14, atol=1e-307)


@few_examples
@given(numbers)
def test_sigmoid_is_symmetric_about_one_half(x: float) -> None:
    np.testing.assert_allclose(sigmoid(-x), 1.0 - sigmoid(x), atol=1e-15)


@few_examples
@given(numbers)
def test_the_slope_is_the_same_on_both_sides(x: float) -> None:
    assert sigmoid_derivative(x) == sigmoid_derivative(-x)


def test_the_slope_is_largest_at_zero() -> None:
    assert sigmoid_derivative(0.0) == 0.25
    assert (sigmoid_derivative(np.linspace(-10.0, 10.0, 2001)) <= 0.25).all()


def test_the_slope_does_not_vanish_before_it_must() -> None:
    assert sigmoid_derivative(700.0) == sigmoid_derivative(-700.0) > 0
