import numpy as np
import pytest
from scipy.stats import ks_2samp

from snippets.lifecycle.drift import alarm_rates, alarms, critical_gap, largest_gap, shares, stability_index

RNG = np.random.default_rng(5)


def test_the_index_is_the_same_in_both_directions() -> None:
    p, q = np.array([0.2, 0.8]), np.array([0.5, 0.5])
    assert stability_index(p, q) == pytest.approx(stability_index(q, p))


def test_shares_sum_to_one() -> None:
    assert shares(RNG.normal(size=37), RNG.normal(size=200)).sum() == pytest.approx(1.0)


def test_no_bin_is_empty_however_far_the_values_are() -> None:
    assert (shares(np.full(20, 99.0), RNG.normal(size=200)) > 0).all()


@pytest.mark.parametrize("decimals", [0, 8])
def test_the_largest_gap_agrees_with_scipy(decimals: int) -> None:
    first, second = RNG.normal(size=80).round(decimals), RNG.normal(0.5, size=45).round(decimals)
    assert largest_gap(first, second) == pytest.approx(ks_2samp(first, second).statistic)


def test_the_critical_gap_is_the_one_of_the_tables() -> None:
    assert critical_gap(100, 100) == pytest.approx(1.358 * np.sqrt(2 / 100), rel=1e-3)


def test_the_gap_rings_for_nothing_in_about_one_case_of_twenty() -> None:
    values = RNG.normal(size=342)
    assert 0.01 < alarm_rates(values, batch=60, shift=0.0, rounds=300)[2] < 0.09


def test_the_index_rings_for_nothing_at_small_batches() -> None:
    assert alarm_rates(RNG.normal(size=342), batch=20, shift=0.0, rounds=100)[0] > 0.8


def test_a_large_shift_rings_all_alarms() -> None:
    assert alarms(RNG.normal(size=342), 50, 3.0, np.random.default_rng(0)).all()


def test_a_large_batch_without_drift_rings_none() -> None:
    values = RNG.normal(size=20_200)
    assert not alarms(values, 20_000, 0.0, np.random.default_rng(4)).any()
