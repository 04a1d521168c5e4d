import numpy as np
import pytest

from snippets.data.jobs import (
    DAYS,
    MACHINES,
    at_once,
    job_log,
    littles_law,
    mean_wait,
    peak,
    start_times,
    submission_rate,
    submissions,
)


def test_the_rate_is_highest_at_two_in_the_afternoon() -> None:
    hours = np.arange(24.0)
    assert hours[submission_rate(hours).argmax()] == 14


def test_a_weekend_has_a_fifth_of_the_jobs_of_a_working_day() -> None:
    hours = np.arange(24.0)
    assert submission_rate(hours + 6 * 24).sum() == pytest.approx(0.2 * submission_rate(hours).sum())


def test_as_many_jobs_are_submitted_as_the_rate_says() -> None:
    days = 14
    wanted = submission_rate(np.arange(0.0, 24 * days, 0.1)).sum() / 10
    assert len(submissions(days, np.random.default_rng(1))) == pytest.approx(wanted, rel=0.05)


def test_submissions_follow_the_hour_of_the_day() -> None:
    of_day = submissions(70, np.random.default_rng(1)) % 24
    assert np.mean((of_day > 8) & (of_day < 20)) > 0.6


def test_a_job_starts_at_once_where_a_machine_is_free() -> None:
    submitted = np.array([0.0, 1.0, 2.0])
    np.testing.assert_array_equal(start_times(submitted, np.full(3, 9.0), machines=3), submitted)


def test_a_job_waits_for_the_machine_that_is_free_first() -> None:
    starts = start_times(np.array([0.0, 0.0, 1.0]), np.array([5.0, 3.0, 1.0]), machines=2)
    assert starts.tolist() == [0.0, 0.0, 3.0]


def test_jobs_start_in_the_order_of_submission() -> None:
    assert np.all(np.diff(job_log(seed=2)["started"]) >= 0)


def test_never_more_jobs_run_than_there_are_machines() -> None:
    log = job_log(seed=2, machines=50)
    assert peak(log["started"], log["ended"]) == 50


def test_no_machine_idles_while_a_job_waits() -> None:
    log = job_log(seed=2)
    waited = log["started"] > log["submitted"]
    just_before = np.nextafter(log["started"][waited], 0.0)
    assert np.all(at_once(log["started"], log["ended"], just_before) == MACHINES)


def test_an_interval_holds_its_beginning_and_not_its_end() -> None:
    assert at_once(np.array([1.0]), np.array([2.0]), np.array([1.0, 2.0])).tolist() == [1, 0]


def test_the_peak_is_that_of_a_fine_count() -> None:
    log = job_log(seed=2)
    end = log["submitted"] + (log["ended"] - log["started"])
    fine = at_once(log["submitted"], end, np.linspace(0, 24 * DAYS, 200_001)).max()
    assert 0 <= peak(log["submitted"], end) - fine <= 1


def test_the_wait_of_the_log_is_that_of_its_own_number_of_machines() -> None:
    log = job_log(seed=2)
    assert mean_wait(log, MACHINES) == pytest.approx(np.mean(log["started"] - log["submitted"]))


def test_more_machines_mean_less_waiting() -> None:
    log = job_log(seed=2)
    assert np.all(np.diff([mean_wait(log, machines) for machines in (56, 64, 72, 80)]) < 0)


def test_a_machine_for_each_job_means_no_waiting() -> None:
    log = job_log(seed=2)
    assert mean_wait(log, len(log)) == 0.0


def test_the_log_obeys_littles_law() -> None:
    log = job_log(seed=2)
    span = float(log["ended"].max())
    inside = at_once(log["submitted"], log["ended"], np.linspace(0, span, 100_001)).mean()
    stayed = float(np.mean(log["ended"] - log["submitted"]))
    assert inside == pytest.approx(float(littles_law(len(log) / span, stayed)), rel=0.001)


def test_the_same_seed_gives_the_same_log() -> None:
    np.testing.assert_array_equal(job_log(seed=2), job_log(seed=2))
