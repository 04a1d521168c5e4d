"""Approving: writing into a page what its code now says, where the two differ, and only what is proved afterwards."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from musings.claims import words
from musings.claims.claim import Claim
from musings.claims.registry import find_claims, kinds
from musings.core import approved, modules, store, written
from musings.core.failure import Failure
from musings.core.page import Page
from musings.core.project import Project
from musings.proof import account
from musings.proof.check import PAGE, Result, check, key, require_assertions
from musings.proof.proofs import Proofs

_NEVER: Final = (
    (re.compile(r"\bnan\b", re.IGNORECASE), "it is no number"),
    (re.compile(r"\b0x[0-9a-f]{6,}\b", re.IGNORECASE), "an address in memory is another one in each run"),
    (re.compile(r'^[ \t]*File ".*", line \d+', re.MULTILINE), "the frames of a traceback are those of one machine"),
    (re.compile(r"^curl: \(\d+\).*", re.MULTILINE), "curl got no answer"),
)
"""What is never written into a page, and why; where it stands there already a person has chosen it."""


@dataclass
class Approval:
    """What approving changed, as a diff to read, and what it could not approve."""

    diff: str = ""
    pictures: list[str] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    """The sentences that no program can judge and that count as read from now on."""
    failures: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Edit:
    """The new text of a claim, which is the one of this number on its page."""

    number: int
    claim: Claim
    text: str


def approve(project: Project, pages: Sequence[Page]) -> Approval:
    """Rewrite the approved results of the pages; a claim that cannot be approved stays as it is and is reported."""
    require_assertions()
    modules.look_again()
    approval = Approval()
    for page in pages:
        try:
            _approve_page(project, page, approval)
        except Failure as failure:
            approval.failures.append(f"{page.name}:{failure.line or 1}: {failure}")
    return approval


def _approve_page(project: Project, page: Page, approval: Approval) -> None:
    edits: list[_Edit] = []
    refused: set[int] = set()
    claims = find_claims(page)
    known = approved.kept(project.read, page.name)
    beside = {project.read, *(path for claim in claims for path in kinds()[claim.kind].approved(claim, page))}
    pictures = {path: path.read_bytes() if path.is_file() else b"" for path in beside}
    proofs = Proofs(project)
    for number, claim in enumerate(claims):
        try:
            if proofs.arithmetics(key(claim, page)):  # it was proved, and nothing that it depends on has changed
                continue
            text = kinds()[claim.kind].approve(claim, page)
            if text is None:
                kinds()[claim.kind].examine(claim, page)
            elif text != page.text[slice(*claim.span)]:
                edit = _Edit(number, claim, text)
                _require_fit(page, claims, edit)
                edits.append(edit)
        except Failure as failure:
            refused.add(number)
            approval.failures.append(f"{page.name}:{failure.line or claim.line}: {claim.kind} {claim.name}: {failure}")
    approval.diff += _write(page, edits, refused, approval)
    if edits or not proofs.places(account.key(page)):
        judged = account.approve(written.page(project, page.path))
        approval.read += [f"{page.name}: {said}" for key, said in judged.items() if key not in known]
    newly: list[tuple[str, str]] = page.found.get(words.NEWLY, [])
    approval.read += [f"{page.name}: {' '.join(said.split())}\n    held to: {told}" for said, told in newly]
    approval.pictures += [
        project.name_of(path) for path, old in sorted(pictures.items()) if path.is_file() and path.read_bytes() != old
    ]


def _require_fit(page: Page, claims: Sequence[Claim], edit: _Edit) -> None:
    """Raise `Failure` for a text that no page may hold, or that the page would be read otherwise with."""
    old = page.text[slice(*edit.claim.span)]
    places = {str(page.project.root): "a path of this machine", str(Path.home()): "a path of this machine"}
    for pattern, why in (*_NEVER, *((re.compile(re.escape(path)), why) for path, why in places.items())):
        new = Counter(match[0] for match in pattern.finditer(edit.text))
        for found in new - Counter(match[0] for match in pattern.finditer(old)):
            raise Failure(f"this is not written into a page: {why}", got=found, advice="print something else")
    after = find_claims(_with(page, _applied(page.text, [edit])))
    same = [(claim.kind, claim.text) for number, claim in enumerate(claims) if number != edit.number]
    if same != [(claim.kind, claim.text) for number, claim in enumerate(after) if number != edit.number]:
        raise Failure(
            "this is not written into a page: the page would be read otherwise, as with a fence in an output",
            got=edit.text.strip(),
            advice="print something else",
        )


def _applied(text: str, edits: Sequence[_Edit]) -> str:
    for edit in sorted(edits, key=lambda edit: edit.claim.span, reverse=True):
        start, end = edit.claim.span
        text = text[:start] + edit.text + text[end:]
    return text


def _with(page: Page, text: str) -> Page:
    """Return a page as it is read with another text."""
    other = written.page(page.project, page.path)
    vars(other)["text"] = text
    return other


def _write(page: Page, edits: list[_Edit], refused: set[int], approval: Approval) -> str:
    """Write a page, prove it in a fresh process, and take back what does not hold there; return the difference."""
    before = page.path.read_bytes()
    diff = page.save(_applied(page.text, edits))
    if page.path.read_bytes() == before:
        return diff
    after = written.page(page.project, page.path)
    account.approve(after)
    claims = find_claims(after)
    wrong = [(_number(after, claims, result), result) for result in check(page.project, [after]) if not result.ok]
    taken_back = {number for number, _ in wrong} & {edit.number for edit in edits}
    new = [
        (number, result) for number, result in wrong if number in taken_back or _is_new(page, number, result, refused)
    ]
    if not new:
        return diff
    for _, result in new:
        failure = Failure(
            "what the code says does not hold in a fresh process, so it is not written",
            got=result.failure,
            advice="print what is the same in every run",
        )
        approval.failures.append(f"{result.post}:{result.line}: {result.kind} {result.name}: {failure}")
    store.write(page.path, before)
    if len(new) > len(taken_back):  # something other than an edit: nothing of the page is sure
        return ""
    return page.save(_applied(page.text, [edit for edit in edits if edit.number not in taken_back]))


def _number(page: Page, claims: Sequence[Claim], result: Result) -> int | None:
    """Return which of a page's claims a result is about."""
    named = [number for number, each in enumerate(claims) if (each.kind, each.name) == (result.kind, result.name)]
    for number in named:
        mark, span = claims[number].mark, claims[number].span
        if page.line(mark[0]) <= result.line <= page.line(max(mark[1], span[1])):
            return number
    return named[0] if named else None


def _is_new(page: Page, number: int | None, result: Result, refused: set[int]) -> bool:
    """Whether nothing was wrong here before the page was written."""
    if number is not None:
        return number not in refused
    return result.kind == PAGE and result.failure not in [str(failure) for failure in account.read(page)]
