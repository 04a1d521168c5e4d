"""What a writer is told on a served page: how much of it is not proved as it stands.

The page that `musings serve` proves has the note at any rate: a script writes there how far that has come.
"""

from __future__ import annotations

from typing import Final

from musings.core import written
from musings.core.failure import Failure
from musings.core.project import Project
from musings.proof import state
from musings.proof.proofs import Proofs
from musings.site.prepare import entries_of

LINES: Final = 12
"""How many lines a note names."""


def mark(project: Project, address: str, proofs: Proofs) -> str:
    """Return a note in HTML, or nothing where every claim of the page is proved; `address` is its file under docs/."""
    page = written.at(project, address)
    if not page.path.is_file() or written.is_generated(page):
        return ""
    try:
        found = entries_of(page)
    except Failure:  # said where pages are examined
        return ""
    missing = [entry.claim.line for entry in found if not proofs.arithmetics(entry.key)]
    if state.page() == address:
        return '<div class="musings-unproved" role="status" data-proving></div>\n'
    if not missing:
        return ""
    lines = sorted(set(missing))
    named = ", ".join(map(str, lines[:LINES])) + (" …" if len(lines) > LINES else "")
    return (
        f'<p class="musings-unproved" role="note">Not proved as they stand: {len(missing)} of {len(found)} claims '
        f"(line {named}). <code>musings check</code> proves them.</p>\n"
    )
