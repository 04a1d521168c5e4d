"""How many requests a service answers in a second, and how long each one waits.

wrk asks (Debian: `apt-get install wrk`), this file keeps the score: `python -m snippets.deployment.load` takes about
three minutes and writes `recorded_load.json`, from which the posts take their numbers.
"""

import asyncio
import json
import os
import platform
import re
import shlex
import socket
import subprocess
import tempfile
import time
import tomllib
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from snippets.deployment.client import predict, predict_all, predict_batch
from snippets.deployment.contract import Row
from snippets.deployment.train import load_penguins

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
RECORD = HERE / "recorded_load.json"

ROUNDS = 7
SECONDS = 3  # of load, for each service in each round
CONNECTIONS = 8
BILLS = 100  # asked for in each of three ways
BUSY = (0, 1, 2, 4, 8)  # trainings under way while a health check waits

# Service and path; in each round they are taken in this order, so that a slow minute of the machine hits all alike.
TARGETS = (
    ("wsgi-plain", "/health"),
    ("falcon-predict", "/health"),
    ("flask-predict", "/health"),
    ("falcon-predict", "/predict"),
    ("flask-predict", "/predict"),
)
ALONE = (("flask-predict", "/predict"), ("notebook-predict", "/predict"))  # one connection: nobody queues
QUEUED = ("flask-predict", "notebook-predict")


# --8<-- [start:parse]
@dataclass(frozen=True)
class Load:
    """What wrk reports of one run."""

    requests_per_second: float
    latency_ms: dict[str, float]  # percentile → milliseconds


MILLISECONDS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


def parse(report: str) -> Load:
    r"""The numbers in wrk's report; a report of failed requests is refused, since errors are quick to send.

    >>> parse("50%  890.00us\n99%  1.20s\nRequests/sec:   1234.56")
    Load(requests_per_second=1234.56, latency_ms={'50': 0.89, '99': 1200.0})
    """
    if "Non-2xx" in report or "Socket errors" in report:
        raise ValueError(f"some requests failed:\n{report}")
    rate = re.search(r"Requests/sec:\s+([\d.]+)", report)
    if rate is None:
        raise ValueError(f"this is no report of wrk:\n{report}")
    lines = re.findall(r"^\s*(\d+)%\s+([\d.]+)(us|ms|s|m)\s*$", report, re.MULTILINE)
    return Load(float(rate[1]), {percent: round(float(n) * MILLISECONDS[unit], 3) for percent, n, unit in lines})


# --8<-- [end:parse]


# --8<-- [start:ask]
def ask(url: str, seconds: int = SECONDS, connections: int = CONNECTIONS, tool: str = "wrk") -> Load:
    """Keep so many connections busy with one request after another for so long."""
    command = [tool, "--threads=1", f"--connections={connections}", f"--duration={seconds}s", "--latency"]
    if url.endswith("/predict"):
        command += ["--script", str(HERE / "predict.lua")]
    done = subprocess.run([*command, url], capture_output=True, text=True, check=True, timeout=seconds + 30)
    return parse(done.stdout)


def alternate(
    targets: Sequence[tuple[str, str]], rounds: int, seconds: int, connections: int, tool: str = "wrk"
) -> list[dict[str, object]]:
    """Load the targets in turn, round after round: A B A B, not A A B B."""
    runs: list[dict[str, object]] = []
    with ExitStack() as stack:
        up = {name: stack.enter_context(serving(name)) for name in dict.fromkeys(name for name, _ in targets)}
        for _ in range(rounds):
            for name, path in targets:
                load = ask(up[name] + path, seconds, connections, tool)
                runs.append({"service": name, "path": path, "connections": connections, **asdict(load)})
    return runs


# --8<-- [end:ask]


