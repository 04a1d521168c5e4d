import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from snippets.activations import relu, relu_derivative


@settings(max_examples=50, deadline=None)
@given(st.floats(allow_nan=False))
def test_relu_keeps_what_is_positive_and_drops_the_rest(x: float) -> None:
    assert relu(x) == max(0.0, x)


@settings(max_examples=50, deadline=None)
@given(st.floats(allow_nan=False))
def test_relu_twice_is_relu_once(x: float) -> None:
    assert relu(relu(x)) == relu(x)


def test_the_slope_at_the_kink_is_zero() -> None:
    assert relu_derivative([-0.0, 0.0]).tolist() == [0.0, 0.0]


def test_the_smallest_positive_number_has_slope_one() -> None:
    assert relu_derivative(np.nextafter(0.0, 1.0)) == 1.0
