import numpy as np

from snippets.data.privacy import alone, crowd


def test_a_crowd_is_all_rows_with_the_same_entries() -> None:
    days, hours = np.array(["Mon", "Mon", "Tue", "Mon"]), np.array([9, 9, 9, 10])
    assert crowd(days, hours).tolist() == [2, 2, 1, 1]


def test_a_column_more_never_makes_a_crowd_larger() -> None:
    rng = np.random.default_rng(0)
    first, second = rng.integers(0, 5, (2, 200))
    assert np.all(crowd(first, second) <= crowd(first))


def test_the_order_of_the_rows_does_not_matter() -> None:
    rng = np.random.default_rng(0)
    first, second = rng.integers(0, 5, (2, 50))
    order = rng.permutation(50)
    np.testing.assert_array_equal(crowd(first, second)[order], crowd(first[order], second[order]))


def test_alone_is_who_has_no_company() -> None:
    assert alone(crowd(np.arange(10))) == 1.0
    assert alone(crowd(np.zeros(10))) == 0.0
