import numpy as np
import scipy.special
import scipy.stats
from hypothesis import given, settings
from hypothesis import strategies as st

from snippets.activations import gelu, gelu_derivative, gelu_tanh, gelu_tanh_derivative, normal_cdf

numbers = st.floats(-1e4, 1e4)
few_examples = settings(max_examples=50, deadline=None)
x = np.linspace(-10.0, 10.0, 20_001)


@few_examples
@given(numbers)
def test_normal_cdf_agrees_with_scipy(value: float) -> None:
    np.testing.assert_allclose(normal_cdf(value), scipy.special.ndtr(value), rtol=1e-12, atol=1e-305)


@few_examples
@given(numbers)
def test_gelu_agrees_with_scipy(value: float) -> None:
    np.testing.assert_allclose(gelu(value), value * scipy.special.ndtr(value), rtol=1e-12, atol=1e-300)


@few_examples
@given(numbers)
def test_the_slope_of_gelu_agrees_with_scipy(value: float) -> None:
    expected = scipy.special.ndtr(value) + value * scipy.stats.norm.pdf(value)
    np.testing.assert_allclose(gelu_derivative(value), expected, rtol=1e-11, atol=1e-300)


def test_the_tanh_form_is_close_and_not_the_same() -> None:
    assert 1e-4 < np.abs(gelu_tanh(x) - gelu(x)).max() < 5e-4


def test_the_slopes_of_both_forms_are_close_and_not_the_same() -> None:
    assert 1e-4 < np.abs(gelu_tanh_derivative(x) - gelu_derivative(x)).max() < 2e-3


def test_the_slope_exceeds_one_and_is_largest_at_the_square_root_of_two() -> None:
    assert abs(x[gelu_derivative(x).argmax()] - np.sqrt(2.0)) < 1e-3
