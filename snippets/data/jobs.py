"""A rented compute cluster and its log: when each job was submitted, started and ended.

People submit jobs, more of them by day than by night and few at weekends. A job takes
one machine; where none is free it waits its turn.
"""

import heapq

import numpy as np
from numpy.typing import ArrayLike, NDArray

from snippets.arrays import Array, as_floats

DAYS = 14
MACHINES = 64
TYPICAL_HOURS = 1.0  # the median job
SPREAD = 1.2  # the standard deviation of the logarithm of a job's length
LOG = np.dtype([("submitted", float), ("started", float), ("ended", float)])


def submission_rate(hour: Array) -> Array:
    """Jobs submitted per hour, on average; hour 0 is a Monday's midnight.

    Most come in the afternoon, and at weekends a fifth of what comes on other days.

    >>> submission_rate(np.array([2.0, 14.0, 5 * 24 + 14.0]))
    array([ 8. , 48. ,  9.6])
    """
    daily = 28 + 20 * np.cos(2 * np.pi * (hour - 14) / 24)
    return np.where(hour // 24 % 7 < 5, daily, 0.2 * daily)


def submissions(days: int, rng: np.random.Generator) -> Array:
    """Random times of submission, in hours, in order.

    Too many at a steady rate, of which each stays with the chance that its hour gives.

    >>> bool(submissions(1, np.random.default_rng(0)).max() < 24)
    True
    """
    most = float(submission_rate(np.array([14.0]))[0])
    times = np.sort(rng.uniform(0, 24 * days, rng.poisson(most * 24 * days)))
    kept: Array = times[rng.uniform(0, most, len(times)) < submission_rate(times)]
    return kept


# --8<-- [start:start_times]
def start_times(submitted: Array, hours: Array, machines: int) -> Array:
    """When each job starts, if the machines take the jobs in the order of submission.

    `submitted` ascends; `hours` says how long each job runs.

    >>> start_times(np.array([0.0, 1.0, 2.0]), np.array([5.0, 5.0, 5.0]), machines=2)
    array([0., 1., 5.])
    """
    free_at = [0.0] * machines  # a heap: the machine that is free first comes first
    starts = []
    for submission, length in zip(submitted.tolist(), hours.tolist(), strict=True):
        starts.append(max(submission, free_at[0]))
        heapq.heapreplace(free_at, starts[-1] + length)
    return np.array(starts)


# --8<-- [end:start_times]


def job_log(seed: int, machines: int = MACHINES) -> NDArray[np.void]:
    """The log of a fortnight: submitted, started and ended, in hours, a row a job.

    >>> log = job_log(seed=1)
    >>> bool(np.all(log["started"] >= log["submitted"]))
    True
    """
    rng = np.random.default_rng(seed)
    submitted = submissions(DAYS, rng)
    hours = TYPICAL_HOURS * np.exp(SPREAD * rng.normal(size=len(submitted)))
    log = np.empty(len(submitted), LOG)
    log["submitted"] = submitted
    log["started"] = start_times(submitted, hours, machines)
    log["ended"] = log["started"] + hours
    return log


# --8<-- [start:at_once]
def at_once(begin: Array, end: Array, moments: Array) -> NDArray[np.intp]:
    """How many of the intervals from `begin` to `end` hold each of the moments.

    >>> begin, end = np.array([0.0, 1.0, 2.0]), np.array([3.0, 4.0, 5.0])
    >>> at_once(begin, end, np.array([0.5, 2.5, 4.5])).tolist()
    [1, 3, 1]
    """
    begun = np.searchsorted(np.sort(begin), moments, side="right")
    ended = np.searchsorted(np.sort(end), moments, side="right")
    return begun - ended


# --8<-- [end:at_once]


def peak(begin: Array, end: Array) -> int:
    """The most intervals that overlap; it is reached where one of them begins.

    >>> peak(np.array([0.0, 1.0, 2.0]), np.array([3.0, 4.0, 5.0]))
    3
    """
    return int(at_once(begin, end, begin).max())


def mean_wait(log: NDArray[np.void], machines: int) -> float:
    """The hours that the jobs of a log would wait on average with so many machines.

    >>> log = job_log(seed=1)
    >>> mean_wait(log, machines=64) > mean_wait(log, machines=68)
    True
    """
    hours = log["ended"] - log["started"]
    starts = start_times(log["submitted"], hours, machines)
    return float(np.mean(starts - log["submitted"]))


def littles_law(rate: ArrayLike, time: ArrayLike) -> Array:
    """How many are there on average, if they come at this rate and stay this long.

    >>> littles_law([20.0, 30.0], 0.5)
    array([10., 15.])
    """
    return as_floats(rate) * as_floats(time)
