"""Proving claims: what was proved before and has not changed is not run again; the rest runs side by side."""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from musings.claims.claim import Claim
from musings.claims.registry import find_claims, kinds
from musings.core import addresses, course, experiments, fingerprint, modules, numbering, reads, written
from musings.core.failure import Failure, NotHere
from musings.core.page import Page
from musings.core.project import Project
from musings.core.reads import Record
from musings.proof import account, webassembly
from musings.proof.elsewhere import HERE, Place
from musings.proof.proofs import Proofs

PROVED, CACHED, FAILED, NOT_HERE = "proved", "unchanged", "failed", "not proved here"
PAGE = "page"
"""The kind of what is wrong with a page as a whole."""
_READ = "read"
"""The place under which it is kept that a page shows what is found in it: the same in every arithmetic."""
_WHOLE: Final = (PAGE, (0, 0))
"""Where a page as a whole stands among its claims."""


@dataclass(frozen=True)
class Result:
    """What became of one claim."""

    post: str
    line: int
    kind: str
    name: str
    status: str
    seconds: float
    failure: str | None = None

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong with the claim as far as this environment can tell."""
        return self.status != FAILED

    @property
    def proved(self) -> bool:
        """Whether the claim was shown to hold, now or before."""
        return self.status in {PROVED, CACHED}

    def as_dict(self) -> dict[str, Any]:
        """Return the result for JSON."""
        return asdict(self)


Spot = tuple[str, tuple[int, int]]
"""A claim's kind and its mark: what tells it from all others of its page."""


At = tuple[Path, Spot]
"""A claim among those of all pages."""


@dataclass(frozen=True)
class Outcome:
    """What became of one claim in the process that proved it, and what that has read; None where nobody can tell."""

    at: At
    result: Result
    read: Record | None = None


@dataclass(frozen=True)
class Job:
    """Claims of one page that one process proves one after the other, since they share what they import and compute."""

    root: Path
    page: Path
    spots: tuple[Spot, ...]


def key(claim: Claim, page: Page) -> str:
    """Return the hash of everything that the proof of a claim depends on."""
    kind = kinds()[claim.kind]
    files = modules.closure(page.project, kind.sources(claim, page))
    texts = [fingerprint.of_tool(), claim.kind, claim.name, kind.context(claim, page)]
    return fingerprint.of(page.project, texts, files)


def check_page(page: Page) -> list[Result]:
    """Return what is wrong with a page as a whole: its encoding, its front matter, mathematics that has no name."""
    started = time.perf_counter()
    try:
        examine_page(page)
    except Failure as failure:
        return [_result(page, PAGE, page.path.name, failure.line or 1, FAILED, started, failure)]
    return []


def prove_page(page: Page) -> None:
    """Raise `Failure` for what is wrong with a page as a whole, among it what it shows and nobody looks at."""
    examine_page(page)
    for failure in account.read(page):
        raise failure


def examine_page(page: Page) -> None:
    """Raise `Failure` for what makes a page unreadable or lets something stand in it that nothing proves."""
    import datetime

    front = page.front_matter
    if page.path.is_relative_to(page.project.posts):
        date = front.get("date")
        if isinstance(date, dict):
            date = date.get("created")
        if not isinstance(date, datetime.date):
            raise Failure(
                "bad front matter: a post needs a date",
                expected="date: 2026-11-22",
                got=str(date) if date else None,
                advice="add it between the dashes at the top",
                line=1,
            )
    offset = page.prose.find("$$")
    if offset >= 0:
        raise Failure(
            "a display formula has no name, so nothing proves it",
            got=page.text[offset:].split("\n")[0],
            advice="write it as `/// formula | topic.function`",
            line=page.line(offset),
        )


def among_pages(project: Project, read: Sequence[Page] = ()) -> Iterator[tuple[Page, Failure]]:
    """Yield the pages that stand wrongly among the others, each with what is said of it; some may be read already."""
    pages = list({page.path: page for page in (*written.pages(project), *read)}.values())
    yield from addresses.clashes(project, pages)
    yield from course.faults(pages)
    yield from numbering.faults(pages)


