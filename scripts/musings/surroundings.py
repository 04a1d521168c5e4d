"""All that a page is made from beside itself: see `memory`, which rests on it."""

from __future__ import annotations

import os
from collections.abc import Hashable, Iterable
from functools import partial
from pathlib import Path
from typing import Final

from musings import catalogue, explorers, fonts, memory
from musings.claims import kinds
from musings.failure import Failure
from musings.page import Page
from musings.project import GENERATED_PAGES, Project

_SAID: Final = ("explorer", "figure", "formula", "plot")


def sources(project: Project) -> Hashable:
    """Return how every file stands that is neither a page of Markdown nor made by the build."""
    made = {
        project.docs / GENERATED_PAGES,
        project.docs / catalogue.FOLDER,
        project.figures,
        explorers.folder(project),
        project.root / fonts.PAGE_FONTS,
        project.pack,
    }
    files = [path for path in project.root.iterdir() if path.is_file()]
    for top in (project.docs, project.snippets, project.plots, project.tests, project.root / "scripts"):
        for folder, inner, names in os.walk(top):
            inner[:] = [name for name in inner if name != "__pycache__" and Path(folder, name) not in made]
            of_pages = top == project.docs
            files += [Path(folder, name) for name in names if not (of_pages and name.endswith(".md"))]
    return project.root, frozenset((str(path), *_stamp(path)) for path in files)


def _stamp(path: Path) -> tuple[int, int]:
    status = path.lstat()
    return status.st_mtime_ns, status.st_size


def said(pages: Iterable[Page]) -> Hashable:
    """Return what the site takes from its written pages: formulas, and all that is drawn or computed for them."""
    return tuple(
        (page.path, memory.once(("said", page.path), page.path.read_bytes(), partial(_said, page)))
        for page in pages
        if page.path.parent != page.project.docs / catalogue.FOLDER
    )


def _said(page: Page) -> Hashable:
    try:
        claims = [claim for kind in _SAID for claim in kinds()[kind].find(page)]
        return tuple(page.text[claim.mark[0] : max(claim.mark[1], claim.span[1])] for claim in claims)
    except Failure:  # a page that cannot be read is reported where pages are examined
        return ()
