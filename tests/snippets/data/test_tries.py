import numpy as np
import pytest
from scipy import stats

from snippets.data.sales import MONTHS
from snippets.data.tries import (
    LEVEL,
    REAL,
    SEEDS,
    STRENGTH,
    benjamini_hochberg,
    bonferroni,
    by_chance,
    false_share,
    finds,
    moves,
    p_values,
    plain,
)


@pytest.mark.parametrize("n", [10, 24, 25])
def test_p_values_are_those_of_the_t_test(n: int) -> None:
    rng = np.random.default_rng(0)
    pairs = rng.normal(size=(20, 2, n)) + 0.7 * rng.normal(size=(20, 1, n))
    wanted = [stats.pearsonr(*pair) for pair in pairs]
    found = p_values(np.array([each.statistic for each in wanted]), n)
    np.testing.assert_allclose(found, [each.pvalue for each in wanted], rtol=1e-3, atol=1e-9)


def test_p_values_of_what_is_worthless_are_even() -> None:
    p = np.concatenate([by_chance(*moves(seed)) for seed in range(5)])
    shares = np.histogram(p, bins=10, range=(0.0, 1.0))[0] / len(p)
    np.testing.assert_allclose(shares, 0.1, atol=0.02)


def test_real_series_have_the_correlation_that_was_put_in() -> None:
    drawn = [moves(seed, real=1) for seed in range(300)]
    found = [np.corrcoef(sales, series[0])[0, 1] for sales, series in drawn]
    assert np.mean(found) == pytest.approx(STRENGTH, abs=0.04)
    assert moves(0)[1].shape == (1_000, MONTHS)


def test_only_the_first_series_are_changed() -> None:
    np.testing.assert_array_equal(moves(3, REAL)[1][REAL:], moves(3)[1][REAL:])


def test_the_second_correction_is_that_of_scipy() -> None:
    rng = np.random.default_rng(1)
    for _ in range(20):
        p = rng.random(40) ** rng.integers(1, 6)
        np.testing.assert_array_equal(benjamini_hochberg(p), stats.false_discovery_control(p) <= LEVEL)


def test_it_keeps_a_value_above_its_own_limit_if_a_later_one_passes() -> None:
    assert benjamini_hochberg(np.array([0.030, 0.031, 0.032])).all()
    assert not bonferroni(np.array([0.030, 0.031, 0.032])).any()


def test_nothing_is_kept_where_nothing_passes() -> None:
    p = np.array([0.2, 0.5, 0.9])
    assert not any(rule(p).any() for rule in (plain, bonferroni, benjamini_hochberg))


def test_what_the_strict_rule_keeps_all_keep() -> None:
    for seed in range(10):
        p = by_chance(*moves(seed, REAL))
        assert np.all(bonferroni(p) <= benjamini_hochberg(p))
        assert np.all(benjamini_hochberg(p) <= plain(p))


def test_the_finds_are_counted() -> None:
    p = by_chance(*moves(SEEDS[4], REAL))
    kept = benjamini_hochberg(p)
    assert finds(REAL)[4, 2].tolist() == [kept.sum(), kept[:REAL].sum()]


def test_wandering_series_fool_every_rule() -> None:
    assert np.all((finds(0, wandering=True)[:, :, 0] > 0).mean(axis=0) > 0.9)
    assert false_share(finds(0, wandering=True)[:, 1]) > 0.9
