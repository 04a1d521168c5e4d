"""A figure: an image named `figure:topic/name`, drawn by the function `name` of `plots/topic.py`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from musings.claims.claim import Claim, Failure, Kind, Taken, mark
from musings.core import modules, reach, written
from musings.core.page import Page
from musings.drawing import figures, words
from musings.markdown.links import find_links, require_well_formed

if TYPE_CHECKING:
    from markdown import Markdown

    from musings.markdown.site import Site

_FORM = "![what it shows](figure:topic/name)"


@dataclass(frozen=True)
class FigureClaim(Claim):
    """An image, with its alternative text."""

    malformed: bool
    said: str
    """All that the page says of it: the alternative text, and the caption."""


class Figure(Kind[FigureClaim]):
    """A plot made from the snippets themselves."""

    name = "figure"
    proved_by = "the function draws it again, light and dark; both equal the pictures beside which its words were read"
    image = "figure"

    def find(self, page: Page) -> Iterator[FigureClaim]:
        for link in find_links(page, self.image, image=True):
            said = words.told(page, link.text, link.mark[1])
            yield FigureClaim(*self.at(page, link.name, link.mark, link.span, link.text), link.malformed, said)

    def examine(self, claim: FigureClaim, page: Page) -> None:
        self._examine(claim, page)
        words.require(page.project, claim.name, claim.said, self._pictures(claim, page))

    def _examine(self, claim: FigureClaim, page: Page) -> None:
        require_well_formed(claim.malformed, _FORM)
        if not claim.text.strip():
            raise Failure(
                "the figure has no alternative text",
                expected=_FORM,
                advice="say between the brackets what a reader who cannot see it should know",
            )
        module, name, arguments = figures.split(claim.name)
        if arguments:
            raise Failure("a figure takes no argument", expected=_FORM, got=claim.name, advice="correct the name")
        modules.examine_function(page.project, "plots", module, name)

    def prove(self, claim: FigureClaim, page: Page) -> None:
        self._examine(claim, page)
        for scheme in figures.SCHEMES:
            figures.compare(page.project, claim.name, scheme)
        words.require(page.project, claim.name, claim.said, self._pictures(claim, page))

    def approve(self, claim: FigureClaim, page: Page) -> str | None:
        self._examine(claim, page)
        for scheme in figures.SCHEMES:
            figures.approve(page.project, claim.name, scheme)
        others = [
            other for other in written.pages(page.project) if other.path != page.path and claim.name in other.text
        ]
        elsewhere = [said for other in others for said in self._said(claim.name, other)]
        words.approve(page.project, claim.name, self._said(claim.name, page), elsewhere, self._pictures(claim, page))
        return None

    def _said(self, name: str, page: Page) -> list[str]:
        return [claim.said for claim in self.claims(page) if claim.name == name]

    def _pictures(self, claim: FigureClaim, page: Page) -> list[Path]:
        return [figures.baseline(page.project, claim.name, scheme) for scheme in figures.SCHEMES]

    def approved(self, claim: FigureClaim, page: Page) -> list[Path]:
        return [*self._pictures(claim, page), words.file(page.project)]

    def context(self, claim: FigureClaim, page: Page) -> str:
        return f"{super().context(claim, page)}\0{words.kept(page.project, claim.name)}"

    def records(self, claim: FigureClaim, page: Page) -> Collection[Path]:
        module, name, _ = figures.split(claim.name)
        return reach.records(page.project, f"plots.{module}", name)

    def taken(self, claim: FigureClaim) -> Taken | None:
        return Taken(figure=claim.name) if "/" in claim.name else None

    def sources(self, claim: FigureClaim, page: Page) -> list[Path]:
        project = page.project
        return [
            figures.module_file(project, claim.name),
            *figures.style_files(project),
            *self._pictures(claim, page),
        ]

    def extend(self, md: Markdown, site: Site) -> None:
        site.rewrite_images(self.image, _render)


def _render(element: Element, name: str, site: Site) -> None:
    figures.render(element, name, site)
    mark(element, Figure.name, name)
