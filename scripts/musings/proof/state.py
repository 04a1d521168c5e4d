"""How far the proof of a post has come, in a file: `musings serve POST` shows it on the page that is being written."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from musings.core import store
from musings.core.failure import Failure
from musings.core.project import Project
from musings.proof.check import Result

PAGE: Final = "MUSINGS_PROVED_PAGE"
"""The environment variable that names the page by its file below docs/: to the server, and to each check."""
PAUSE: Final = 0.2
"""Seconds between two writes while claims are being proved."""


def file(project: Project) -> Path:
    """Return where it is written: by each check, for the server that gives it out."""
    return project.root / "build" / "state.json"


def page() -> str:
    """Return the page that is being proved while it is written, if one is."""
    return os.environ.get(PAGE, "")


class State:
    """What became of the claims of a post so far; `over` once no more are to come."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._results: list[Result] = []
        self.said: list[str] = []
        """What kept the whole from being proved."""
        self._last = 0.0
        self.write(over=False)

    def tell(self, result: Result) -> None:
        """Note what became of one claim more."""
        self._results.append(result)
        if time.monotonic() - self._last > PAUSE:
            self.write(over=False)

    def write(self, *, over: bool) -> None:
        """Write the file as things stand."""
        wrong = sorted((result for result in self._results if not result.ok), key=lambda result: result.line)
        lines = [f"Line {result.line}, {result.kind} {result.name}: {result.failure}" for result in wrong]
        proved = sum(result.proved for result in self._results)
        told = {"claims": len(self._results), "over": over, "proved": proved, "wrong": self.said + lines}
        store.write_json(self._path, told)
        self._last = time.monotonic()


@contextmanager
def told(project: Project) -> Iterator[State | None]:
    """Give the file's state to a block that proves, where somebody looks at it: the end of the block is that of it."""
    if not page():
        yield None
        return
    state = State(file(project))
    try:
        yield state
    except Failure as failure:
        state.said.append(str(failure))
        raise
    finally:
        state.write(over=True)
