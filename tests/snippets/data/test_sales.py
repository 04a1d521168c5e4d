import numpy as np
import pytest

from snippets.data.sales import (
    LATER,
    MONTHS,
    Find,
    best_found,
    correlations,
    driving_force,
    forecast_errors,
    wanderings,
)


def test_a_wandering_is_a_sum_of_independent_steps() -> None:
    steps = np.diff(wanderings(500, np.random.default_rng(0)), axis=1)
    assert steps.std() == pytest.approx(1.0, abs=0.03)
    assert np.corrcoef(steps[:, :-1].ravel(), steps[:, 1:].ravel())[0, 1] == pytest.approx(0.0, abs=0.03)


def test_correlations_are_those_of_numpy() -> None:
    rng = np.random.default_rng(0)
    series, candidates = rng.normal(size=24), rng.normal(size=(5, 24))
    wanted = [np.corrcoef(series, candidate)[0, 1] for candidate in candidates]
    np.testing.assert_allclose(correlations(series, candidates), wanted)


def test_the_find_is_the_best_of_the_pool() -> None:
    rng = np.random.default_rng(7)
    sales = 100 + wanderings(1, rng)[0]
    best = np.abs(correlations(sales[:MONTHS], wanderings(50, rng)[:, :MONTHS])).max()
    assert abs(driving_force(seed=7, candidates=50).searched) == pytest.approx(best)


def test_the_force_is_the_series_that_was_found() -> None:
    find = driving_force(seed=4)
    assert find.searched == pytest.approx(np.corrcoef(find.sales[:MONTHS], find.force[:MONTHS])[0, 1])


def test_the_held_out_correlation_is_that_of_the_last_twelve_months() -> None:
    find = driving_force(seed=7)
    assert find.held_out == pytest.approx(np.corrcoef(find.sales[-LATER:], find.force[-LATER:])[0, 1])


def test_the_forecast_is_the_best_line_through_the_months_searched() -> None:
    find = driving_force(seed=7)
    remainder = (find.sales - find.forecast)[:MONTHS]
    assert remainder.mean() == pytest.approx(0.0, abs=1e-9)
    assert remainder @ find.force[:MONTHS] == pytest.approx(0.0, abs=1e-6)


def test_the_best_of_more_is_never_worse() -> None:
    assert np.all(np.diff(best_found(seed=3, sizes=(1, 10, 100, 1_000))) >= 0)


def test_the_best_of_one_is_that_one() -> None:
    rng = np.random.default_rng(3)
    sales, other = wanderings(1, rng)[0, :MONTHS], wanderings(1, rng)[0, :MONTHS]
    assert best_found(seed=3, sizes=(1,))[0] == pytest.approx(abs(np.corrcoef(sales, other)[0, 1]))


def test_forecast_errors_are_means_over_the_months_held_out() -> None:
    sales = np.concatenate([np.zeros(MONTHS), np.full(LATER, 3.0)])
    find = Find(sales, sales, forecast=np.full(MONTHS + LATER, 1.0), searched=0.0, held_out=0.0)
    assert forecast_errors(find) == (2.0, 3.0)
