import numpy as np
import pytest

from snippets.optimisers.experiments.range_test import HIGH, LOW, range_test
from snippets.optimisers.experiments.tuning import (
    MIDDLES,
    Budget,
    Outcome,
    final_result,
    learning_rates,
    main,
    race,
    tuning_loss,
)

QUICK = Budget(tries=3, tuning_seeds=2, final_seeds=2, steps=10)


def test_rates_are_evenly_spread_by_factors_around_the_middle() -> None:
    rates = learning_rates("adam", tries=7)
    np.testing.assert_allclose(rates[1:] / rates[:-1], np.sqrt(10))
    assert rates[3] == pytest.approx(MIDDLES["adam"])


def test_the_best_rate_has_the_least_mean_loss() -> None:
    losses = np.array([[3.0, 3.0], [1.0, 2.5], [2.0, 1.0]])
    outcome = Outcome(np.array([0.1, 0.2, 0.3]), losses, np.zeros(2), np.zeros(2))
    assert outcome.best == 2
    assert outcome.best_rate == 0.3


def test_a_race_holds_the_results_of_its_runs() -> None:
    outcome = race("momentum", QUICK)
    assert outcome.tuning_losses[2, 1] == tuning_loss("momentum", outcome.rates[2], 1, 10)
    assert outcome.test_losses[1] == final_result("momentum", outcome.best_rate, 1001, 10)[0]
    assert outcome.test_accuracies[0] == final_result("momentum", outcome.best_rate, 1000, 10)[1]


def test_tuning_and_final_seeds_differ() -> None:
    assert final_result("adam", 0.01, 0, 5)[0] != final_result("adam", 0.01, 1000, 5)[0]


def test_the_fuller_race_prints_a_line_for_each_optimiser(capsys: pytest.CaptureFixture[str]) -> None:
    main(QUICK, jobs=1)
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(MIDDLES)


def test_the_rate_of_the_range_test_grows_by_the_same_factor() -> None:
    test = range_test("gradient_descent", 0)
    assert (test.rates[0], test.rates[-1]) == pytest.approx((LOW, HIGH))
    assert np.ptp(np.diff(np.log(test.rates))) < 1e-9


@pytest.mark.parametrize("name", ["gradient_descent", "adam"])
def test_the_loss_of_the_range_test_falls_and_explodes(name: str) -> None:
    losses = range_test(name, 1).losses
    lowest = np.nanargmin(losses)
    assert losses[lowest] < 0.2 * losses[0]
    assert not losses[-1] < 3 * losses[0]


def test_adams_range_lies_lower_than_that_of_descent() -> None:
    assert range_test("adam", 1).lowest_at < 0.3 * range_test("gradient_descent", 1).lowest_at
