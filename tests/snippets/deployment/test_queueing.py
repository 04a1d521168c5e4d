"""The simulated queues keep what queueing theory and arithmetic promise."""

from itertools import pairwise

import numpy as np

from snippets.deployment.queueing import batches, waits


def arrivals(between: float) -> list[float]:
    return list(np.cumsum(np.random.default_rng(0).exponential(between, 100_000)))


def test_one_replica_waits_as_long_as_theory_says() -> None:
    busy = 0.5
    assert np.isclose(waits(arrivals(2.0), 1.0).mean(), busy / (2 * (1 - busy)), rtol=0.05)


def test_a_second_replica_saves_more_than_half_of_the_waiting() -> None:
    one, two = (waits(arrivals(1.25), 1.0, replicas).mean() for replicas in (1, 2))
    assert two < one / 2


def test_nobody_waits_where_there_are_as_many_replicas_as_requests() -> None:
    assert waits([0.0] * 5, 1.0, replicas=5).max() == 0


def test_every_request_is_in_exactly_one_batch() -> None:
    times = arrivals(1.0)[:500]
    assert sum(batch.size for batch in batches(times, once=3.0, each=0.1, most=8)) == 500


def test_no_batch_is_larger_than_allowed_or_begins_before_the_last_has_ended() -> None:
    found = batches(arrivals(0.2)[:500], once=3.0, each=0.1, most=8)
    assert max(batch.size for batch in found) == 8
    assert all(after.start >= before.end for before, after in pairwise(found))


def test_a_request_that_finds_nobody_goes_at_once_and_alone() -> None:
    assert [batch.size for batch in batches([0.0, 10.0, 20.0], once=1.0, each=0.0, most=8)] == [1, 1, 1]
