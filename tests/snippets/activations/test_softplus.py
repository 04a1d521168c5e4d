import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from snippets.activations import relu, sigmoid, softplus, softplus_derivative

numbers = st.floats(-1e4, 1e4)
few_examples = settings(max_examples=50, deadline=None)


@few_examples
@given(numbers)
def test_softplus_agrees_with_numpy(x: float) -> None:
    np.testing.assert_allclose(softplus(x), np.logaddexp(0.0, x), rtol=1e-14, atol=1e-307)


@few_examples
@given(numbers)
def test_softplus_lies_above_relu_by_at_most_log_two(x: float) -> None:
    assert 0.0 <= softplus(x) - relu(x) <= np.log(2.0)


@few_examples
@given(numbers)
def test_the_slope_is_the_sigmoid(x: float) -> None:
    assert softplus_derivative(x) == sigmoid(x)
