import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from snippets.activations import linear, linear_derivative


@given(st.floats(allow_nan=False))
def test_linear_gives_back_what_it_gets(x: float) -> None:
    assert linear(x) == x
    assert linear_derivative(x) == 1.0


def test_the_output_shares_no_memory_with_the_input() -> None:
    x = np.ones(3)
    assert not np.shares_memory(linear(x), x)
