import numpy as np
import scipy.special
from hypothesis import given, settings
from hypothesis import strategies as st

from snippets.activations import silu, silu_derivative

numbers = st.floats(-1e4, 1e4)
few_examples = settings(max_examples=50, deadline=None)


@few_examples
@given(numbers)
def test_silu_agrees_with_scipy(x: float) -> None:
    np.testing.assert_allclose(silu(x), x * scipy.special.expit(x), rtol=1e-13, atol=1e-300)


@few_examples
@given(numbers)
def test_the_slopes_of_both_sides_sum_to_one(x: float) -> None:
    np.testing.assert_allclose(silu_derivative(x) + silu_derivative(-x), 1.0, rtol=1e-14)


def test_the_lowest_point_has_slope_zero() -> None:
    x = np.linspace(-2.0, 0.0, 20_001)
    assert abs(silu_derivative(x[silu(x).argmin()])) < 1e-4
