import numpy as np

from snippets.explorers.numbers import rounded


def test_rounding_keeps_the_shape() -> None:
    assert rounded(np.ones((2, 3))).shape == (2, 3)


def test_rounding_counts_digits_from_the_first_that_is_not_zero() -> None:
    assert rounded([0.00123456, 123456.0], digits=2).tolist() == [0.0012, 120000.0]


def test_what_is_not_finite_stays() -> None:
    assert rounded([np.inf, -np.inf]).tolist() == [np.inf, -np.inf]
