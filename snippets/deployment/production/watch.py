"""Are the bills that come in still of the kind that the model has learned from? The prediction log is asked."""

import json
import ssl
import tempfile
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import numpy as np

from snippets.arrays import Array
from snippets.deployment import train
from snippets.deployment.production import up
from snippets.experiment import experiment
from snippets.lifecycle.drift import critical_gap, largest_gap


# --8<-- [start:watch]
def bills(log: Path) -> Array:
    """The bills in a log of predictions, a row each: length, depth. A line that broke off is passed over."""
    found = []
    for line in log.read_text(encoding="utf-8").splitlines():
        with suppress(ValueError, KeyError, TypeError):
            noted = json.loads(line)
            found.append((noted["X1"], noted["X2"]))
    return np.array(found, dtype=float).reshape(-1, 2)


def moved(new: Array, reference: Array) -> list[dict[str, float]]:
    """For length and depth, the largest gap to the reference, and the gap above which the alarm rings.

    >>> known = np.column_stack([np.arange(100.0), np.arange(100.0)])
    >>> [each["gap"] > each["critical"] for each in moved(known + [0, 50], known)]
    [False, True]
    """
    critical = float(critical_gap(len(reference), len(new)))
    columns = zip(reference.T, new.T, strict=True)
    return [{"gap": largest_gap(*both), "critical": critical} for both in columns]


# --8<-- [end:watch]

DEEPER = 2.0  # millimetres by which the ruler of the second day is out
ONE_BY_ONE = 40  # penguins that are asked for in requests of their own


def post(port: int, path: str, document: object) -> None:
    """Ask something through nginx; a refusal is raised."""
    request = urllib.request.Request(
        f"https://127.0.0.1:{port}{path}", json.dumps(document).encode(), {"Content-Type": "application/json"}
    )
    urllib.request.urlopen(request, timeout=20, context=ssl._create_unverified_context()).close()


@experiment
def two_days() -> dict[str, list[dict[str, float]]]:
    """What the alarm makes of two days' log: the last year's penguins, and the same by a ruler that is out.

    They come through nginx to two workers. Overnight the log is moved away, and nobody tells the workers.
    """
    known, judged, _, _ = train.split()
    found: dict[str, list[dict[str, float]]] = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        up.serving(Path(folder), environment={"WEB_CONCURRENCY": "2"}) as servers,
        ThreadPoolExecutor(4) as clients,
    ):
        for day, out in (("first", 0.0), ("second", DEEPER)):
            rows = [{"X1": float(length), "X2": float(depth + out)} for length, depth in judged]
            requests: list[tuple[str, object]] = [("/predict", row) for row in rows[:ONE_BY_ONE]]
            requests.append(("/predict/batch", {"rows": rows[ONE_BY_ONE:]}))
            list(clients.map(lambda each: post(servers.port, *each), requests))  # raises for what is refused
            new = bills(servers.prediction_log.rename(servers.folder / day))
            found[day] = [each | {"lines": len(new)} for each in moved(new, np.asarray(known))]
    return found
