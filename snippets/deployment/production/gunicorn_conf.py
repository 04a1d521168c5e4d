"""How gunicorn runs the service that is counted: as before, and what its workers count is of all of them."""

# --8<-- [start:conf]
import os
from pathlib import Path
from typing import Any

from prometheus_client.multiprocess import mark_process_dead

from snippets.deployment.gunicorn_conf import *  # noqa: F403


def on_starting(_: Any) -> None:
    """Begin at zero: what an earlier run has left behind counts no more."""
    counts = Path(os.environ["PROMETHEUS_MULTIPROC_DIR"])  # where each worker keeps files of what it has counted
    counts.mkdir(parents=True, exist_ok=True)
    for file in counts.glob("*.db"):
        file.unlink()


def child_exit(_: Any, worker: Any) -> None:
    """What a worker has counted stays when it is gone; what it was busy with, had we a gauge for it, would not."""
    mark_process_dead(worker.pid)


# --8<-- [end:conf]
