"""The record of the kills: read back rightly, and what the post says of it in words."""

from snippets.deployment import facts, failover, ray_failover


def test_what_is_said_of_ray_holds_in_every_run() -> None:
    assert all(run["wrong"] == 0 for run in failover.record().data["kills"])


def test_in_every_run_some_request_met_the_kill() -> None:
    assert all(run["retried"] for run in failover.record().data["kills"])


def test_the_longest_wait_fell_to_a_request_that_was_asked_once_long_after_the_kill() -> None:
    assert facts.ray_retried_least_ms() < facts.ray_retried_most_ms() < facts.ray_longest_ms()
    bins = [point for run in failover.record().kills("ray-predict") for point in run["bins"]]
    assert max(bins, key=lambda point: point["worst_ms"])["at"] > facts.failover_kill_at() + 8


def test_the_best_round_of_health_checks_lies_above_the_one_that_is_told() -> None:
    assert facts.ray_health_rate() < facts.ray_health_most()


def test_gunicorn_costs_less_in_every_way_that_is_drawn() -> None:
    assert facts.gunicorn_cost_ms() < facts.ray_cost_ms()
    assert facts.gunicorn_memory() < facts.ray_memory()
    assert facts.gunicorn_start_seconds() < facts.ray_start_seconds()


def test_a_pass_with_many_rows_takes_less_than_twice_as_long_as_one_with_a_single_row() -> None:
    assert facts.pass_many_ms() < 2 * facts.pass_one_ms()


def test_the_version_of_ray_is_the_locked_one() -> None:
    assert failover.record().data["machine"]["ray"] == ray_failover.ray_version()
