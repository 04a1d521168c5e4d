"""A citation: `[Krizhevsky et al., 2012](cite:krizhevsky2012)`, an entry of the one bibliography."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, SubElement, fromstring

from pymdownx.blocks.block import Block

from musings.claims.claim import Claim, Failure, Kind, mark
from musings.core import approved
from musings.core.bibliography import bibliography, looked_up
from musings.core.page import Page
from musings.markdown.complaints import warn
from musings.markdown.links import find_links, require_well_formed

if TYPE_CHECKING:
    from markdown import Markdown

    from musings.markdown.site import Site

_REFERENCES: Final = "references"
_FORM = "[Krizhevsky et al., 2012](cite:krizhevsky2012)"


@dataclass(frozen=True)
class CitationClaim(Claim):
    """A link to an entry of the bibliography."""

    malformed: bool


class Citation(Kind[CitationClaim]):
    """A source that the bibliography holds."""

    name = "citation"
    proved_by = "authors and year in the text are the entry's, which is as it was when its source was looked up"
    link = "cite"
    carries = "sentence"

    def find(self, page: Page) -> Iterator[CitationClaim]:
        for link in find_links(page, self.link):
            yield CitationClaim(*self.at(page, link.name, link.mark, link.span, link.text), link.malformed)

    def examine(self, claim: CitationClaim, page: Page) -> None:
        self._examine(claim, page)
        entry = bibliography(page.project)[claim.name]
        if entry.digest not in approved.kept(looked_up(page.project), claim.name):
            where = page.project.name_of(page.project.bibliography)
            raise Failure(
                f"the entry {claim.name} in {where} is not as it was when its source was looked up",
                got=entry.short,
                advice="look up the source; if every field of the entry is right, `musings approve`",
            )

    def _examine(self, claim: CitationClaim, page: Page) -> None:
        require_well_formed(claim.malformed, _FORM)
        entries = bibliography(page.project)
        where = page.project.name_of(page.project.bibliography)
        if claim.name not in entries:
            near = ", ".join(sorted(k for k in entries if k[:4] == claim.name[:4])) or ", ".join(sorted(entries)[:8])
            raise Failure(f"{where} has no entry {claim.name}", advice=f"add it, or use one of: {near or '(none yet)'}")
        if not entries[claim.name].is_named(claim.text):
            raise Failure(
                f"the text does not name the source as its entry in {where} does",
                expected=" ".join(claim.text.split()),
                got=entries[claim.name].short,
                advice="write authors and year as the entry does, `Names, year` or `Names (year)`, or correct the key",
            )
        if "/// references" not in page.prose:
            raise Failure(
                "the page cites and has no list of references", advice="end it with a block `/// references` and `///`"
            )

    def prove(self, claim: CitationClaim, page: Page) -> None:
        self.examine(claim, page)

    def approve(self, claim: CitationClaim, page: Page) -> str | None:
        self._examine(claim, page)
        approved.keep(looked_up(page.project), claim.name, [bibliography(page.project)[claim.name].digest])
        return None

    def approved(self, claim: CitationClaim, page: Page) -> list[Path]:
        return [looked_up(page.project)]

    def sources(self, claim: CitationClaim, page: Page) -> list[Path]:
        return [page.project.bibliography]

    def context(self, claim: CitationClaim, page: Page) -> str:
        kept = approved.kept(looked_up(page.project), claim.name)
        return f"{super().context(claim, page)}{'/// references' in page.prose}{kept}"

    def blocks(self, page: Page) -> dict[str, tuple[list[str], list[str]]]:
        entries = bibliography(page.project)
        cited = dict.fromkeys(claim.name for claim in self.claims(page) if claim.name in entries)
        return {_REFERENCES: ([f"{number}. {entries[name].html}" for number, name in enumerate(cited, 1)], [])}

    def extend(self, md: Markdown, site: Site) -> None:
        """Have citations rendered, and listed where the page has the place for it."""
        cited: list[str] = []

        def cite(element: Element, name: str, site: Site) -> None:
            if name not in cited:
                cited.append(name)
            element.set("class", self.name)
            element.set("href", site.own_address(f"ref-{name}"))
            mark(element, self.name, name)

        def list_references(root: Element) -> None:
            try:
                entries = bibliography(site.project)
            except Failure as failure:
                warn(str(failure))
                return
            for place in root.iter("ol"):
                if place.get("class") == _REFERENCES:
                    items = [_item(key, entries[key].html) for key in cited if key in entries]
                    for item in items:
                        site.vouch(item)
                    place.extend(items)

        site.add_block(ReferencesBlock)
        site.rewrite_links(self.link, cite)
        site.after(list_references)
        site.before_page(cited.clear)


class ReferencesBlock(Block):
    """The place of the list; its entries are those cited on the page, in the order of their first mention."""

    NAME = _REFERENCES
    ARGUMENT = None

    def on_create(self, parent: Element) -> Element:
        return SubElement(parent, "ol", {"class": _REFERENCES})


def _item(key: str, html: str) -> Element:
    item = fromstring(f"<li>{html}</li>")
    item.set("id", f"ref-{key}")
    return item