# --8<-- [start:wait]
def wait_behind(url: str, busy: int) -> float:
    """Milliseconds that a health check waits while so many trainings are under way."""
    body, headers = b'{"C": 1.0}', {"Content-Type": "application/json"}
    with ThreadPoolExecutor(max(busy, 1)) as pool:
        trainings = [
            pool.submit(urllib.request.urlopen, urllib.request.Request(f"{url}/retrain", body, headers), timeout=60)
            for _ in range(busy)
        ]
        time.sleep(0.02)  # long enough for them to arrive, short enough for none to be done
        started = time.perf_counter()
        with urllib.request.urlopen(f"{url}/health", timeout=60):
            waited = time.perf_counter() - started
        for training in trainings:
            training.result().close()
    return waited * 1000


# --8<-- [end:wait]


def waits(name: str, rounds: int, busy: Sequence[int] = BUSY) -> list[dict[str, object]]:
    """The waits of a health check behind each number of trainings."""
    with serving(name) as url:
        return [
            {"service": name, "busy": n, "ms": [round(wait_behind(url, n), 2) for _ in range(rounds)]} for n in busy
        ]


# --8<-- [start:ways]
def ways(name: str, rounds: int, rows: Sequence[Row]) -> dict[str, list[float]]:
    """Milliseconds for the same bills asked one by one, all at once, and in one batch; each way in each round."""
    found: dict[str, list[float]] = {"one by one": [], "all at once": [], "one batch": []}
    with serving(name) as url:
        predict_batch(url, list(rows))  # the model is read before the clock starts
        for _ in range(rounds):
            started = time.perf_counter()
            for row in rows:
                predict(url, row)
            found["one by one"].append(_since(started))
            started = time.perf_counter()
            asyncio.run(predict_all(url, list(rows)))
            found["all at once"].append(_since(started))
            started = time.perf_counter()
            predict_batch(url, list(rows))
            found["one batch"].append(_since(started))
    return found


# --8<-- [end:ways]


def _since(started: float) -> float:
    """Milliseconds gone by."""
    return round((time.perf_counter() - started) * 1000, 2)


@contextmanager
def serving(name: str) -> Iterator[str]:
    """Start a service of `services.toml` on a free port, as its post says, and stop it again; its address."""
    service = tomllib.loads((HERE / "services.toml").read_text(encoding="utf-8"))[name]
    command = service["commands"].get("gunicorn") or next(iter(service["commands"].values()))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as state:
        environment = {key: value.format(state=state) for key, value in service.get("environment", {}).items()}
        process = subprocess.Popen(
            shlex.split(command.format(port=port, state=state)),
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait_until_up(f"http://127.0.0.1:{port}{service['ready']}")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_until_up(url: str, seconds: float = 60.0) -> None:
    """Ask until there is an answer."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(OSError), urllib.request.urlopen(url, timeout=10):
            return
        time.sleep(0.1)
    raise TimeoutError(f"{url} did not answer within {seconds:g} seconds")


def machine() -> dict[str, object]:
    """What the numbers hold for: they are true of this machine and of these versions, and of no others."""
    packages = ("flask", "falcon", "gunicorn", "jupyter-kernel-gateway", "scikit-learn", "numpy")
    return {
        "system": platform.system(),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in packages},
    }


def _processor() -> str:
    """The processor's family, where the system tells it."""
    with suppress(OSError):
        found = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.MULTILINE)
        if found:
            return found[1].strip()
    return platform.machine()


def measure(rounds: int = ROUNDS, seconds: int = SECONDS, tool: str = "wrk") -> dict[str, object]:
    """The whole measurement, as it is recorded."""
    bills: list[Row] = [(float(length), float(depth)) for length, depth in load_penguins()[0][:BILLS]]
    return {
        "date": date.today().isoformat(),
        "machine": machine(),
        "rounds": rounds,
        "seconds": seconds,
        "runs": alternate(TARGETS, rounds, seconds, CONNECTIONS, tool) + alternate(ALONE, rounds, seconds, 1, tool),
        "waits": [row for name in QUEUED for row in waits(name, rounds)],
        "bills": len(bills),
        "ways": ways("flask-predict", rounds, bills),
    }


if __name__ == "__main__":
    RECORD.write_text(json.dumps(measure(), indent=1) + "\n", encoding="utf-8")
