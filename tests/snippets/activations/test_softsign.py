import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from snippets.activations import softsign, softsign_derivative

numbers = st.floats(-1e4, 1e4)
few_examples = settings(max_examples=50, deadline=None)


@few_examples
@given(numbers)
def test_the_slope_is_the_square_of_what_is_left_to_the_bound(x: float) -> None:
    np.testing.assert_allclose(softsign_derivative(x), (1.0 - abs(softsign(x))) ** 2, rtol=1e-10)


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_the_largest_finite_numbers_do_not_overflow(dtype: type[np.floating]) -> None:
    ends = np.array([np.finfo(dtype).min, np.finfo(dtype).max])
    assert softsign(ends).tolist() == [-1.0, 1.0]
    assert softsign_derivative(ends) == pytest.approx([0.0, 0.0])
