import pytest

from snippets.data.tables import clock, crowds, jobs, joins, lateness, minutes, pilot, sensors, tries


def test_the_sensors_table_ends_before_touch_down() -> None:
    assert sensors()[-1]["Time"] == "8:00"


def test_the_pilot_ends_with_touch_down() -> None:
    assert pilot()[-1]["Action"] == "touch down"


def test_the_jobs_follow_each_other() -> None:
    numbers = [row["Job"] for row in jobs()]
    assert numbers == list(range(int(str(numbers[0])), int(str(numbers[0])) + 6))


def test_the_first_of_the_jobs_comes_after_three() -> None:
    assert str(jobs()[0]["Submitted"]).startswith("Tue 15:0")


def test_a_row_of_the_carriers() -> None:
    assert lateness()[1] == {
        "Carrier": "Delta Air Lines",
        "Flights": "47,658",
        "As they come": "−5.3",
        "Compared fairly": "−6.7",
        "95 % interval": "−7.3 to −6.1",
    }


@pytest.mark.parametrize(("hours", "text"), [(0.0, "0:00"), (8.114, "8:07"), (1.9999, "2:00"), (15.05, "15:03")])
def test_hours_as_a_clock(hours: float, text: str) -> None:
    assert clock(hours) == text


@pytest.mark.parametrize(("value", "text"), [(3.04, "+3.0"), (-3.06, "−3.1"), (-0.04, "0.0"), (0.0, "0.0")])
def test_minutes_with_their_sign(value: float, text: str) -> None:
    assert minutes(value) == text


def test_a_row_of_the_joins() -> None:
    assert joins()[3] == {
        "With": "weather",
        "Key": "airport and hour",
        "Rows": "335,220",
        "Lost": "1,556",
    }


def test_the_rules_find_less_the_stricter_they_are() -> None:
    found = [int(str(row["Real ones found"]).split()[0]) for row in tries()]
    assert found[0] > found[2] > found[1]


def test_finer_entries_leave_more_jobs_alone() -> None:
    shares = [float(str(row["Jobs alone"]).split()[0]) for row in crowds()[:4]]
    assert shares == sorted(shares)
