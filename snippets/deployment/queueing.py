"""Queues in front of a model, simulated: what replicas do to the waiting, and what batches do."""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from snippets.arrays import Array


# --8<-- [start:replicas]
def waits(arrivals: Sequence[float], service: float, replicas: int = 1) -> Array:
    """How long each request waits for its turn: the first replica that is free takes it.

    Three requests at once, each of one second: two replicas leave only the last one waiting.

    >>> waits([0.0, 0.0, 0.0], 1.0)
    array([0., 1., 2.])
    >>> waits([0.0, 0.0, 0.0], 1.0, replicas=2)
    array([0., 0., 1.])
    """
    free_at = [0.0] * replicas  # a heap: the replica that is free first stands first
    found = []
    for arrival in arrivals:
        start = max(arrival, free_at[0])
        heapq.heapreplace(free_at, start + service)
        found.append(start - arrival)
    return np.array(found)


# --8<-- [end:replicas]


ARRIVALS = (0.0, 0.6, 1.1, 1.3, 2.4, 2.9, 3.2, 4.6, 4.9, 5.2, 5.4, 6.8)  # of the figure, in passes


# --8<-- [start:batches]
@dataclass(frozen=True)
class Batch:
    """One pass through the model: when it began, when it ended, and how many requests it took along."""

    start: float
    end: float
    size: int


def batches(arrivals: Sequence[float], once: float, each: float, most: int) -> list[Batch]:
    """One replica that takes all who wait, at most so many: a pass costs `once`, and `each` a request more.

    The first request finds nobody and leaves alone. The others wait for it, and leave together.

    >>> batches([0.0, 1.0, 2.0, 3.0], once=4.0, each=0.5, most=8)
    [Batch(start=0.0, end=4.5, size=1), Batch(start=4.5, end=10.0, size=3)]
    """
    found: list[Batch] = []
    first, now = 0, 0.0
    while first < len(arrivals):
        now = max(now, arrivals[first])
        there = sum(1 for arrival in arrivals[first : first + most] if arrival <= now)
        found.append(Batch(now, now + once + each * there, there))
        first, now = first + there, found[-1].end
    return found


# --8<-- [end:batches]
