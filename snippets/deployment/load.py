"""How many requests a service answers in a second, and how long each one waits.

wrk asks (Debian: `apt-get install wrk`), this file keeps the score. `python -m snippets.deployment.load` measures for
about four minutes, prints what it found and keeps all of it in `build/load.json`; with `--short` it takes
half a minute, and says less. With `--record` it is kept in `recorded_load.json` instead, from which the posts take
their numbers.
"""

import asyncio
import json
import os
import platform
import re
import shlex
import socket
import subprocess
import sys
import tempfile
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path
from statistics import median

from snippets.deployment.client import post, predict, predict_all, predict_batch
from snippets.deployment.contract import Row
from snippets.deployment.recorded import CONNECTIONS, RECORD, Record
from snippets.deployment.tables import NAMES, ROWS
from snippets.deployment.train import load_penguins

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
AGAIN = ROOT / "build" / "load.json"
COMMAND = "python -m snippets.deployment.load --record"

ROUNDS = 9
SECONDS = 2  # of load, for each service in each round
BILLS = 100  # asked for in each of three ways
BUSY = (0, 1, 2, 4, 8)  # trainings under way while a health check waits

ALONE = (("flask-predict", "/predict"), ("notebook-predict", "/predict"))  # one connection: nobody queues
QUEUED = ("flask-predict", "notebook-predict")


# --8<-- [start:parse]
@dataclass(frozen=True)
class Load:
    """What wrk reports of one run."""

    requests: int
    requests_per_second: float
    latency_ms: dict[str, float]  # percentile → milliseconds


MILLISECONDS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


def parse(report: str) -> Load:
    r"""The numbers in wrk's report; a report of failed requests is refused, since errors are quick to send.

    >>> parse("50%  890.00us\n99%  1.20s\n3704 requests in 3.00s\nRequests/sec:   1234.56")
    Load(requests=3704, requests_per_second=1234.56, latency_ms={'50': 0.89, '99': 1200.0})
    """
    if "Non-2xx" in report or "Socket errors" in report:
        raise ValueError(f"some requests failed:\n{report}")
    count = re.search(r"(\d+) requests in", report)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", report)
    if count is None or rate is None:
        raise ValueError(f"this is no report of wrk:\n{report}")
    lines = re.findall(r"^\s*(\d+)%\s+([\d.]+)(us|ms|s|m)\s*$", report, re.MULTILINE)
    return Load(
        int(count[1]), float(rate[1]), {percent: round(float(n) * MILLISECONDS[unit], 3) for percent, n, unit in lines}
    )


# --8<-- [end:parse]


@dataclass(frozen=True)
class Served:
    """A service that is up."""

    url: str
    pid: int


# --8<-- [start:ask]
def ask(url: str, seconds: int = SECONDS, connections: int = CONNECTIONS, tool: str = "wrk") -> Load:
    """Keep so many connections busy with one request after another for so long."""
    command = [tool, "--threads=1", f"--connections={connections}", f"--duration={seconds}s", "--latency"]
    if url.endswith("/predict"):
        command += ["--script", str(HERE / "predict.lua")]
    done = subprocess.run([*command, url], capture_output=True, text=True, check=True, timeout=seconds + 30)
    return parse(done.stdout)


def alternate(
    up: Mapping[str, Served], targets: Sequence[tuple[str, str]], rounds: int, seconds: int, connections: int, tool: str
) -> list[dict[str, object]]:
    """Load the targets in turn, round after round: A B A B, not A A B B."""
    runs: list[dict[str, object]] = []
    for _ in range(rounds):
        for name, path in targets:
            server = up[name]
            before = processor_seconds(server.pid)
            load = ask(server.url + path, seconds, connections, tool)
            spent = (processor_seconds(server.pid) - before) / load.requests
            run = {"service": name, "path": path, "connections": connections, **asdict(load)}
            runs.append({**run, "processor_us": round(spent * 1e6, 1)})
    return runs


# --8<-- [end:ask]


# --8<-- [start:processor]
def processor_seconds(pid: int) -> float:
    """The processor time that a process and its children have used so far, as Linux counts it.

    What others do on the machine in the meantime stretches the time that passes, and leaves this one nearly as it is.
    """
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()
    own = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return own + sum(processor_seconds(int(child)) for child in children)


# --8<-- [end:processor]


# --8<-- [start:wait]
def train(url: str) -> None:
    """Ask for a training. A service that can answer meanwhile refuses all but one at a time, with a 409."""
    with suppress(urllib.error.HTTPError):
        post(f"{url}/retrain", {"C": 1.0})


def wait_behind(url: str, busy: int) -> float:
    """Milliseconds that a health check waits after so many have asked for a training."""
    with ThreadPoolExecutor(max(busy, 1)) as pool:
        trainings = [pool.submit(train, url) for _ in range(busy)]
        time.sleep(0.02)  # long enough for all to arrive, too short for them to be done
        started = time.perf_counter()
        with urllib.request.urlopen(f"{url}/health", timeout=60):
            waited = time.perf_counter() - started
        for training in trainings:
            training.result()
    return waited * 1000


