import numpy as np
import pytest

from snippets.data.summary import flights_summary
from snippets.lifecycle.decisions import (
    Scored,
    alarmed,
    by_place_and_hour,
    calibration,
    cost,
    errors,
    right_answers,
    scored,
    threshold,
)

THREE = Scored(
    score=np.array([0.1, 0.3, 0.8]),
    late=np.array([1, 2, 9]),
    flights=np.array([10, 10, 10]),
    carrier=np.array(["A", "B", "A"]),
)


def test_every_flight_of_the_later_half_is_judged() -> None:
    rows = flights_summary()
    later = rows[rows["month"] > 6]
    for hindsight in (False, True):
        flights = scored(hindsight)
        assert flights.flights.sum() == later["arrived"].sum()
        assert flights.late.sum() == later["late"].sum()


def test_the_score_knows_nothing_of_the_later_half() -> None:
    rows = flights_summary()
    before = by_place_and_hour(rows[rows["month"] <= 6])
    late, all_of_them = np.sum(list(before.values()), axis=0)
    mean = np.average(scored().score, weights=scored().flights)
    assert mean == pytest.approx(late / all_of_them, abs=0.01)


def test_hindsight_is_what_came() -> None:
    flights = scored(hindsight=True)
    np.testing.assert_allclose(flights.score * flights.flights, flights.late)


def test_what_was_said_and_what_came() -> None:
    said, came, count = calibration(THREE, [0.0, 0.5, 1.0])
    np.testing.assert_allclose(said, [0.2, 0.8])
    np.testing.assert_allclose(came, [0.15, 0.9])
    assert count.tolist() == [20, 10]


def test_errors_cost_what_they_cost() -> None:
    assert cost(THREE, above=0.5, miss=2.0) == pytest.approx(100 * (1 + 2 * 3) / 30)
    assert cost(THREE, above=0.0, miss=2.0) == pytest.approx(100 * 18 / 30)
    assert right_answers(THREE, above=0.5) == pytest.approx((9 + 8 + 9) / 30)


def test_the_threshold_is_the_cheapest_where_the_score_is_calibrated() -> None:
    flights = scored(hindsight=True)
    for miss in (1.5, 3.0, 6.0):
        best = cost(flights, float(threshold(1.0, miss)), miss)
        assert best == min(cost(flights, above, miss) for above in [*np.linspace(0, 1, 101), 1 / (1 + miss)])


def test_errors_of_a_group() -> None:
    found = errors(THREE, "A", above=0.5)
    assert found.late == pytest.approx(10 / 20)
    assert found.alarmed == pytest.approx(1 / 10)
    assert found.missed == pytest.approx(1 / 10)
    assert found.right == pytest.approx(9 / 10)


def test_whom_nobody_warns_nobody_warns_rightly() -> None:
    assert errors(THREE, "B", above=0.5).right == 0.0


@pytest.mark.parametrize("carrier", ["DL", "EV", "UA", "B6"])
def test_one_error_follows_from_the_others(carrier: str) -> None:
    found = errors(scored(), carrier, above=0.25)
    assert float(alarmed(found.late, found.right, found.missed)) == pytest.approx(found.alarmed)
