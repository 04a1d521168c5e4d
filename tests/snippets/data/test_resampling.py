import numpy as np
import pytest

from snippets.data.resampling import bootstrap_interval, swap_test


def test_a_difference_that_is_always_there_is_no_chance() -> None:
    second = np.random.default_rng(0).normal(size=50)
    share, _ = swap_test(second + 1.0, second, np.random.default_rng(1), rounds=500)
    assert share == pytest.approx(1 / 501)


def test_two_pairs_give_the_same_difference_every_second_time() -> None:
    share, _ = swap_test(np.array([1.0, 1.0]), np.zeros(2), np.random.default_rng(0), rounds=20_000)
    assert share == pytest.approx(0.5, abs=0.02)


def test_where_nothing_differs_small_shares_are_as_rare_as_they_say() -> None:
    rng = np.random.default_rng(0)
    pairs = (rng.normal(size=(2, 20)) for _ in range(400))
    shares = [swap_test(first, second, rng, rounds=200)[0] for first, second in pairs]
    assert np.mean(np.array(shares) <= 0.1) == pytest.approx(0.1, abs=0.04)


def test_swapping_centres_the_differences_on_zero() -> None:
    _, by_chance = swap_test(np.arange(30.0), np.zeros(30), np.random.default_rng(0), rounds=2_000)
    assert by_chance.mean() == pytest.approx(0.0, abs=0.3)


def test_the_bootstrap_of_a_mean_has_the_width_of_its_standard_error() -> None:
    rows = np.random.default_rng(0).normal(size=400)
    low, high = bootstrap_interval(rows, lambda again: float(again.mean()), np.random.default_rng(1), 2_000)
    assert high - low == pytest.approx(2 * 1.96 * rows.std() / 20, rel=0.08)


def test_the_bootstrap_draws_whole_rows() -> None:
    rows = np.column_stack([np.arange(5.0), np.arange(5.0)])
    apart = bootstrap_interval(rows, lambda again: float(np.ptp(again[:, 0] - again[:, 1])), np.random.default_rng(0))
    assert apart == (0.0, 0.0)
