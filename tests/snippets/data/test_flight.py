import numpy as np
import pytest

from snippets.data.flight import (
    EARTH_RADIUS,
    LEVELS,
    SECONDS,
    Flight,
    best_altitude,
    climbs,
    distance,
    fly,
    great_circle,
    haversine,
)


@pytest.fixture(scope="module")
def flight() -> Flight:
    return fly(seed=3)


def test_a_quarter_of_the_equator_is_a_quarter_of_the_circumference() -> None:
    assert great_circle(haversine(0.0, 0.0, 0.0, np.pi / 2)) == pytest.approx(np.pi / 2 * EARTH_RADIUS)


def test_the_way_there_is_as_long_as_the_way_back() -> None:
    assert haversine(0.5, 1.3, 0.9, 0.0) == pytest.approx(haversine(0.9, 0.0, 0.5, 1.3))


def test_opposite_places_are_half_a_circumference_apart() -> None:
    assert great_circle(haversine(0.7, 0.2, -0.7, 0.2 + np.pi)) == pytest.approx(np.pi * EARTH_RADIUS)


def test_rounding_above_one_is_taken_for_one() -> None:
    assert great_circle(1.0 + 1e-15) == pytest.approx(np.pi * EARTH_RADIUS)


def test_new_delhi_is_as_far_from_london_as_the_law_of_cosines_says() -> None:
    north, east = np.radians([[28.567, 51.471], [77.103, -0.462]])
    angle = np.arccos(np.sin(north).prod() + np.cos(north).prod() * np.cos(east[0] - east[1]))
    assert distance() == pytest.approx(6371.0 * angle)


def test_a_lighter_aircraft_flies_higher() -> None:
    assert np.all(np.diff(best_altitude([240.0, 220.0, 200.0])) > 0)


def test_half_the_mass_wants_half_the_density() -> None:
    assert best_altitude(120.0) - best_altitude(240.0) == pytest.approx(24_800 * np.log(2))


def test_the_flight_covers_the_distance(flight: Flight) -> None:
    assert flight.speed.sum() * (SECONDS / 3600) == pytest.approx(distance(), rel=0.002)


def test_the_flight_begins_and_ends_on_the_ground(flight: Flight) -> None:
    assert np.abs(flight.altitude[[0, -1]]).max() < 200


def test_fuel_only_goes_down(flight: Flight) -> None:
    smooth = np.convolve(flight.fuel, np.ones(120) / 120, mode="valid")
    assert np.diff(smooth[::120]).max() < 0
    assert flight.fuel[-1] > 0


def test_in_level_flight_fuel_goes_as_breguet_says(flight: Flight) -> None:
    level = (flight.minute > 30) & (flight.minute < 120)
    mass = 240.0 - 68.0 + flight.fuel[level]
    seconds = 60 * (flight.minute[level][-1] - flight.minute[level][0])
    assert mass[-1] / mass[0] == pytest.approx(np.exp(-0.0165e-3 * 9.81 / 18 * seconds), abs=0.001)


def test_the_pilot_climbs_level_by_level(flight: Flight) -> None:
    ordered = [action for _, action in flight.actions if action.startswith("climb")]
    assert ordered == [f"climb to {level:,} ft" for level in LEVELS[: len(ordered)]]


def test_the_pilot_does_first_things_first(flight: Flight) -> None:
    assert [minute for minute, _ in flight.actions] == sorted(minute for minute, _ in flight.actions)
    assert (flight.actions[0][1], flight.actions[-1][1]) == ("take off", "touch down")


def test_the_descent_begins_once(flight: Flight) -> None:
    assert [action for _, action in flight.actions].count("begin the descent") == 1


@pytest.mark.parametrize("seed", range(5))
def test_the_climbs_are_found_in_the_altitude(seed: int) -> None:
    flight = fly(seed)
    told = [minute for minute, action in flight.actions if action.startswith("climb")]
    np.testing.assert_allclose(climbs(flight.minute, flight.altitude), told, atol=1.01)


def test_level_flight_has_no_climb() -> None:
    minute = np.arange(600) / 6
    assert climbs(minute, 30_000 + np.random.default_rng(0).normal(0, 20, 600)).size == 0


def test_the_same_seed_gives_the_same_flight(flight: Flight) -> None:
    np.testing.assert_array_equal(fly(seed=3).speed, flight.speed)