def check(
    project: Project,
    pages: Sequence[Page],
    *,
    jobs: int | None = None,
    progress: Callable[[Result], None] = lambda _: None,
    place: Place = HERE,
) -> list[Result]:
    """Prove every claim of the pages in a place; return the results in the pages' order.

    `jobs` is the number of processes: as many as there are cores unless told.
    """
    require_assertions()
    modules.look_again()
    proofs, label = Proofs(project), place.label
    results: dict[At, Result] = {}
    waiting: list[Job] = []
    keys: dict[At, str] = {}
    among: dict[Path, list[Failure]] = {}
    for page, failure in among_pages(project, pages):
        among.setdefault(page.path, []).append(failure)
    for page in pages:
        for number, failure in enumerate(among.get(page.path, ()), 1):
            results[page.path, (PAGE, (0, -number))] = _of_page(page, failure)
            progress(results[page.path, (PAGE, (0, -number))])
        wrong = check_page(page)
        for result in wrong:
            results[page.path, _WHOLE] = result
            progress(result)
        if wrong and not _readable(page):
            continue
        keys[page.path, _WHOLE] = account.key(page)
        if proofs.seconds(keys[page.path, _WHOLE], _READ) is None:
            waiting.append(Job(project.root, page.path, (_WHOLE,)))
        spots: list[Spot] = []
        for claim in find_claims(page):
            at = (page.path, (claim.kind, claim.mark))
            try:
                if place.arithmetic and kinds()[claim.kind].call(claim, page) is None:
                    continue  # nothing there can be asked for it
                keys[at] = key(claim, page)
            except Failure as failure:
                results[at] = _result(
                    page, claim.kind, claim.name, failure.line or claim.line, FAILED, time.perf_counter(), failure
                )
                progress(results[at])
                continue
            if (seconds := proofs.seconds(keys[at], label)) is not None:
                results[at] = Result(page.name, claim.line, claim.kind, claim.name, CACHED, seconds)
                progress(results[at])
            else:
                spots.append((claim.kind, claim.mark))
        waiting += _jobs(project, page, spots)
    proved: dict[At, tuple[str, float, Record]] = {}
    for outcomes in _run(waiting, jobs, place):
        for outcome in outcomes:
            at, result = outcome.at, outcome.result
            of_page = at[1][0] == PAGE
            if result.proved and outcome.read is not None:
                proved[at] = (_READ if of_page else label, result.seconds, outcome.read)
            if of_page and result.proved:  # what is right with a page is no claim
                continue
            results[at] = result
            progress(result)
    if waiting:
        now = _keys_now(project, proved)
        for at, proof in proved.items():
            if now.get(at) == keys[at]:
                proofs.add(keys[at], *proof)
        proofs.save(keys.values())
    order = {page.path: number for number, page in enumerate(pages)}
    return [results[at] for at in sorted(results, key=lambda at: (order[at[0]], at[1][1], at[1][0]))]


def require_assertions() -> None:
    """Raise `Failure` where Python leaves assertions out: a doctest or a test that asserts would prove nothing."""
    if sys.flags.optimize or os.environ.get("PYTHONOPTIMIZE", "0").strip() not in {"", "0"}:
        raise Failure(
            "nothing is proved by a Python that leaves assertions out",
            got="the option -O, or PYTHONOPTIMIZE in the environment",
            advice="run it without",
        )


def _keys_now(project: Project, asked: Collection[At]) -> dict[At, str]:
    """Return the keys of claims as their files are now: what was saved while it was being proved was not proved."""
    modules.look_again()
    keys: dict[At, str] = {}
    for path in {path for path, _ in asked}:
        page = written.page(project, path)
        with suppress(Failure, OSError):  # it has become unreadable, and is another one
            if (path, _WHOLE) in asked:
                keys[path, _WHOLE] = account.key(page)
            keys |= {
                (path, (claim.kind, claim.mark)): key(claim, page)
                for claim in find_claims(page)
                if (path, (claim.kind, claim.mark)) in asked
            }
    return keys


def _read(page: Page) -> Iterator[Outcome]:
    """Yield what the page shows and nobody looks at, or that there is nothing of the kind."""
    started = time.perf_counter()
    found = account.read(page)
    for number, failure in enumerate(found, 1):
        at = (page.path, (PAGE, (0, number)))
        yield Outcome(at, _result(page, PAGE, page.path.name, failure.line or 1, FAILED, started, failure))
    if not found:
        fine = _result(page, PAGE, page.path.name, 1, PROVED, started, None)
        yield Outcome((page.path, _WHOLE), fine, {})


