"""What was measured when replicas were killed, read back."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

from snippets.deployment.recorded import CONNECTIONS

RECORD = Path(__file__).parent / "recorded_failover.json"


@dataclass(frozen=True)
class Record:
    """One measurement: what `ray_failover.measure` returns and `recorded_failover.json` keeps."""

    data: dict[str, Any]

    def kills(self, service: str) -> list[dict[str, Any]]:
        """The runs in which a process of this service was killed."""
        return [run for run in self.data["kills"] if run["service"] == service]

    def rounds(self, service: str) -> int:
        """How many processes were killed."""
        return len(self.kills(service))

    def requests(self, service: str) -> int:
        """Requests sent in all runs."""
        return sum(run["requests"] for run in self.kills(service))

    def retried(self, service: str) -> int:
        """Requests that failed at first and were asked again."""
        return sum(len(run["retried"]) for run in self.kills(service))

    def wrong(self, service: str) -> int:
        """Requests with a wrong answer; one without an answer would have ended the measurement."""
        return sum(run["wrong"] for run in self.kills(service))

    def retried_ms(self, service: str) -> list[float]:
        """How long those took, all their tries together, in milliseconds."""
        return [float(ms) for run in self.kills(service) for _, ms, _ in run["retried"]]

    def worst_ms(self, service: str) -> float:
        """The longest that any request took, in milliseconds."""
        return float(max(point["worst_ms"] for run in self.kills(service) for point in run["bins"]))

    def middle(self, service: str, name: str) -> float:
        """The median over the runs of a number that each run has."""
        return float(median(run[name] for run in self.kills(service)))

    def _loads(self, service: str, path: str, connections: int) -> list[dict[str, Any]]:
        wanted = (service, path, connections)
        return [run for run in self.data["runs"] if (run["service"], run["path"], run["connections"]) == wanted]

    def rates(self, service: str, path: str) -> list[float]:
        """Requests a second in each of the rounds."""
        return [float(run["requests_per_second"]) for run in self._loads(service, path, CONNECTIONS)]

    def rate(self, service: str, path: str) -> float:
        """Requests a second: the median of the rounds."""
        return median(self.rates(service, path))

    def cost_ms(self, service: str) -> float:
        """Milliseconds of processor time that a prediction costs, in the round that was disturbed least."""
        return float(min(run["processor_us"] for run in self._loads(service, "/predict", CONNECTIONS))) / 1000

    def alone_ms(self, service: str) -> float:
        """Milliseconds for a prediction when nobody queues: the median."""
        return float(median(run["latency_ms"]["50"] for run in self._loads(service, "/predict", 1)))

    def pass_ms(self, rows: int) -> float:
        """Milliseconds of one pass through the model for so many rows."""
        return float(self.data["passes"][str(rows)])


@cache
def record() -> Record:
    """The measurement that the post prints.

    >>> sorted(record().data)
    ['clients', 'command', 'date', 'installed_megabytes', 'kill_at', 'kills', 'machine', 'passes', 'runs', 'seconds']
    """
    return Record(json.loads(RECORD.read_text(encoding="utf-8")))
