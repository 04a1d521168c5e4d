import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from snippets.activations import sigmoid, tanh, tanh_derivative

numbers = st.floats(-1e4, 1e4)
few_examples = settings(max_examples=50, deadline=None)


@few_examples
@given(numbers)
def test_tanh_is_a_stretched_sigmoid(x: float) -> None:
    np.testing.assert_allclose(tanh(x), 2.0 * sigmoid(2.0 * x) - 1.0, atol=1e-15)


def test_the_slope_is_largest_at_zero() -> None:
    assert tanh_derivative(0.0) == 1.0
    assert (tanh_derivative(np.linspace(-10.0, 10.0, 2001)) <= 1.0).all()


def test_the_slope_does_not_vanish_before_it_must() -> None:
    assert tanh_derivative(300.0) == tanh_derivative(-300.0) > 0
