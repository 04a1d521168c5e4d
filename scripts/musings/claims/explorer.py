"""An explorer: a named block around a figure, which JavaScript makes interactive with numbers that snippets compute."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal
from xml.etree.ElementTree import Element, SubElement

from pymdownx.blocks.block import Block

from musings.claims import words
from musings.claims.claim import Claim, Failure, Kind, Taken, mark
from musings.core.page import Page
from musings.live import explorers, served, states
from musings.markdown.blocks import find_blocks
from musings.markdown.links import find_links

if TYPE_CHECKING:
    from markdown import Markdown

    from musings.markdown.site import Site

_FORM = "//// explorer | name"
_OPENS = "explore"
"""What the place of a link is called; that of the block is the explorer's own."""
_LINK = "[what it shows](explorer:name:key=value;key=value)"
_STATE = re.compile(r"(?:\w+=[^;&#\s]*(?:;\w+=[^;&#\s]*)*)?")
_RAW = re.compile(r"<\w[^>]*\bdata-explorer\b")
_FIGURE = re.compile(r"!\[.*?\]\(figure:", re.DOTALL)


@dataclass(frozen=True)
class ExplorerClaim(Claim):
    """A block, a link, or what stands in the place of either; the state that it opens in."""

    form: Literal["block", "link", "malformed", "raw"]
    state: str = ""
    closed: bool = True
    twice: bool = False
    readable: bool = True


class Explorer(Kind[ExplorerClaim]):
    """An interactive figure; also the links that open it in a state."""

    name = "explorer"
    link = "explorer"
    proved_by = (
        "the snippets compute its first view again, its script takes the state as written; "
        "in the browser the same snippets answer the rest"
    )

    def find(self, page: Page) -> Iterator[ExplorerClaim]:
        seen: set[str] = set()
        for block in find_blocks(page, self.name):
            place = self.at(page, block.argument, block.mark, block.span, block.text)
            options = block.options or {}
            readable = block.options is not None and set(options) <= {"state"}
            state = str(options.get("state", ""))
            yield ExplorerClaim(*place, "block", state, block.closed, block.argument in seen, readable)
            seen.add(block.argument)
        for link in find_links(page, self.link):
            name, _, state = link.name.partition(":")
            place = self.at(page, name, link.mark, link.span, link.text)
            yield ExplorerClaim(*place, "malformed" if link.malformed else "link", state)
        for match in _RAW.finditer(page.prose):
            yield ExplorerClaim(*self.at(page, "HTML", match.span(), match.span(), match[0]), "raw")

    def examine(self, claim: ExplorerClaim, page: Page) -> None:
        self._examine(claim, page)
        if is_opened(claim):
            words.require_read(claim, page, claim.text, claim.state, "state it opens in")

    def _examine(self, claim: ExplorerClaim, page: Page) -> None:
        form = claim.form
        if form == "raw":
            raise Failure("an explorer is written as a block", expected=_FORM, advice="replace the HTML by the block")
        if form == "malformed" or (form == "link" and not _STATE.fullmatch(claim.state)):
            raise Failure("the link cannot be read", expected=_LINK, advice="write it in this form, on the page itself")
        if form == "block":
            self._examine_block(claim)
        explorers.examine(page.project, claim.name)
        if form == "link" and explorers.page_of(page.project, claim.name) is None:
            raise Failure(f"no page has the explorer {claim.name}", advice=f"write its block, {_FORM}, into a page")

    def _examine_block(self, claim: ExplorerClaim) -> None:
        if not claim.closed:
            raise Failure("the block is not closed", advice="end it with as many slashes as it begins with")
        if claim.twice:
            raise Failure("the explorer stands on this page already", advice="link to it: " + _LINK)
        if not claim.readable or not _STATE.fullmatch(claim.state):
            raise Failure(
                "the block's options cannot be read",
                expected="    state: key=value;key=value",
                advice="write nothing else between the block's first line and its content",
            )
        if not _FIGURE.search(claim.text):
            raise Failure(
                "the explorer has no figure for readers without JavaScript, on paper and in feeds",
                advice="put ![what it shows](figure:topic/name) into the block",
            )

    def prove(self, claim: ExplorerClaim, page: Page) -> None:
        self.examine(claim, page)
        if claim.form == "block":
            explorers.views(page.project, claim.name)
        states.require_taken(page.project, claim.name, claim.state)

    def approve(self, claim: ExplorerClaim, page: Page) -> str | None:
        self._examine(claim, page)
        states.require_taken(page.project, claim.name, claim.state)
        opened = [each for each in self.claims(page) if each.name == claim.name and is_opened(each)]
        words.keep_read(claim, page, [(each.text, each.state) for each in opened])
        return None

    def approved(self, claim: ExplorerClaim, page: Page) -> list[Path]:
        return [page.project.read]

    def context(self, claim: ExplorerClaim, page: Page) -> str:
        return super().context(claim, page) + words.context(claim, page)

    def sources(self, claim: ExplorerClaim, page: Page) -> list[Path]:
        fields = served.BROWSER / explorers.PACKAGE / "state.js"
        beside = sorted(explorers.script(page.project, claim.name).parent.glob("*.js"))
        files = [explorers.source(page.project, claim.name), *beside, fields]
        return [path for path in files if path.is_file()]

    def place(self, claim: ExplorerClaim) -> tuple[str, str]:
        return (self.name if claim.form == "block" else _OPENS), claim.name

    def taken(self, claim: ExplorerClaim) -> Taken | None:
        return Taken(explorer=claim.name) if claim.form == "block" and claim.name.isidentifier() else None

    def blocks(self, page: Page) -> dict[str, tuple[list[str], list[str]]]:
        return {self.name: ([], [])}

    def extend(self, md: Markdown, site: Site) -> None:
        def finish(root: Element) -> None:
            """Tell each explorer of the page where its first view is."""
            for element in root.iter("div"):
                name = element.get("data-explorer")
                path = explorers.data_file(site.project, name) if name else None
                if path is not None:
                    element.set("data-first", path.name)
                if name and (style := explorers.room(site.project, name)):
                    element.set("style", style)

        site.add_block(ExplorerBlock)
        site.after(finish)
        site.rewrite_links(self.link, _render_link)


