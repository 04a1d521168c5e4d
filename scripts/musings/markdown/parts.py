"""Wraps each part of a page, a heading of the second level and what follows it, in a `<section>`.

A browser need not lay out the parts that are far away until a reader comes near: the style sheet says so.
"""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

_AFTER_CONTENTS: Final = 3
"""After Python-Markdown's `toc` (5), which numbers the headings, before MkDocs looks at addresses (0)."""
_MORE: Final = re.compile(r"<!--\s*more\s*-->")


class Sections(Treeprocessor):
    """Moves the children of the root into sections, from the first second-level heading after the excerpt on."""

    def run(self, root: Element) -> None:
        children = list(root)
        cut = max((place for place, child in enumerate(children) if self._ends_excerpt(child)), default=-1)
        section: Element | None = None
        for child in children[cut + 1 :]:
            if child.tag == "h2":
                section = Element("section", {"class": "part"})
                root.insert(list(root).index(child), section)
            if section is not None:
                root.remove(child)
                section.append(child)

    def _ends_excerpt(self, element: Element) -> bool:
        """Whether the element is the mark that ends an excerpt: the HTML is cut there, so no section may span it."""
        if (text := self.md.htmlStash.rawHtmlBlocks) and (found := HTML_PLACEHOLDER_RE.fullmatch(element.text or "")):
            return bool(_MORE.search(str(text[int(found[1])])))
        return False


def extend(md: Markdown) -> None:
    """Register the treatment."""
    md.treeprocessors.register(Sections(md), "musings-sections", _AFTER_CONTENTS)