# --8<-- [end:wait]


def waits(url: str, rounds: int) -> dict[int, list[float]]:
    """The waits of a health check behind each number of trainings."""
    return {busy: [round(wait_behind(url, busy), 2) for _ in range(rounds)] for busy in BUSY}


def ways(url: str, rounds: int, rows: Sequence[Row]) -> dict[str, list[float]]:
    """Milliseconds for the same bills asked one by one, several at a time, and in one batch; each way in each round."""
    found: dict[str, list[float]] = {"one by one": [], "all at once": [], "one batch": []}
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


def _since(started: float) -> float:
    """Milliseconds gone by."""
    return round((time.perf_counter() - started) * 1000, 2)


@contextmanager
def serving(name: str, settings: Mapping[str, str] | None = None) -> Iterator[Served]:
    """Start a service of `services.toml` on a free port, as its post says, and stop it again."""
    service = tomllib.loads((HERE / "services.toml").read_text(encoding="utf-8"))[name]
    command = service["commands"].get("gunicorn") or next(iter(service["commands"].values()))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as state:
        environment = {key: value.format(state=state) for key, value in service.get("environment", {}).items()}
        programs = ROOT / service["venv"] / "bin" if "venv" in service else Path(sys.executable).parent
        path = os.pathsep.join([str(programs), os.environ.get("PATH", os.defpath)])
        environment = {**os.environ, "PATH": path, **environment, **(settings or {})}
        if "prepare" in service:
            Path(environment["MODEL_FILE"]).write_bytes(trained(programs / "python"))
        process = subprocess.Popen(
            shlex.split(command.format(port=port, state=state)),
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_until_up(f"http://127.0.0.1:{port}{service['ready']}")
            yield Served(f"http://127.0.0.1:{port}", process.pid)
        finally:
            process.terminate()
            process.wait(timeout=20)


@cache
def trained(python: Path) -> bytes:
    """The file of the model, as the packages of a service make it; made once, since it takes seconds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "penguins.skops"
        command = [str(python), "-m", "snippets.deployment.train"]
        subprocess.run(command, cwd=ROOT, env={**os.environ, "MODEL_FILE": str(path)}, check=True, capture_output=True)
        return path.read_bytes()


def wait_until_up(url: str, seconds: float = 60.0) -> None:
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
        "processor": processor(),
        "cores": os.cpu_count(),
        "memory_gigabytes": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in packages},
    }


def processor() -> str:
    """The processor's family, where the system tells it."""
    text = ""
    with suppress(OSError):  # Linux alone has this file
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    found = re.search(r"^model name\s*:\s*(.+)$", text, re.MULTILINE)
    return found[1].strip() if found else platform.machine()


def measure(rounds: int = ROUNDS, seconds: int = SECONDS, tool: str = "wrk") -> dict[str, object]:
    """The whole measurement, as it is recorded."""
    bills: list[Row] = [(float(length), float(depth)) for length, depth in load_penguins()[0][:BILLS]]
    with ExitStack() as stack:
        up = {name: stack.enter_context(serving(name)) for name in (*NAMES, "notebook-predict")}
        return {
            "date": date.today().isoformat(),
            "command": COMMAND,
            "machine": machine(),
            "rounds": rounds,
            "seconds": seconds,
            "runs": alternate(up, ROWS, rounds, seconds, CONNECTIONS, tool)
            + alternate(up, ALONE, rounds, seconds, 1, tool),
            "waits": [
                {"service": name, "busy": busy, "ms": times}
                for name in QUEUED
                for busy, times in waits(up[name].url, rounds).items()
            ],
            "waits_date": date.today().isoformat(),
            "bills": len(bills),
            "ways": ways(up["flask-predict"].url, rounds, bills),
        }


def summary(record: Record) -> str:
    """What was found, as lines."""
    lines = [f"{'behind gunicorn':<18}{'asked':<12}{'requests a second':>18}"]
    lines += [f"{NAMES[service]:<18}{path:<12}{record.rate(service, path):>18,.0f}" for service, path in ROWS]
    for path in ("/health", "/predict"):
        ratio = median(record.ratios("falcon-predict", "flask-predict", path))
        lines.append(f"Falcon answers {ratio:.2f} times as many requests for {path} as Flask")
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> None:
    """Measure, print and keep."""
    data = measure(rounds=2, seconds=1) if "--short" in arguments else measure()
    place = RECORD if "--record" in arguments else AGAIN
    place.parent.mkdir(exist_ok=True)
    place.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    print(summary(Record(data)))


if __name__ == "__main__":
    main(sys.argv[1:])
