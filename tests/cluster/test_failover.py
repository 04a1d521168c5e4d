"""A replica is killed under load, for real, and every request is answered all the same."""

from dataclasses import dataclass

import pytest

from musings.services import Running
from snippets.deployment import ray_failover
from snippets.deployment.ray_failover import Asked, kill_one, under_fire, wait_for_two

REPLICA = ray_failover.SERVERS["ray-predict"]


@dataclass(frozen=True)
class Fire:
    """What the clients got, which replica was killed, and which there were afterwards."""

    asked: list[Asked]
    killed: int
    after: list[int]


@pytest.fixture(scope="module")
def fire(ray_service: Running) -> Fire:
    """Load on two replicas for eight seconds, of which one is killed after three."""
    pid = ray_service.process.pid
    wait_for_two(pid, REPLICA)
    killed: list[int] = []
    asked = under_fire(ray_service.url, lambda: killed.append(kill_one(pid, REPLICA)), seconds=8, kill_at=3)
    return Fire(asked, killed[0], wait_for_two(pid, REPLICA, but=killed[0]))


def test_no_request_is_lost_when_a_replica_is_killed_under_load(fire: Fire) -> None:
    assert all(one.right for one in fire.asked)


def test_there_was_a_load_before_and_after_the_kill(fire: Fire) -> None:
    assert sum(one.at < 3 for one in fire.asked) > 50
    assert sum(one.at > 3 for one in fire.asked) > 50


def test_a_request_is_asked_again_only_for_the_kill(fire: Fire) -> None:
    again = [one for one in fire.asked if one.tries > 1]
    assert len(again) <= 2 * ray_failover.CLIENTS
    assert all(one.at + one.ms / 1000 > 3 for one in again)


def test_a_new_replica_takes_the_place_of_the_killed_one(fire: Fire) -> None:
    assert len(fire.after) == 2
    assert fire.killed not in fire.after
