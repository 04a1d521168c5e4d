"""What was measured under load, read back: medians over the rounds."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

RECORD = Path(__file__).parent / "recorded_load.json"
CONNECTIONS = 8  # kept busy, unless told otherwise


@dataclass(frozen=True)
class Record:
    """One measurement: what `load.measure` returns and `recorded_load.json` keeps."""

    data: dict[str, Any]

    def runs(self, service: str, path: str, connections: int = CONNECTIONS) -> list[dict[str, Any]]:
        """The runs of one service on one path, a run a round."""
        wanted = (service, path, connections)
        found = [run for run in self.data["runs"] if (run["service"], run["path"], run["connections"]) == wanted]
        if not found:
            raise ValueError(f"nothing is recorded of {service} on {path} with {connections} connections")
        return found

    def rate(self, service: str, path: str) -> float:
        """Requests a second: the median of the rounds."""
        return float(median(run["requests_per_second"] for run in self.runs(service, path)))

    def ratios(self, one: str, other: str, path: str) -> list[float]:
        """How many times as many requests one service answered as the other, in each round: neighbours in time."""
        pairs = zip(self.runs(one, path), self.runs(other, path), strict=True)
        return [a["requests_per_second"] / b["requests_per_second"] for a, b in pairs]

    def cost(self, service: str, path: str) -> float:
        """Microseconds of processor time that a request costs the server, in the round that was disturbed least."""
        return float(min(run["processor_us"] for run in self.runs(service, path)))

    def latency(self, service: str, path: str, percentile: str, connections: int = CONNECTIONS) -> float:
        """A percentile of the time that a request takes, in milliseconds: the median of the rounds."""
        return float(median(run["latency_ms"][percentile] for run in self.runs(service, path, connections)))

    def waits(self, service: str) -> dict[int, list[float]]:
        """Milliseconds that a health check waited, by the number of trainings under way."""
        return {row["busy"]: row["ms"] for row in self.data["waits"] if row["service"] == service}

    def way(self, name: str) -> float:
        """The median time for all bills, asked in this way, in milliseconds."""
        return float(median(self.data["ways"][name]))


@cache
def record() -> Record:
    """The measurement that the posts print.

    >>> sorted(record().data)
    ['bills', 'command', 'date', 'machine', 'rounds', 'runs', 'seconds', 'waits', 'waits_date', 'ways']
    """
    return Record(json.loads(RECORD.read_text(encoding="utf-8")))
