"""Kill a replica while clients ask, and count what is lost.

`python -m snippets.deployment.ray_failover` measures for about five minutes and prints what it found; with `--record`
it is kept in `recorded_failover.json`, from which the post takes its numbers.
"""

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from snippets.deployment import load
from snippets.deployment.client import predict
from snippets.deployment.failover import RECORD, Record
from snippets.deployment.load import processor_seconds
from snippets.deployment.model import Model
from snippets.deployment.recorded import CONNECTIONS
from snippets.deployment.retry import retry

CLIENTS = 8
ROUNDS = 3
SECONDS = 16.0
KILL_AT = 4.0
BIN = 0.5  # seconds that are drawn as one point
AGAIN = load.ROOT / "build" / "failover.json"
COMMAND = "python -m snippets.deployment.ray_failover --record"
BILL = (61.1, 17.3)
SPECIES = "Gentoo"  # the right answer

# The name of the processes to be killed: each service runs two.
SERVERS = {"ray-predict": "ray::ServeReplica", "flask-predict": "gunicorn"}
TWO = {"WEB_CONCURRENCY": "2"}  # gunicorn's number of processes; Ray's stands in the deployment


@dataclass(frozen=True)
class Asked:
    """One request of a client: when, how long until its answer was there, and how many tries it took."""

    at: float
    ms: float
    tries: int
    right: bool


def client(url: str, started: float, seconds: float) -> list[Asked]:
    """Ask again and again for so long, one request after another, and keep the score."""
    asked = []
    while (at := time.perf_counter() - started) < seconds:
        tries = 0

        def ask() -> Any:
            nonlocal tries
            tries += 1
            return predict(url, BILL)

        answer = retry(ask)
        waited = time.perf_counter() - started - at
        asked.append(Asked(round(at, 3), round(waited * 1000, 1), tries, answer["species"] == SPECIES))
    return asked


# --8<-- [start:kill]
def descendants(pid: int) -> list[int]:
    """All processes that a process has started, and those that they have, as Linux lists them."""
    text = ""
    with suppress(FileNotFoundError, ProcessLookupError):  # it may have ended a moment ago
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8")
    children = [int(child) for child in text.split()]
    return [*children, *(below for child in children for below in descendants(child))]


def named(pid: int, name: str) -> list[int]:
    """Those among them whose command line holds this name."""
    return [child for child in descendants(pid) if name in command_line(child)]


def command_line(pid: int) -> str:
    """What a process calls itself; nothing if it is gone."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    return ""


def kill_one(pid: int, name: str) -> int:
    """End one of them at once and without a warning, and return its number; the system closes its connections."""
    victim = named(pid, name)[0]
    os.kill(victim, signal.SIGKILL)
    return victim


# --8<-- [end:kill]


def wait_for_two(pid: int, name: str, but: int | None = None, seconds: float = 60.0) -> list[int]:
    """Those processes once there are two of them, without the one that was killed."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = named(pid, name)
        if len(found) == 2 and but not in found:
            return found
        time.sleep(0.1)
    raise TimeoutError(f"there were no two of {name} within {seconds:g} seconds")


def under_fire(url: str, kill: Callable[[], object], seconds: float = SECONDS, kill_at: float = KILL_AT) -> list[Asked]:
    """What became of the requests of all clients, in the order of their sending; the kill falls into the middle."""
    started = time.perf_counter()
    timer = threading.Timer(kill_at, kill)
    timer.start()
    with ThreadPoolExecutor(CLIENTS) as pool:
        found = list(pool.map(lambda _: client(url, started, seconds), range(CLIENTS)))
    timer.join()
    return sorted((asked for each in found for asked in each), key=lambda asked: asked.at)


def run(service: str, seconds: float = SECONDS, kill_at: float = KILL_AT) -> dict[str, object]:
    """Start a service with two processes, load it, and kill one."""
    before = time.perf_counter()
    with load.serving(service, TWO) as up:
        start = time.perf_counter() - before
        wait_for_two(up.pid, SERVERS[service])
        predict(up.url, BILL)  # the model is read before the clock starts
        megabytes = sum(proportional_megabytes(pid) for pid in [up.pid, *descendants(up.pid)])
        idle = cost_of_idling(up.pid)
        asked = under_fire(up.url, lambda: kill_one(up.pid, SERVERS[service]), seconds, kill_at)
    return {
        "service": service,
        "start_seconds": round(start, 1),
        "processes_megabytes": round(megabytes),
        "idle_share": round(idle, 3),
        "requests": len(asked),
        "wrong": sum(not one.right for one in asked),
        "retried": [[one.at, one.ms, one.tries] for one in asked if one.tries > 1],
        "bins": binned(asked, seconds),
    }


