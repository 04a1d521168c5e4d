import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from snippets.activations import elu, elu_derivative


@settings(max_examples=50, deadline=None)
@given(st.floats(-1e4, 1e4), st.floats(0.1, 3.0))
def test_alpha_scales_the_exponential_below_zero(x: float, alpha: float) -> None:
    np.testing.assert_allclose(elu(x, alpha), x if x > 0 else alpha * np.expm1(x), rtol=1e-15)
    np.testing.assert_allclose(elu_derivative(x, alpha), 1.0 if x > 0 else alpha * np.exp(x), rtol=1e-15)


def test_elu_bends_towards_minus_alpha() -> None:
    assert elu([-100.0, -np.inf], alpha=2.5).tolist() == [-2.5, -2.5]


def test_elu_keeps_the_digits_of_tiny_inputs() -> None:
    assert elu([-1e-20, 1e-20]).tolist() == [-1e-20, 1e-20]


@pytest.mark.parametrize("alpha", [0.5, 1.0, 2.0])
def test_the_slope_at_zero_is_alpha(alpha: float) -> None:
    assert elu_derivative(0.0, alpha) == alpha
