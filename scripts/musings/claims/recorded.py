"""A recorded fact: `[1.4×](recorded:topic.name)`, a number read from a record of another time, proved by no run."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from musings.claims.claim import Failure, mark
from musings.claims.fact import Fact, FactClaim, render
from musings.core import reach, records
from musings.core.page import Page

if TYPE_CHECKING:
    from markdown import Markdown

    from musings.core.project import Project
    from musings.markdown.site import Site


class Recorded(Fact):
    """A number of a measurement: compared with its record, as a fact is with its function."""

    name = "recorded"
    several = "recorded facts"
    proved_by = "no run: it is what was measured once, on the day and the machine named, read again from that record"
    link = "recorded"

    def require_origin(self, claim: FactClaim, page: Page) -> None:
        found = self.records(claim, page)
        if not found:
            raise Failure(
                f"{self.call(claim, page).where} reads no record",
                expected=f"[{claim.text}](fact:{claim.name})",
                got=f"[{claim.text}]({self.link}:{claim.name})",
                advice="write `fact:`, since the code itself proves the number",
            )
        for path in found:
            records.read(page.project, path)

    def sources(self, claim: FactClaim, page: Page) -> list[Path]:
        return [*super().sources(claim, page), *self.records(claim, page)]

    def extend(self, md: Markdown, site: Site) -> None:
        site.rewrite_links(self.link, _render)


def _render(element: Any, name: str, site: Site) -> None:
    """Say when and on what it was measured, in the place where a fact says what proves it."""
    topic, _, function = name.partition(".")
    interval = element.get("title", "")
    render(element, name, site)
    mark(element, Recorded.name, name)
    element.set("class", "fact recorded")
    said = _said(site.project, reach.records(site.project, f"snippets.{topic}.facts", function))
    element.set("title", f"Recorded{said}, read by {function}()" + (f": {interval}" if interval else ""))


def _said(project: Project, found: Collection[Path]) -> str:
    try:
        each = [records.read(project, path) for path in sorted(found)]
    except Failure:  # told where the page is examined
        return ""
    return ";".join(f" on {record.day} ({record.machine})" for record in each)
