import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from snippets.activations import hard_swish, hard_swish_derivative, silu

numbers = st.floats(-1e4, 1e4)
few_examples = settings(max_examples=50, deadline=None)


@few_examples
@given(numbers)
def test_hard_swish_is_relu6_in_disguise(x: float) -> None:
    np.testing.assert_allclose(hard_swish(x), x * min(max(x + 3.0, 0.0), 6.0) / 6.0, rtol=1e-12, atol=1e-15)


@few_examples
@given(st.floats(-2.999, 2.999))
def test_the_slope_between_the_kinks_is_a_line(x: float) -> None:
    np.testing.assert_allclose(hard_swish_derivative(x), x / 3.0 + 0.5, atol=1e-15)


def test_the_slope_at_the_kinks_is_that_of_the_outer_side() -> None:
    assert hard_swish_derivative([-3.0, 3.0]).tolist() == [0.0, 1.0]


def test_the_lowest_value_is_minus_three_eighths() -> None:
    assert hard_swish(-1.5) == -0.375


def test_hard_swish_stays_near_silu() -> None:
    x = np.linspace(-10.0, 10.0, 2001)
    assert np.abs(hard_swish(x) - silu(x)).max() < 0.15