def _of_page(page: Page, failure: Failure) -> Result:
    return _result(page, PAGE, page.path.name, failure.line or 1, FAILED, time.perf_counter(), failure)


def _readable(page: Page) -> bool:
    try:
        page.text  # noqa: B018 - reading is the test
    except Failure:
        return False
    return True


def _jobs(project: Project, page: Page, spots: list[Spot]) -> Iterator[Job]:
    groups: dict[str, list[Spot]] = {}
    for kind, mark in spots:
        groups.setdefault("" if kinds()[kind].together else kind, []).append((kind, mark))
    for group in groups.values():
        yield Job(project.root, page.path, tuple(group))


def _run(waiting: list[Job], jobs: int | None, place: Place) -> Iterator[list[Outcome]]:
    if not waiting:
        return
    if place.arithmetic:
        yield from _ask(waiting)
        return
    workers = min(jobs or os.cpu_count() or 1, len(waiting))
    longest_first = sorted(waiting, key=lambda job: -len(job.spots))
    # Fresh processes: nothing that one proof imports or changes can help or harm another page's.
    with place.entered(), ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        for future in as_completed([pool.submit(prove, job) for job in longest_first]):
            yield future.result()


def _ask(waiting: list[Job]) -> Iterator[list[Outcome]]:
    """Prove claims by what the readers' Python answers: one of them for all, since it takes long to start."""
    with webassembly.started(Project(waiting[0].root)) as runtime:

        def ask(claim: Claim, page: Page) -> Record:
            if call := kinds()[claim.kind].call(claim, page):
                call.judge(runtime.call(call.module, call.function))
            return {}  # it sees nothing but its pack

        for job in waiting:
            yield list(_each(job, ask))


def prove(job: Job) -> list[Outcome]:
    """Prove the claims of a job, in the process that calls it."""
    project = Project(job.root)
    project.use()
    watch = reads.watch(project)

    def run(claim: Claim, page: Page) -> Record | None:
        kind = kinds()[claim.kind]
        with experiments.kept(project), watch.proof():
            kind.prove(claim, page)
        declared = modules.closure(project, kind.sources(claim, page))
        return watch.record(declared, kind.context(claim, page) if kind.code else "")

    return list(_each(job, run))


def _each(job: Job, show: Callable[[Claim, Page], Record | None]) -> Iterator[Outcome]:
    page = written.page(Project(job.root), job.page)
    if job.spots == (_WHOLE,):
        yield from _read(page)
        return
    found = {(kind, claim.mark): claim for kind in dict(job.spots) for claim in kinds()[kind].claims(page)}
    for spot in job.spots:
        started = time.perf_counter()
        claim = found.get(spot)
        if claim is None:
            kind, (start, _) = spot
            changed = Failure("the page changed while it was being proved", advice="prove it again")
            yield Outcome((job.page, spot), _result(page, kind, "?", page.line(start), FAILED, started, changed))
            continue
        read = None
        try:
            read = show(claim, page)
        except NotHere as absent:
            result = _result(page, claim.kind, claim.name, claim.line, NOT_HERE, started, absent)
        except Failure as failure:
            result = _result(page, claim.kind, claim.name, failure.line or claim.line, FAILED, started, failure)
        else:
            result = _result(page, claim.kind, claim.name, claim.line, PROVED, started, None)
        yield Outcome((job.page, spot), result, read)


def _result(
    page: Page, kind: str, name: str, line: int, status: str, started: float, failure: Failure | None
) -> Result:
    seconds = time.perf_counter() - started
    return Result(page.name, line, kind, name, status, seconds, str(failure) if failure else None)


def examine(pages: Sequence[Page]) -> list[Result]:
    """Return the mistakes that show without running anything: what a strict build must not let pass."""
    failures = []
    for page in pages:
        wrong = check_page(page)
        failures += wrong
        if wrong and not _readable(page):
            continue
        for claim in find_claims(page):
            started = time.perf_counter()
            try:
                kinds()[claim.kind].examine(claim, page)
            except Failure as failure:
                failures.append(
                    _result(page, claim.kind, claim.name, failure.line or claim.line, FAILED, started, failure)
                )
    return failures
