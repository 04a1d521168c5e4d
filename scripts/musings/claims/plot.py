"""A plot: an image named `plot:module/function/argument`, one of many that a function of `plots/` draws by name."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from musings.claims.claim import Claim, Failure, Kind, Taken, mark
from musings.core import modules, reach
from musings.core.page import Page
from musings.drawing import figures
from musings.markdown.links import find_links, require_well_formed

if TYPE_CHECKING:
    from markdown import Markdown

    from musings.markdown.site import Site

_FORM = "![what it shows](plot:module/function/argument)"


@dataclass(frozen=True)
class PlotClaim(Claim):
    """An image, with its alternative text."""

    malformed: bool


class Plot(Kind[PlotClaim]):
    """A picture of one entry of a catalogue: too many to be looked at one by one, so their numbers are compared."""

    name = "plot"
    proved_by = "the function draws it again, of finite numbers; tests compare every line with the snippet"
    image = "plot"

    def find(self, page: Page) -> Iterator[PlotClaim]:
        for link in find_links(page, self.image, image=True):
            yield PlotClaim(*self.at(page, link.name, link.mark, link.span, link.text), link.malformed)

    def examine(self, claim: PlotClaim, page: Page) -> None:
        require_well_formed(claim.malformed, _FORM)
        if not claim.text.strip():
            raise Failure("the plot has no alternative text", expected=_FORM, advice="say what it shows")
        module, name, arguments = figures.split(claim.name)
        if not arguments:
            raise Failure("a plot names what it shows", expected=_FORM, got=claim.name, advice="correct the name")
        modules.examine_function(page.project, "plots", module, name)

    def prove(self, claim: PlotClaim, page: Page) -> None:
        self.examine(claim, page)
        with figures.drawn(page.project, claim.name, figures.SCHEMES[0]) as figure:
            import numpy as np

            lines = [line for axes in figure.axes for line in axes.get_lines()]
            if not lines or not any(np.isfinite(np.asarray(line.get_ydata(), float)).any() for line in lines):
                raise Failure("the plot shows nothing", advice="correct the function that draws it")

    def records(self, claim: PlotClaim, page: Page) -> Collection[Path]:
        module, name, _ = figures.split(claim.name)
        return reach.records(page.project, f"plots.{module}", name)

    def taken(self, claim: PlotClaim) -> Taken | None:
        return Taken(figure=claim.name) if "/" in claim.name else None

    def sources(self, claim: PlotClaim, page: Page) -> list[Path]:
        return [figures.module_file(page.project, claim.name), *figures.style_files(page.project)]

    def extend(self, md: Markdown, site: Site) -> None:
        site.rewrite_images(self.image, _render)


def _render(element: Element, name: str, site: Site) -> None:
    figures.render(element, name, site)
    mark(element, Plot.name, name)
