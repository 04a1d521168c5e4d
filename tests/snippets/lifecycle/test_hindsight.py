from dataclasses import replace

import numpy as np
import pytest

from snippets.data import flights as all_flights
from snippets.data.sample import flights_sample
from snippets.lifecycle import hindsight
from snippets.lifecycle.hindsight import backtest, departures, evidence, told_apart

SPRING = departures().month <= 6


def test_late_means_the_same_as_in_the_whole_table() -> None:
    assert hindsight.LATE == all_flights.LATE


def test_a_coin_tells_half_of_the_pairs_apart() -> None:
    score = np.random.default_rng(0).random(len(departures().late))
    assert told_apart(score, departures().late) == pytest.approx(0.5, abs=0.02)


def test_pairs_are_counted_as_one_by_one() -> None:
    rng = np.random.default_rng(0)
    score, late = rng.integers(0, 5, 60).astype(float), rng.random(60) < 0.4
    pairs = score[late][:, None] - score[~late]
    assert told_apart(score, late) == pytest.approx(((pairs > 0) + (pairs == 0) / 2).mean())


def test_an_unknown_value_adds_nothing() -> None:
    with_date = evidence(["place", "date"], SPRING, departures())
    without = evidence(["place"], SPRING, departures())
    assert with_date[~SPRING] == pytest.approx(without[~SPRING])
    assert not np.allclose(with_date[SPRING], without[SPRING])


def test_labels_that_judge_are_not_learned_from() -> None:
    other = replace(departures(), late=np.where(SPRING, departures().late, False))
    assert np.array_equal(evidence(["today"], SPRING, other), evidence(["today"], SPRING, departures()))


def test_the_share_of_a_day_is_that_of_its_flights() -> None:
    rows, table = flights_sample(), departures()
    stormy = rows["date"] == np.datetime64("2013-07-01")
    share = (rows["minutes"][stormy] >= hindsight.LATE).mean()
    assert set(table.columns["today"][stormy]) == {min(int(share * hindsight.STEPS), hindsight.TOP)}
    next_day = rows["date"] == np.datetime64("2013-07-02")
    assert set(table.columns["yesterday"][next_day]) == set(table.columns["today"][stormy])


def test_the_date_flatters_by_chance_and_is_worth_nothing_later() -> None:
    half = np.random.default_rng(1).random(len(departures().late)) < 0.5
    assert backtest(["place", "date"], half, ~half) > backtest(["place"], half, ~half) + 0.05
    assert backtest(["place", "date"], SPRING, ~SPRING) == pytest.approx(backtest(["place"], SPRING, ~SPRING))
