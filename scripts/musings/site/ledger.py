"""The ledger: the page that lists every claim of the site with what proves it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from musings.claims.claim import Claim
from musings.claims.registry import find_claims, kinds
from musings.core import modules, store, written
from musings.core.failure import Failure
from musings.core.page import Page
from musings.core.project import Project
from musings.proof.check import key
from musings.proof.proofs import Proofs

_TITLE = re.compile(r"^#\s+(?P<title>.+?)\s*(?:\{.*\})?$", re.MULTILINE)
_HEAD: Final = """\
---
title: The ledger
description: Every claim on this site with what proves it.
search:
  exclude: true
hide:
  - navigation
---

# The ledger

This page lists everything on the site that running code can confirm, and how it was confirmed. The site is published
only when each of these proofs has succeeded.

Two processors add the same numbers to different last digits. So claims are proved again elsewhere: under other kernels
of linear algebra, other loops, numbers of threads, hash seeds, time zones and locales, and in the Python that a page
runs. The number beside a claim says under how many arithmetics it was proved with the very content shown here; a dash,
that the machine which made this page has proved none of it.

"""


Keyed = list[tuple[Claim, str]]


def keyed(page: Page) -> Keyed:
    """Return the claims of a page, each with the key of its proof; a claim that cannot be read has none."""
    return [(claim, _key(claim, page)) for claim in find_claims(page)]


def _key(claim: Claim, page: Page) -> str:
    try:
        return key(claim, page)
    except Failure:  # reported where pages are examined
        return ""


def write_ledger(project: Project, keyed_of: Callable[[Page], Keyed] = keyed) -> None:
    """Write the ledger of all pages, where it changed."""
    modules.look_again()
    store.write(project.ledger, "".join(_ledger(project, keyed_of)))


def _ledger(project: Project, keyed_of: Callable[[Page], Keyed]) -> Iterator[str]:
    proofs = Proofs(project)
    listed: list[tuple[Page, Keyed]] = []
    for page in written.pages(project):
        try:
            claims = keyed_of(page)
        except Failure:  # a page that cannot be read is reported where pages are examined
            continue
        if claims:
            listed.append((page, claims))
    everything = Counter(claim.kind for _, claims in listed for claim, _ in claims)
    yield _HEAD
    yield "| Claim | How many | What proves it |\n|---|---:|---|\n"
    for name, number in sorted(everything.items()):
        yield f"| {name.capitalize()} | {number} | {_sentence(kinds()[name].proved_by)} |\n"
    for page, claims in sorted(listed, key=lambda entry: entry[0].path):
        title = _TITLE.search(page.prose)
        address = project.address_of(page.path)
        yield f"\n## [{title['title'] if title else address}]({address})\n\n"
        for name in sorted({claim.kind for claim, _ in claims}):
            yield from _claims_of_kind(name, [each for each in claims if each[0].kind == name], proofs)


def _claims_of_kind(name: str, claims: Keyed, proofs: Proofs) -> Iterator[str]:
    yield f"/// details | {len(claims)} {name if len(claims) == 1 else name + 's'}\n\n"
    yield "| Line | Name | Arithmetics |\n|---:|---|---:|\n"
    for claim, known in claims:
        yield f"| {claim.line} | {_code(claim.name)} | {proofs.arithmetics(known) or '–'} |\n"
    yield "\n///\n\n"


def _code(text: str) -> str:
    escaped = text.replace("|", "\\|")
    return f"`` {escaped} ``" if "`" in escaped else f"`{escaped}`"


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:] + "."
