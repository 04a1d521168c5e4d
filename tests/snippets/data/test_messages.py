import numpy as np
import pytest

from snippets.data.messages import DAYS, before_and_after, expected, messages, turning_point


def test_the_rate_is_highest_twelve_days_before_and_lowest_from_eighty_five_after() -> None:
    assert DAYS[expected().argmax()] == -12
    assert DAYS[expected().argmin()] == 85
    assert (expected().max(), expected().min()) == (1.67, 1.53)


def test_the_average_of_many_couples_comes_near_the_rate() -> None:
    counts = messages(20_000, np.random.default_rng(0))
    np.testing.assert_allclose(counts.mean(axis=0), expected(), atol=0.06)


def test_couples_differ_by_more_than_chance() -> None:
    totals = messages(2_000, np.random.default_rng(0)).sum(axis=1)
    assert totals.var() > 10 * totals.mean()


def test_the_two_stretches_are_those_around_the_peak_and_the_low() -> None:
    counts = np.zeros((1, len(DAYS)), dtype=np.int64)
    counts[0, (DAYS >= -24) & (DAYS <= 0)] = 2
    counts[0, (DAYS >= 73) & (DAYS <= 97)] = 1
    before, after = before_and_after(counts)
    assert (before.tolist(), after.tolist()) == ([2.0], [1.0])


@pytest.mark.parametrize("day", [-60, -12, 0, 45])
def test_a_turn_without_noise_is_found_to_the_day(day: int) -> None:
    assert turning_point(1.0 - 0.01 * np.maximum(0, DAYS - day)) == day


def test_the_turn_of_many_couples_is_found() -> None:
    counts = messages(20_000, np.random.default_rng(2))
    assert turning_point(counts.mean(axis=0)) == pytest.approx(-12, abs=5)
