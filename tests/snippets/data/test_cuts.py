import numpy as np
import pytest

from snippets.data.cuts import FEW, Bins, Cases

RNG = np.random.default_rng(3)
DAY = np.repeat(np.arange(20), 60)
PLACE = np.tile(np.arange(3), 400)
VALUES = RNG.normal(size=20)[DAY] + RNG.normal(size=1200) + 2.0 * (PLACE == 1)


def test_means_and_cases_are_those_of_each_bin() -> None:
    bins = Bins.of(VALUES, DAY, PLACE, 3)
    assert bins.means == pytest.approx([VALUES[place == PLACE].mean() for place in range(3)])
    assert bins.cases.tolist() == [400, 400, 400]
    assert bins.days.tolist() == [20, 20, 20]


def test_a_bin_without_cases_has_no_mean_and_no_error() -> None:
    bins = Bins.of(VALUES, DAY, PLACE, 4)
    assert np.isnan([bins.means[3], bins.errors()[3]]).all()


def test_a_bin_of_one_day_has_no_error() -> None:
    assert np.isnan(Bins.of(np.array([1.0, 2.0]), np.array([5, 5]), np.array([0, 0]), 1).errors()).all()


def test_of_days_of_one_case_each_the_error_is_the_usual_one() -> None:
    values = RNG.normal(size=50)
    bins = Bins.of(values, np.arange(50), np.zeros(50, int), 1)
    assert bins.errors()[0] == pytest.approx(values.std(ddof=1) / np.sqrt(50))


def test_the_error_is_how_much_the_mean_varies_when_days_are_drawn_again() -> None:
    draws = RNG.integers(20, size=(2000, 20))
    by_day = np.array([VALUES[(day == DAY) & (PLACE == 0)].mean() for day in range(20)])
    assert Bins.of(VALUES, DAY, PLACE, 3).errors()[0] == pytest.approx(by_day[draws].mean(axis=1).std(), rel=0.08)


def test_what_all_bins_of_a_day_share_leaves_their_difference_alone() -> None:
    storm = 100.0 * (DAY == 7)
    plain, stormy = Bins.of(VALUES, DAY, PLACE, 3), Bins.of(VALUES + storm, DAY, PLACE, 3)
    assert stormy.difference(1, 0) == pytest.approx(plain.difference(1, 0))
    assert stormy.errors()[0] > 3 * plain.errors()[0]


def test_the_extremes_are_the_highest_and_the_lowest_bin() -> None:
    bins = Bins.of(VALUES, DAY, PLACE, 3)
    assert bins.extremes(least_days=5) == (int(bins.means.argmax()), int(bins.means.argmin()))


def test_a_bin_with_few_cases_or_days_is_no_extreme() -> None:
    few = np.where(np.arange(1200) < FEW - 1, 3, PLACE)
    one_day = np.where(DAY == 0, 4, PLACE)
    for place in (few, one_day):
        assert not {3, 4} & set(Bins.of(VALUES, DAY, place, 5).extremes(least_days=5) or ())


def test_there_are_no_extremes_where_nothing_can_be_compared() -> None:
    assert Bins.of(VALUES, DAY, PLACE, 3).extremes(least_days=21) is None


def test_filters_must_all_be_met_and_include_both_ends() -> None:
    levels = {"hour": np.array([5, 6, 7, 8]), "month": np.array([0, 0, 0, 1])}
    cases = Cases(np.zeros(4), np.zeros(4, int), np.zeros(4, bool), levels)
    assert cases.chosen({"hour": (6, 8), "month": (0, 0)}).tolist() == [False, True, True, False]
