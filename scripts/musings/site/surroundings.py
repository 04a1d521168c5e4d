"""All that a page is made from beside itself: see `memory`, which rests on it."""

from __future__ import annotations

import os
from collections.abc import Hashable, Iterable
from contextlib import suppress
from functools import cache, partial
from pathlib import Path

from musings.claims.claim import Claim, Kind, Taken
from musings.claims.registry import find_claims, kinds
from musings.core import store, written
from musings.core.failure import Failure
from musings.core.page import Page
from musings.core.project import CATALOGUES, GENERATED_PAGES, Project
from musings.live import explorers, served
from musings.site import fonts, memory

Sources = tuple[Path, frozenset[tuple[str, int, int]]]
"""A project's folder and its files, each with its stamp."""


def sources(project: Project) -> Sources:
    """Return how every file stands that is neither a page of Markdown nor made by the build."""
    made = {
        project.docs / GENERATED_PAGES,
        project.docs / CATALOGUES,
        project.figures,
        explorers.folder(project),
        project.root / fonts.PAGE_FONTS,
        project.pack,
        project.docs / served.FOLDER / "vendor",
        project.ledger.with_suffix(".json"),
        project.ledger.with_suffix(""),
    }
    files = [path for path in project.root.iterdir() if path.is_file()]
    for top in (project.docs, project.snippets, project.plots, project.tests, project.root / "scripts"):
        for folder, inner, names in os.walk(top):
            inner[:] = [name for name in inner if name != "__pycache__" and Path(folder, name) not in made]
            of_pages = top == project.docs
            beside = [Path(folder, name) for name in names if not (of_pages and name.endswith(".md"))]
            files += [path for path in beside if path not in made]
    return project.root, frozenset((str(path), *store.stamp(path)) for path in files if not _passing(path))


def changed(before: Sources, after: Sources) -> set[Path]:
    """Return the files that are not what they were, or are there only once."""
    return {Path(name) for name, *_ in before[1] ^ after[1]}


def named_by(page: Page) -> frozenset[Path]:
    """Return the files that the claims of a page name: not those that these import, which it does not show."""
    found: set[Path] = set()
    for claim in claims_of(page):
        with suppress(Failure):  # told by the check itself
            found.update(kinds()[claim.kind].sources(claim, page))
    return frozenset(found)


def _passing(path: Path) -> bool:
    """Whether a file is one that an editor keeps beside what is written in it, and that may be gone by now."""
    return path.name.startswith(".") or path.name.endswith("~") or not path.exists()


def claims_of(page: Page) -> list[Claim]:
    """Return all claims of a page in their order, found anew only where the page has changed."""
    return memory.once(("claims", page.path), page.raw, partial(find_claims, page))


def said(pages: Iterable[Page]) -> Hashable:
    """Return what the site takes from its written pages: formulas, and all that is drawn or computed for them."""
    return tuple((page.path, tuple(taken(page))) for page in pages if not written.is_catalogue(page))


def taken(page: Page) -> list[tuple[str, Taken]]:
    """Return what the site takes from a page's claims, each with the claim's name."""
    try:
        claims = memory.once(("taken", page.path), page.raw, partial(find_claims, page, without=_keeping_all()))
    except Failure:  # a page that cannot be read is reported where pages are examined
        return []
    return [(claim.name, found) for claim in claims if (found := kinds()[claim.kind].taken(claim)) is not None]


@cache
def _keeping_all() -> frozenset[str]:
    """Return the kinds of which the site takes nothing; to look for them costs most of the time."""
    return frozenset(name for name, kind in kinds().items() if type(kind).taken is Kind.taken)
