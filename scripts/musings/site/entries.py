"""What the ledger lists of a page and how much of it was proved: the ledger, pages' feet and the front page say it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from musings.claims.claim import Claim
from musings.claims.registry import anchors, find_claims, kinds
from musings.core import modules, records
from musings.core.failure import Failure
from musings.core.page import Page
from musings.core.project import TEST_ANCHOR
from musings.proof.check import key
from musings.proof.proofs import Proofs


@dataclass(frozen=True)
class Entry:
    """A claim, whether it is run, the key of its proof, the function that proves it, and where its code is shown.

    `recorded` says when and where it was measured what the claim repeats, `command` how; `tests` is where the tests of
    the function's file stand, if it has some.
    """

    claim: Claim
    run: bool
    key: str
    function: str
    where: str
    recorded: str = ""
    command: str = ""
    tests: str = ""
    anchor: str = ""
    """What the page calls the place of the claim; nothing where it has no name."""


def entries(page: Page) -> list[Entry]:
    """Return the claims of a page; one that cannot be read has neither key nor function: it is reported elsewhere."""
    found = find_claims(page)
    return [replace(_entry(claim, page), anchor=name) for claim, name in zip(found, anchors(found), strict=True)]


def _entry(claim: Claim, page: Page) -> Entry:
    kind = kinds()[claim.kind]
    try:
        run, call, known = kind.is_run(claim), kind.call(claim, page), key(claim, page)
        read = [records.read(page.project, path) for path in sorted(kind.records(claim, page))]
    except Failure:
        return Entry(claim, True, "", "", "")
    recorded = "; ".join(f"{record.day}, {record.machine}" for record in read)
    command = "; ".join(record.command for record in read)
    path, name = (page.project.root / call.where.partition(":")[0], call.function) if call else _code(claim, page)
    if path is None:
        return Entry(claim, run, known, "", "", recorded, command)
    shown = page.project.code_page(path)
    return Entry(
        claim,
        run,
        known,
        call.where if call else "",
        f"{shown}#{name}" if name else shown,
        recorded,
        command,
        f"{shown}#{TEST_ANCHOR}" if modules.tests_of(page.project, path) else "",
    )


def _code(claim: Claim, page: Page) -> tuple[Path | None, str]:
    """Return the file that a claim without a call is about and what it names in there, where there is just one."""
    name = re.split(r"[./]", claim.name)[-1]
    sources = kinds()[claim.kind].sources(claim, page)
    own = [path for path in sources if _is_code(path, page)]
    for paths in (own, modules.closure(page.project, sources)):
        defining = [path for path in paths if _is_code(path, page) and modules.function(path, name)]
        if len(defining) == 1:
            return defining[0], name
    return (own[0], "") if len(own) == 1 else (None, "")


def _is_code(path: Path, page: Page) -> bool:
    folders = (page.project.snippets, page.project.plots)
    return path.suffix == ".py" and path.name != "__init__.py" and any(map(path.is_relative_to, folders))


def part(page: Page) -> str:
    """Return where under docs/ the part of the ledger is that lists a page's claims."""
    project = page.project
    name = re.sub(r"\W+", "-", project.address_of(page.path).rpartition(".")[0]).strip("-").lower()
    return f"{project.ledger.stem}/of-{name}.md"  # that of the front page is not the folder's own


def proved(entries: Iterable[Entry], proofs: Proofs) -> int:
    """Return how many of the claims that are run were proved as they stand."""
    return sum(bool(proofs.arithmetics(entry.key)) for entry in _run(entries))


def _run(entries: Iterable[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.run and not entry.recorded]


def tally(entries: Sequence[Entry], proofs: Proofs, where: str) -> str:
    """Return how many of the claims that stand somewhere were proved as they stand, and what the others are."""
    run = _run(entries)
    recorded = sum(bool(entry.recorded) for entry in entries)
    right = proved(run, proofs)
    few = f"all {len(run):,}" if right == len(run) else f"{right:,}"
    said = []
    if len(run) == 1:
        said.append(f"The one claim {where} was {'' if right else 'not '}proved with the very content shown here.")
    elif run:
        said.append(f"Of {len(run):,} claims {where} {few} were proved with the very content shown here.")
    if shown := len(entries) - len(run) - recorded:
        said.append(f"{shown:,} more {'is' if shown == 1 else 'are'} shown and not run.")
    if recorded:
        said.append(f"{recorded:,} more repeat{'s' if recorded == 1 else ''} what was measured once and recorded.")
    return " ".join(said)


def foot(entries: Sequence[Entry], proofs: Proofs, ledger: str, *, whole: bool) -> str:
    """Return in HTML how much of a page, or of the `whole` site, was proved: what the page ends with."""
    if not any(entry.run for entry in entries):
        return ""
    said = tally(entries, proofs, "on this site" if whole else "on this page")
    link = f'<a href="{ledger}">The ledger</a> lists them'
    counted = Counter(entry.claim.kind for entry in entries)
    by_kind = ", ".join(kinds()[name].counted(number) for name, number in sorted(counted.items()))
    return f'<p class="musings-proved" data-search-exclude>{said} {link}{"" if whole else f": {by_kind}"}.</p>\n'
