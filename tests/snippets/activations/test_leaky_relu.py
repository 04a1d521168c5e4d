import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from snippets.activations import leaky_relu, leaky_relu_derivative, linear, relu

x = np.linspace(-5.0, 5.0, 101)


@settings(max_examples=50, deadline=None)
@given(st.floats(-1e4, 1e4), st.floats(-3.0, 3.0))
def test_the_leak_is_the_slope_below_zero(value: float, alpha: float) -> None:
    assert leaky_relu(value, alpha) == (value if value > 0 else alpha * value)
    assert leaky_relu_derivative(value, alpha) == (1.0 if value > 0 else alpha)


def test_without_a_leak_it_is_relu() -> None:
    assert leaky_relu(x, alpha=0.0).tolist() == relu(x).tolist()


def test_with_a_leak_of_one_it_is_the_identity() -> None:
    assert leaky_relu(x, alpha=1.0).tolist() == linear(x).tolist()


@pytest.mark.parametrize("alpha", [0.01, 0.3, 2.0])
def test_the_slope_at_the_kink_is_the_leak(alpha: float) -> None:
    assert leaky_relu_derivative(0.0, alpha) == alpha