def is_opened(claim: ExplorerClaim) -> bool:
    """Whether words of the page say in what state the explorer is seen: those of a link, or around a preset."""
    return claim.form == "link" or bool(claim.state)


class ExplorerBlock(Block):
    """A block around a figure, in whose place JavaScript puts the explorer."""

    NAME = Explorer.name
    ARGUMENT = True
    OPTIONS: ClassVar[dict[str, Any]] = {"state": ("", lambda value: value)}

    def on_create(self, parent: Element) -> Element:
        name = str(self.argument)
        attributes = {"class": "explorer", "id": f"explorer-{name}", "data-claim": self.NAME, "data-explorer": name}
        if self.options["state"]:
            attributes["data-preset"] = str(self.options["state"])
        element = SubElement(parent, "div", attributes)
        SubElement(element, "div", {"class": "explorer-figure"})
        return element

    def on_add(self, block: Element) -> Element:
        return block[0]


def _render_link(element: Element, name: str, site: Site) -> None:
    """Lead to the explorer's figure; JavaScript adds the state to the address."""
    explorer, _, state = name.partition(":")
    anchor = f"explorer-{explorer}"
    page = explorers.page_of(site.project, explorer)
    source = page.relative_to(site.project.docs).as_posix() if page else site.source
    if source == site.source:
        element.set("href", site.own_address(anchor))
    else:
        element.set("href", f"{site.address(source)}#{anchor}")
    element.set("data-explore", f"{explorer}:{state}")
    mark(element, _OPENS, explorer)
