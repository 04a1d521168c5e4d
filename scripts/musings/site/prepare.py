"""What stands ready before a site is built: code pages, ledger, fonts, pack, figures, explorers. The fresh stays."""

from __future__ import annotations

import logging
import operator
from functools import partial

from musings.core.page import Page
from musings.core.project import Project
from musings.drawing import figures
from musings.live import explorers, pack, served
from musings.site import fonts, memory, notebooks
from musings.site.code_pages import explorer_names, figure_names, write_code_pages
from musings.site.entries import Entry, entries
from musings.site.ledger import write_ledger

log = logging.getLogger("mkdocs.musings")


def prepare(project: Project) -> list[str]:
    """Write what a build needs; return complaints, one a mistake. What fails leaves the last good files standing."""
    write_ledger(project, entries_of)
    return memory.once("prepared", None, partial(_prepare, project), keep=operator.not_)


def entries_of(page: Page) -> list[Entry]:
    """Return what the ledger lists of a page; read again only where the page, or what its claims rest on, changed."""
    return memory.once(("entries", page.path), page.raw, partial(entries, page))


def _prepare(project: Project) -> list[str]:
    write_code_pages(project)
    notebooks.copy(project)
    if fonts.there(project.root):
        fonts.prepare(project.root)
    if project.snippets.is_dir():
        report = pack.build(project.root, project.pack)
        for what in report.missing:
            log.info(what)  # the site still builds, and says the same to a reader who presses Run
    complaints = [
        served.bundle(project),
        figures.write_stale(project, figure_names(project)),
        explorers.write_stale(project, explorer_names(project)),
    ]
    notebooks.write_pictures(project)
    return [line for complaint in complaints if complaint for line in complaint.split("\n")]
