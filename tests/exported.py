"""Starting a service that was taken away, as its own folder says, with nothing of this project in sight."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from musings import services

SECONDS = 60.0


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Return that of a machine on which nothing of this project is found."""
    home = {"HOME": str(folder), "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.defpath])}
    return {**home, "LANG": "C.UTF-8", **more}


@contextmanager
def up(folder: Path, ready: str) -> Iterator[str]:
    """Start an exported service with its own `run`; give its address once it answers."""
    port = services.free_port()
    log = folder / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            ["./run"],
            cwd=folder,
            env=environment(folder, PORT=str(port)),
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline and process.poll() is None:
            with suppress(OSError), urllib.request.urlopen(address + ready, timeout=5):
                break
            time.sleep(0.1)
        else:
            pytest.fail(f"it did not start:\n{log.read_text(encoding='utf-8')}")
        yield address
    finally:
        for number in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, number)
            with suppress(subprocess.TimeoutExpired):
                process.wait(10)
