import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from snippets.activations import hard_sigmoid, hard_tanh, hard_tanh_derivative


@settings(max_examples=50, deadline=None)
@given(st.floats(allow_nan=False))
def test_hard_tanh_cuts_at_one(x: float) -> None:
    assert hard_tanh(x) == max(-1.0, min(1.0, x))


@settings(max_examples=50, deadline=None)
@given(st.floats(-1e4, 1e4))
def test_hard_tanh_is_a_stretched_hard_sigmoid(x: float) -> None:
    np.testing.assert_allclose(hard_tanh(x), 2.0 * hard_sigmoid(3.0 * x) - 1.0, atol=1e-15)


def test_the_slope_is_one_inside_and_zero_from_the_kinks_on() -> None:
    just_inside = np.nextafter(1.0, 0.0)
    assert hard_tanh_derivative([-1.0, -just_inside, just_inside, 1.0]).tolist() == [0.0, 1.0, 1.0, 0.0]
