"""The fair comparison finds what was put into made-up flights, and nothing where nothing was put."""

import numpy as np
import pandas as pd
import pytest

from snippets.data.flights import arrived, drawn_again, effects, load, moments, names

STRATA = ["month", "day", "hour", "origin"]


def made_up(seed: int, days: int = 20, noise: float = 1.0) -> pd.DataFrame:
    """Flights of carriers A and B: B is 3 minutes later, but flies at better hours and to a better place."""
    rng = np.random.default_rng(seed)
    size = 100 * days
    day = np.repeat(np.arange(days), 100)
    late_hour = rng.random(size) < 0.5
    carrier = np.where(rng.random(size) < np.where(late_hour, 0.8, 0.2), "A", "B")
    dest = np.where(rng.random(size) < np.where(carrier == "A", 0.7, 0.3), "FAR", "NEAR")
    delay = 20.0 * late_hour + 3.0 * (carrier == "B") + 8.0 * (dest == "FAR") + rng.normal(0, 10, days)[day]
    return pd.DataFrame(
        {
            "month": 1,
            "day": day + 1,
            "hour": np.where(late_hour, 18, 7),
            "origin": rng.choice(["JFK", "LGA"], size),
            "carrier": carrier,
            "dest": dest,
            "arr_delay": delay + rng.normal(0, noise, size),
        }
    )


def b_over_a(flights: pd.DataFrame, factors: list[str]) -> float:
    found = effects(moments(flights, factors, STRATA), np.ones(flights.day.nunique()))
    return float(found["B"] - found["A"])


def test_the_plain_means_have_the_wrong_order() -> None:
    plain = made_up(seed=0).groupby("carrier").arr_delay.mean()
    assert plain["B"] < plain["A"]


def test_the_fair_comparison_finds_what_was_put_in() -> None:
    assert b_over_a(made_up(seed=0), ["carrier", "dest"]) == pytest.approx(3.0, abs=0.3)


def test_without_noise_it_finds_it_exactly() -> None:
    assert b_over_a(made_up(seed=0, noise=0.0), ["carrier", "dest"]) == pytest.approx(3.0, abs=1e-4)


def test_leaving_the_destination_out_leaves_its_share_in() -> None:
    assert b_over_a(made_up(seed=0), ["carrier"]) < 1.0


def test_whatever_a_day_adds_to_all_its_flights_changes_nothing() -> None:
    flights = made_up(seed=0)
    stormy = flights.assign(arr_delay=flights.arr_delay + 100.0 * (flights.day == 3))
    assert b_over_a(stormy, ["carrier", "dest"]) == pytest.approx(b_over_a(flights, ["carrier", "dest"]))


def test_the_sums_solve_the_same_problem_as_a_dense_regression() -> None:
    flights = made_up(seed=1, days=3)
    columns = [pd.get_dummies(flights[name]).to_numpy(float) for name in ("carrier", "dest")]
    homes = pd.get_dummies(flights.groupby(STRATA).ngroup()).to_numpy(float)
    solution = np.linalg.lstsq(np.column_stack([*columns, homes]), flights.arr_delay.to_numpy())[0]
    assert b_over_a(flights, ["carrier", "dest"]) == pytest.approx(solution[1] - solution[0], abs=1e-4)


def test_effects_average_zero_over_the_flights() -> None:
    flights = made_up(seed=0)
    found = effects(moments(flights, ["carrier", "dest"], STRATA), np.ones(20))
    counts = flights.carrier.value_counts()
    assert float(sum(found[code] * counts[code] for code in found)) == pytest.approx(0.0, abs=1e-6)


def test_a_factor_of_another_name_has_its_own_effects() -> None:
    found = effects(moments(made_up(seed=0), ["carrier", "dest"], STRATA), np.ones(20), factor="dest")
    assert float(found["FAR"] - found["NEAR"]) == pytest.approx(8.0, abs=0.3)


def test_a_day_that_counts_twice_is_as_good_as_a_day_that_stands_twice() -> None:
    flights = made_up(seed=0, days=4)
    twice = pd.concat([flights, flights[flights.day == 2].assign(day=9)])
    weighted = effects(moments(flights, ["carrier", "dest"], STRATA), np.array([1.0, 2.0, 1.0, 1.0]))
    assert float(weighted["B"] - weighted["A"]) == pytest.approx(b_over_a(twice, ["carrier", "dest"]), abs=1e-6)


def test_many_draws_at_once_are_the_draws_one_by_one() -> None:
    sums = moments(made_up(seed=0), ["carrier", "dest"], STRATA)
    days = drawn_again(20, 3, np.random.default_rng(0))
    one_by_one = [effects(sums, draw)["B"] for draw in days]
    np.testing.assert_allclose(effects(sums, days)["B"], one_by_one)


def test_draws_are_as_many_days_as_there_are() -> None:
    assert np.all(drawn_again(30, 5, np.random.default_rng(0)).sum(axis=1) == 30)


def test_every_flight_keeps_its_one_row() -> None:
    assert len(load()) == 336_776


def test_almost_every_flight_has_its_weather() -> None:
    assert load().precip.isna().mean() < 0.01


def test_the_weather_is_that_of_the_airport_and_the_hour() -> None:
    first = load().iloc[0]
    assert (first.origin, first.hour, first.visib, first.precip) == ("EWR", 5, 10.0, 0.0)


def test_flights_that_arrived_have_a_delay() -> None:
    assert len(arrived()) == 327_346


def test_every_carrier_has_a_name() -> None:
    assert set(load().carrier) <= set(names())
    assert not any(name.endswith((" Inc.", " Co.", " Corporation")) for name in names().values())
