import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from snippets.activations import mish, mish_derivative


@settings(max_examples=50, deadline=None)
@given(st.floats(-300.0, 300.0))
def test_mish_agrees_with_its_form_without_tanh(x: float) -> None:
    e = np.exp(x)
    np.testing.assert_allclose(mish(x), x * (e * e + 2 * e) / (e * e + 2 * e + 2), rtol=1e-13)


def test_the_slope_at_zero_is_three_fifths() -> None:
    np.testing.assert_allclose(mish_derivative(0.0), 0.6)


def test_the_lowest_point_has_slope_zero() -> None:
    x = np.linspace(-2.0, 0.0, 20_001)
    assert abs(mish_derivative(x[mish(x).argmin()])) < 1e-4
