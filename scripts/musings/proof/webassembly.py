"""The arithmetic of readers: claims that one call proves are proved in the very runtime that the pages ship."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from musings.core import store
from musings.core.failure import Failure, NotHere
from musings.core.project import Project
from musings.live import pack
from musings.proof.elsewhere import Place

CALL_SECONDS: Final = 10
"""How long a call may take: what takes longer is an experiment that no reader waits for."""
_SCRIPT: Final = Path(__file__).with_name("webassembly.mjs")


class Runtime:
    """The reader's Python, started once; `call` asks it for what a function of the site returns."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._ended = ""
        """What it said last, once it has ended."""

    def call(self, module: str, function: str, seconds: float = CALL_SECONDS) -> Any:
        """Return what the function gives there; raises `Failure` where it raises, `NotHere` where it cannot run."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with suppress(BrokenPipeError):  # it has ended, and its last line says why
            order = {"module": module, "function": function, "seconds": seconds}
            self._process.stdin.write(f"{json.dumps(order)}\n")
            self._process.stdin.flush()
        line = "" if self._ended else self._process.stdout.readline()
        answer = json.loads(line) if line else {"failed": self._ended or "it said nothing"}
        if "failed" in answer:
            self._ended = answer["failed"]
            raise Failure("the readers' Python ended", got=self._ended, advice="run `musings prepare`")
        if "absent" in answer:
            raise NotHere(f"a page has no {answer['absent']}")
        if "slow" in answer:
            raise NotHere(f"it takes longer than {seconds:g} s in a page")
        if "error" in answer:
            raise Failure(f"{module}:{function} raises in a page", got=answer["error"], advice="correct the function")
        return answer["value"]


def place(project: Project) -> Place | None:
    """Return the reader's arithmetic as a place, or None where the site has no Python for its readers."""
    version = store.read_json(project.pack / "manifest.json").get("version")
    return Place("WebAssembly", arithmetic=f"wasm-{version}") if version else None


def require_current(project: Project) -> None:
    """Raise `Failure` where the readers' Python has other modules of the site than those that are proved."""
    if not pack.is_current(project.root, project.pack):
        raise Failure(
            "the readers' Python is an old one: snippets have been saved since it was made",
            advice="run `musings prepare`, which makes it anew",
        )


@contextmanager
def started(project: Project) -> Iterator[Runtime]:
    """Start the reader's Python for as long as the block lasts."""
    try:
        process = subprocess.Popen(
            ["node", str(_SCRIPT), str(project.pack)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
    except OSError as error:
        raise Failure(f"node cannot be started: {error.strerror}", advice="install Node 20 or later") from None
    try:
        yield Runtime(process)
    finally:
        process.kill()
        process.communicate()
