import numpy as np
import pytest

from snippets.data.rates import shrunk, standard_error


def test_without_a_weight_each_share_is_its_own() -> None:
    np.testing.assert_allclose(shrunk([1, 3], [2, 4], share=0.1, weight=0.0), [0.5, 0.75])


def test_a_group_that_has_no_case_gets_the_share_of_all() -> None:
    assert shrunk(0, 0, share=0.3, weight=10.0) == pytest.approx(0.3)


def test_the_smaller_the_group_the_further_it_is_pulled() -> None:
    pulled = shrunk([1, 10, 100], [1, 10, 100], share=0.2, weight=50.0)
    assert np.all(np.diff(pulled) > 0)
    assert pulled[0] < 0.25 < 0.7 < pulled[-1]


def test_the_pulled_share_lies_between_its_own_and_that_of_all() -> None:
    own, pulled = np.array([0.0, 0.5, 1.0]), shrunk([0, 5, 10], [10, 10, 10], share=0.4, weight=7.0)
    assert np.all((pulled > np.minimum(own, 0.4)) & (pulled < np.maximum(own, 0.4)))


def test_the_standard_error_is_the_spread_of_drawn_shares() -> None:
    drawn = np.random.default_rng(0).binomial(80, 0.3, size=20_000) / 80
    assert drawn.std() == pytest.approx(float(standard_error(0.3, 80)), rel=0.03)