def binned(asked: Sequence[Asked], seconds: float) -> list[dict[str, float]]:
    """The requests of each half second: how many a second, and how long the middle one and the slowest took.

    >>> binned([Asked(0.1, 5.0, 1, True), Asked(0.2, 9.0, 1, True), Asked(0.4, 6.0, 1, True)], 0.5)
    [{'at': 0.0, 'a_second': 6.0, 'median_ms': 6.0, 'worst_ms': 9.0}]
    """
    found = []
    for number in range(int(seconds / BIN)):
        times = [one.ms for one in asked if number <= one.at / BIN < number + 1]
        row = {"at": number * BIN, "a_second": len(times) / BIN}
        found.append({**row, "median_ms": median(times or [0.0]), "worst_ms": max(times, default=0.0)})
    return found


def proportional_megabytes(pid: int) -> float:
    """The memory of a process; what it shares with others is divided among them, so that a sum counts it once."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def cost_of_idling(pid: int, seconds: float = 3.0) -> float:
    """The share of one core that a service takes while nobody asks it anything."""
    before = processor_seconds(pid)
    time.sleep(seconds)
    return (processor_seconds(pid) - before) / seconds


def passes(rows: Sequence[int] = (1, 2, 4, 8, 16, 32, 64), rounds: int = 200) -> dict[str, float]:
    """Milliseconds of one pass through the model for so many rows, in the round that was disturbed least."""
    penguins = Model(load.ROOT / "build" / "penguins-passes.skops")
    penguins.reset()
    times: dict[int, list[float]] = {count: [] for count in rows}
    for _ in range(rounds):
        for count in rows:  # they take turns, since a machine has good and bad moments
            started = time.perf_counter()
            penguins.predict_many([BILL] * count)
            times[count].append((time.perf_counter() - started) * 1000)
    return {str(count): round(min(found), 3) for count, found in times.items()}


def rates(rounds: int = ROUNDS, seconds: int = 2, tool: str = "wrk") -> list[dict[str, object]]:
    """Requests a second of each service with two processes, in turn, and the times of one client alone."""
    targets = [(name, path) for path in ("/health", "/predict") for name in SERVERS]
    with ExitStack() as stack:
        up = {name: stack.enter_context(load.serving(name, TWO)) for name in SERVERS}
        for served in up.values():
            predict(served.url, BILL)
        together = load.alternate(up, targets, rounds, seconds, CONNECTIONS, tool)
        alone = load.alternate(up, [(name, "/predict") for name in SERVERS], rounds, 1, 1, tool)
    return together + alone


def measure(rounds: int = ROUNDS, seconds: float = SECONDS, kill_at: float = KILL_AT, tool: str = "wrk") -> Any:
    """The whole measurement, as it is recorded."""
    return {
        "date": date.today().isoformat(),
        "command": COMMAND,
        "machine": load.machine() | {"ray": ray_version()},
        "installed_megabytes": installed_megabytes(),
        "clients": CLIENTS,
        "seconds": seconds,
        "kill_at": kill_at,
        "kills": [run(service, seconds, kill_at) for _ in range(rounds) for service in SERVERS],
        "runs": rates(rounds, tool=tool),
        "passes": passes(),
    }


def installed_megabytes(folder: Path = load.ROOT / ".venv-cluster") -> int:
    """What all files of Ray's own environment hold."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return round(sum(path.stat().st_size for path in files) / 1e6)


def ray_version() -> str:
    """The version of Ray in its own environment."""
    lock = (load.ROOT / "requirements-cluster.lock").read_text(encoding="utf-8")
    return next(line.split("==")[1].split()[0] for line in lock.splitlines() if line.startswith("ray=="))


def summary(record: Record) -> str:
    """What was found, as lines."""
    lines = []
    for service in SERVERS:
        lost, asked = record.retried(service), record.requests(service)
        lines.append(f"{service}: {record.rounds(service)} kills, {asked} requests, {lost} of them asked again")
        lines.append(f"  wrong or lost after asking again: {record.wrong(service)}")
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> None:
    """Measure, print and keep."""
    data = measure()
    place = RECORD if "--record" in arguments else AGAIN
    place.parent.mkdir(exist_ok=True)
    place.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    print(summary(Record(data)))


if __name__ == "__main__":
    main(sys.argv[1:])
