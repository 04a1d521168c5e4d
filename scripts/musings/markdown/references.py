"""Citations as links, and the list of what a page cites where the page has its block `/// references`."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, fromstring

from pymdownx.blocks.block import Block

from musings.core.bibliography import bibliography
from musings.core.failure import Failure
from musings.markdown.complaints import warn

if TYPE_CHECKING:
    from musings.markdown.site import Site

_CLASS = "references"


class ReferencesBlock(Block):
    """The place of the list; its entries are those cited on the page, in the order of their first mention."""

    NAME = "references"
    ARGUMENT = None

    def on_create(self, parent: Element) -> Element:
        return SubElement(parent, "ol", {"class": _CLASS})


def register(site: Site) -> None:
    """Have citations rendered and listed."""
    cited: list[str] = []

    def cite(element: Element, name: str, site: Site) -> None:
        if name not in cited:
            cited.append(name)
        element.set("class", "citation")
        element.set("href", site.own_address(f"ref-{name}"))

    def list_references(root: Element) -> None:
        try:
            entries = bibliography(site.project)
        except Failure as failure:
            warn(str(failure))
            return
        for place in root.iter("ol"):
            if place.get("class") == _CLASS:
                place.extend(_item(key, entries[key].html) for key in cited if key in entries)

    site.add_block(ReferencesBlock)
    site.rewrite_links("cite", cite)
    site.after(list_references)
    site.before_page(cited.clear)


def _item(key: str, html: str) -> Element:
    item = fromstring(f"<li>{html}</li>")
    item.set("id", f"ref-{key}")
    return item
