"""Workers: each has a copy of the project of its own, and proves each mutant in a process that ends with it."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Final, Literal

from musings.core import store
from musings.core.failure import Failure
from musings.core.project import Project
from tests.mutants import limits, rendered
from tests.mutants.mutant import Mutant
from tests.mutants.proofs import Proofs

SLOW: Final = ("notebook", "snippet", "exchange", "plot")
"""What takes longest is begun first, so that no worker waits in the end."""

Outcome = Literal["caught", "survived", "broken"]


@dataclass(frozen=True)
class Verdict:
    """What became of a mutant, what noticed it, and how long that took."""

    mutant: Mutant
    outcome: Outcome
    by: str
    seconds: float


@dataclass
class _Worker:
    proofs: Proofs
    root: Path


_worker: _Worker | None = None


def run(learnt: Proofs, copies: list[Path], mutants: list[Mutant], *, changed: bool = True) -> Iterator[Verdict]:
    """Yield what becomes of mutants; with `changed` off, of places where nothing was changed: all must survive."""
    context = get_context("fork")
    waiting = context.SimpleQueue()
    for copy in copies:
        waiting.put(copy)
    with ProcessPoolExecutor(len(copies), context, _begin, (learnt, waiting)) as pool:
        # Neighbours share what they need of unchanged code, so they go to one worker, one after the other.
        groups: dict[str, list[Mutant]] = {}
        for each in mutants:
            groups.setdefault(each.file if each.kind.startswith(("exchange", "notebook")) else str(each), []).append(
                each
            )
        slowest_first = sorted(
            groups.values(),
            key=lambda group: (
                SLOW.index(group[0].kind.partition(":")[0]) if group[0].kind.partition(":")[0] in SLOW else 9
            ),
        )
        for future in as_completed([pool.submit(_judge, group, changed) for group in slowest_first]):
            yield from future.result()


def _begin(learnt: Proofs, waiting: object) -> None:
    global _worker
    root: Path = waiting.get()  # type: ignore[attr-defined]
    os.chdir(root)
    sys.path[:] = [str(root), *(entry for entry in sys.path if entry not in {"", str(learnt.project.root)})]
    _worker = _Worker(replace(learnt, project=Project(root)), root)


def _judge(mutants: list[Mutant], changed: bool) -> list[Verdict]:
    return [_one(each, changed) for each in mutants]


def _one(mutant: Mutant, changed: bool) -> Verdict:
    assert _worker is not None
    started = time.monotonic()
    proofs, path = _worker.proofs, _worker.root / mutant.file
    try:
        proofs.prepare(mutant)
        with _changed(path, mutant if changed else replace(mutant, after=mutant.before)) as made:
            proofs.prepare_values(made)
            outcome, by = _apart(proofs, made)
    except Exception as error:
        outcome, by = "broken", "".join(traceback.format_exception(error))
    return Verdict(mutant, outcome, by, time.monotonic() - started)


@contextlib.contextmanager
def _changed(path: Path, mutant: Mutant) -> Iterator[Mutant]:
    """Have a mutant stand in its file meanwhile."""
    if mutant.file.endswith(rendered.SUFFIX):
        yield mutant
        return
    before = path.read_bytes()
    store.write(path, mutant.of(before.decode()))
    try:
        yield mutant
    finally:
        store.write(path, before)


def _apart(proofs: Proofs, mutant: Mutant) -> tuple[Outcome, str]:
    """Prove in a process of its own, so that nothing of a mutant is left behind."""
    reading, writing = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        os.close(reading)
        said = _said(proofs, mutant)
        with contextlib.suppress(OSError):
            os.write(writing, said.encode()[:4000])
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode(errors="replace")
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        ended = os.WTERMSIG(status)
        return ("caught", "it does not end") if ended == signal.SIGXCPU else ("caught", f"it ends by signal {ended}")
    outcome, _, by = said.partition(" ")
    return ("caught" if outcome == "caught" else "survived" if outcome == "survived" else "broken"), by


def _said(proofs: Proofs, mutant: Mutant) -> str:
    limits.begin()
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, 1)
    os.dup2(sink, 2)
    try:
        proofs.prove(mutant)
    except Failure as failure:
        return f"caught {failure}"
    except BaseException as error:
        # A traceback of the tool's is noticed as well, and it is a fault of the tool's: it is told.
        return f"broken {''.join(traceback.format_exception(error))[-3000:]}"
    return "survived"
