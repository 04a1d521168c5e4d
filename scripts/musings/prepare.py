"""What stands ready before a site is built: code pages, ledger, fonts, figures, live pack. What is up to date stays."""

from __future__ import annotations

import logging

from musings import figures, fonts, pack
from musings.project import Project
from musings.rendering.ledger import write_ledger
from musings.rendering.pages import figure_names, write_code_pages

log = logging.getLogger("mkdocs.musings")


def prepare(project: Project) -> list[str]:
    """Write what a build needs; return complaints, one a mistake. What fails leaves the last good files standing."""
    write_code_pages(project)
    write_ledger(project)
    if (project.root / "node_modules").is_dir():
        fonts.prepare(project.root)
    live = project.docs / "assets" / "live"
    if live.is_dir():
        report = pack.build(project.root, project.docs / "assets" / "pack")
        for what in report.missing:
            log.info(what)  # the site still builds, and says the same to a reader who presses Run
    complaint = figures.write_stale(project, figure_names(project))
    return complaint.split("\n") if complaint else []
