"""What `load.py` recorded, read back: medians over the rounds."""

import json
from functools import cache
from statistics import median
from typing import Any

from snippets.deployment.load import CONNECTIONS, RECORD


@cache
def record() -> Any:
    """The whole record.

    >>> sorted(record())
    ['bills', 'date', 'machine', 'rounds', 'runs', 'seconds', 'waits', 'ways']
    """
    return json.loads(RECORD.read_text(encoding="utf-8"))


def runs(service: str, path: str, connections: int = CONNECTIONS) -> list[Any]:
    """The runs of one service on one path, a run a round."""
    wanted = (service, path, connections)
    found = [run for run in record()["runs"] if (run["service"], run["path"], run["connections"]) == wanted]
    if not found:
        raise ValueError(f"nothing is recorded of {service} on {path} with {connections} connections")
    return found


def requests_per_second(service: str, path: str) -> float:
    """The median of the rounds."""
    return float(median(run["requests_per_second"] for run in runs(service, path)))


def round_by_round(one: str, other: str, path: str) -> list[float]:
    """How many times as many requests one service answered as the other, in each round: neighbours in time."""
    pairs = zip(runs(one, path), runs(other, path), strict=True)
    return [a["requests_per_second"] / b["requests_per_second"] for a, b in pairs]


def latency(service: str, path: str, percentile: str, connections: int = CONNECTIONS) -> float:
    """A percentile of the time that a request takes, in milliseconds: the median of the rounds."""
    return float(median(run["latency_ms"][percentile] for run in runs(service, path, connections)))


def waits(service: str) -> dict[int, list[float]]:
    """Milliseconds that a health check waited, by the number of trainings under way."""
    return {row["busy"]: row["ms"] for row in record()["waits"] if row["service"] == service}


def wait(service: str, busy: int) -> float:
    """The median of these waits."""
    return median(waits(service)[busy])


def way(name: str) -> float:
    """The median time for all bills, asked in this way, in milliseconds."""
    return float(median(record()["ways"][name]))
