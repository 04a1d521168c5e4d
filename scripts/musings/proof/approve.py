"""Approving: writing into a page what its code now says, only where the two differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from musings.claims.registry import find_claims, kinds
from musings.core import modules
from musings.core.failure import Failure
from musings.core.page import Page
from musings.core.project import Project
from musings.proof.check import key
from musings.proof.proofs import Proofs


@dataclass
class Approval:
    """What approving changed, as a diff to read, and what it could not approve."""

    diff: str = ""
    pictures: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def approve(project: Project, pages: Sequence[Page]) -> Approval:
    """Rewrite the approved results of the pages; a claim that cannot be approved stays as it is and is reported."""
    modules.look_again()
    approval = Approval()
    for page in pages:
        try:
            _approve_page(project, page, approval)
        except Failure as failure:
            approval.failures.append(f"{page.name}:{failure.line or 1}: {failure}")
    return approval


def _approve_page(project: Project, page: Page, approval: Approval) -> None:
    before = page.text
    edits: list[tuple[tuple[int, int], str]] = []
    pictures = {
        path: path.read_bytes() if path.is_file() else b""
        for claim in find_claims(page)
        for path in kinds()[claim.kind].approved(claim, page)
    }
    proofs = Proofs(project)
    for claim in find_claims(page):
        try:
            if proofs.arithmetics(key(claim, page)):  # it was proved, and nothing that it depends on has changed
                continue
            text = kinds()[claim.kind].approve(claim, page)
            if text is None:
                kinds()[claim.kind].examine(claim, page)
        except Failure as failure:
            approval.failures.append(f"{page.name}:{failure.line or claim.line}: {claim.kind} {claim.name}: {failure}")
            continue
        if text is not None and text != before[slice(*claim.span)]:
            edits.append((claim.span, text))
    after = before
    for (start, end), text in sorted(edits, reverse=True):
        after = after[:start] + text + after[end:]
    approval.diff += page.save(after)
    approval.pictures += [
        project.name_of(path) for path, old in pictures.items() if path.is_file() and path.read_bytes() != old
    ]
