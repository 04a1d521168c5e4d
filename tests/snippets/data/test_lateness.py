import numpy as np
import pytest

from snippets.data.flights import LARGE, arrived
from snippets.data.lateness import (
    by_day_and_hour,
    carriers,
    clear,
    evenings_later,
    growth,
    growth_interval,
    half_years,
    lead,
    mean_by_hour,
)


def test_carriers_are_the_large_ones_by_their_plain_means() -> None:
    assert min(carrier.flights for carrier in carriers()) >= LARGE
    assert [carrier.plain for carrier in carriers()] == sorted(carrier.plain for carrier in carriers())


def test_an_interval_holds_its_effect() -> None:
    assert all(carrier.low < carrier.fair < carrier.high for carrier in carriers())


def test_the_year_lies_between_its_halves() -> None:
    assert all(
        min(carrier.spring, carrier.autumn) - 1 < carrier.fair < max(carrier.spring, carrier.autumn) + 1
        for carrier in carriers()
    )


def test_the_halves_are_the_days_of_the_year() -> None:
    spring, autumn = half_years()
    assert np.all(spring + autumn == 1.0)
    assert int(spring.sum()) == 31 + 28 + 31 + 30 + 31 + 30


def test_a_lead_turns_its_sign_when_the_two_are_exchanged() -> None:
    (one, low, high), (other, least, most) = lead("DL", "AA"), lead("AA", "DL")
    assert (one, low, high) == pytest.approx((-other, -most, -least))


def test_minutes_and_flights_are_all_there() -> None:
    minutes, count = by_day_and_hour(arrived())
    assert (minutes.sum(), count.sum()) == (arrived().arr_delay.sum(), len(arrived()))


def test_growth_weighs_flights_and_not_hours() -> None:
    minutes, count = np.zeros((1, 24)), np.ones((1, 24))
    minutes[0, 17:20], count[0, 17:20] = [0.0, 0.0, 40.0], [1.0, 1.0, 2.0]
    assert growth(minutes, count) == 10.0


def test_the_mean_of_each_hour_is_that_of_its_flights() -> None:
    mean, low, high = mean_by_hour(arrived(), range(6, 22))
    wanted = arrived().groupby("hour").arr_delay.mean().loc[6:21]
    np.testing.assert_allclose(mean, wanted)
    assert np.all((low < mean) & (mean < high))


def test_the_growth_lies_in_its_interval() -> None:
    low, high = growth_interval()
    assert low < growth(*by_day_and_hour(arrived())) < high


def test_evenings_are_later_on_most_days() -> None:
    assert 0.7 < evenings_later() < 0.9


def test_clear_hours_have_neither_rain_nor_mist() -> None:
    assert set(clear(arrived()).visib) == {10.0}
    assert set(clear(arrived()).precip) == {0.0}
