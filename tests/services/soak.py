"""Long load on real services: whether they keep more and more memory or descriptors. `make soak` takes five minutes.

The notebook is left out: its kernel keeps every request in memory, as its post says.
"""

import argparse
import http.client
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from musings.services import Running, running
from snippets.deployment.differences import bill
from snippets.deployment.ray_failover import descendants
from tests.services.wire import BILL, JSON, ask, send_part

ROOT = Path(__file__).parents[2]
SERVICES = ("flask-counted", "falcon-predict", "fastapi-predict")
CLIENTS = 2  # of each service
NO_ANSWER = 999
SPARE_DESCRIPTORS = 2 * CLIENTS  # connections that are under way at one look and not at another
SPARE_MEMORY = 1.05  # what an allocator keeps for itself may still settle
HALF = bill(BILL, "Content-Length: 50")
BATCH = b'{"rows": [' + b",".join([BILL] * 200) + b"]}"


@dataclass(frozen=True)
class Look:
    """What the processes of a service hold at a moment."""

    descriptors: int
    kilobytes: int


def look(pid: int) -> Look:
    """A process and all that it has started, as Linux knows them."""
    descriptors = kilobytes = 0
    for each in (pid, *descendants(pid)):
        folder = Path(f"/proc/{each}")
        descriptors += len(list((folder / "fd").iterdir()))
        status = dict(line.split(":", 1) for line in (folder / "status").read_text(encoding="utf-8").splitlines())
        kilobytes += int(status.get("VmRSS", "0").split()[0])
    return Look(descriptors, kilobytes)


def grown(looks: list[Look]) -> list[str]:
    """What is more in the last quarter than in the second; the first one is for warming up."""
    quarter = len(looks) // 4
    early, late = looks[quarter : 2 * quarter], looks[-quarter:]
    descriptors = [median(each.descriptors for each in part) for part in (early, late)]
    kilobytes = [median(each.kilobytes for each in part) for part in (early, late)]
    found = []
    if descriptors[1] > descriptors[0] + SPARE_DESCRIPTORS:
        found.append("descriptors: {:.0f} became {:.0f}".format(*descriptors))
    if kilobytes[1] > kilobytes[0] * SPARE_MEMORY:
        found.append("kilobytes: {:.0f} became {:.0f}".format(*kilobytes))
    return found


def load(up: Running, over: threading.Event, statuses: list[int]) -> None:
    """Ask and ask: bills, batches, nonsense, and a body of which half is sent."""
    while not over.is_set():
        for path, body in (("/predict", BILL), ("/predict/batch", BATCH), ("/predict", b"{}"), ("/nowhere", b"")):
            try:
                statuses.append(ask(up, "POST", path, body, JSON).status)
            except (OSError, http.client.HTTPException):
                statuses.append(NO_ANSWER)
        with suppress(OSError):
            send_part(up, HALF).close()


@dataclass(frozen=True)
class Soaked:
    """A service after the load: what it answered, and what it held meanwhile."""

    statuses: list[int]
    looks: list[Look]


def soak(services: tuple[str, ...], seconds: float, every: float) -> dict[str, Soaked]:
    """Load on all the services at once, for so long."""
    over, found = threading.Event(), {}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        ups = {}
        for name in services:
            log = {"PREDICTION_LOG": str(folder / f"{name}.json")}
            ups[name] = stack.enter_context(running(name, root=ROOT, environment=log))
            found[name] = Soaked([], [])
        clients = [
            threading.Thread(target=load, args=(up, over, found[name].statuses))
            for name, up in ups.items()
            for _ in range(CLIENTS)
        ]
        for client in clients:
            client.start()
            stack.callback(client.join)
        stack.callback(over.set)
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            time.sleep(every)
            for name, up in ups.items():
                found[name].looks.append(look(up.process.pid))
    return found


def main(arguments: list[str] | None = None) -> int:
    """Say what was found; 1 if anything has grown, or any answer was a failure."""
    parser = argparse.ArgumentParser(description="services under long load")
    parser.add_argument("--seconds", type=float, default=300)
    seconds: float = parser.parse_args(arguments).seconds
    bad = False
    for name, soaked in soak(SERVICES, seconds, every=min(2.0, seconds / 20)).items():
        answers, first, last = Counter(soaked.statuses), soaked.looks[0], soaked.looks[-1]
        wrong = grown(soaked.looks) + [f"{n} answers {status}" for status, n in answers.items() if status >= 500]
        print(f"{name}: {dict(answers)}, from {first} to {last}")
        print("\n".join(f"  {each}" for each in wrong or ["flat"]), flush=True)
        bad = bad or bool(wrong)
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
