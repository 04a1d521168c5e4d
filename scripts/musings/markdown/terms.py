"""Words of the trade: `[learning rate](term:learning-rate)` opens the glossary's entry where the reader is.

The glossary is a page of the site, `docs/glossary.md`, an entry a second-level heading with its anchor and one
paragraph. The browser's own popovers show it: no script, Escape closes it, and the focus returns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from musings.core import written
from musings.core.failure import Failure
from musings.core.page import Page
from musings.core.project import Project
from musings.markdown.links import find_links
from musings.markdown.site import Site

SCHEME: Final = "term"
GLOSSARY: Final = "glossary.md"
_ENTRY: Final = re.compile(r"^## (?P<title>.+?) \{ #(?P<name>[a-z-]+) \}\n+(?P<text>.+)$", re.MULTILINE)
_LINK: Final = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MORE: Final = "<!-- more -->"


@dataclass(frozen=True)
class Entry:
    """What a word means, without links and marks."""

    title: str
    text: str


def glossary(project: Project) -> dict[str, Entry]:
    """Return the entries of the glossary by their anchors; none where there is no such page."""
    page = written.at(project, GLOSSARY)
    if not page.path.is_file():
        return {}
    return _entries(page.text)


@lru_cache(maxsize=4)
def _entries(text: str) -> dict[str, Entry]:
    plain = lambda text: _LINK.sub(r"\1", text).replace("*", "")  # noqa: E731
    return {found["name"]: Entry(plain(found["title"]), plain(found["text"])) for found in _ENTRY.finditer(text)}


def examine(page: Page) -> list[Failure]:
    """Return what is wrong with the words that a page has explained, each with its line."""
    known, wrong = glossary(page.project), []
    excerpt = page.text.find(_MORE)
    for link in find_links(page, SCHEME):
        failure = None
        if link.malformed or link.name not in known:
            near = ", ".join(sorted(name for name in known if name[:3] == link.name[:3])) or ", ".join(sorted(known))
            failure = Failure(
                f"the glossary has no word {link.name}",
                expected=f"[words](term:name), a name of docs/{GLOSSARY}",
                advice=f"add an entry `## Word {{ #name }}`, or use one of: {near or '(none yet)'}",
            )
        elif link.mark[0] < excerpt:
            failure = Failure(
                f"the excerpt of a post has the word {link.name} explained, and lists of posts have no place for that",
                advice=f"have it explained below `{_MORE}`",
            )
        if failure is not None:
            failure.line = page.line_in_file(page.line(link.mark[0]))
            wrong.append(failure)
    return wrong


def extend(site: Site) -> None:
    """Have words be buttons that open their entries, which stand at the end of the page."""
    used: dict[str, Entry] = {}

    def explain(element: Element, name: str, site: Site) -> None:
        entry = glossary(site.project).get(name)
        words = element.text
        element.clear()
        element.text = words
        if entry is None or not site.whole:
            element.tag = "span"  # `examine` says what is wrong
            return
        used[name] = entry
        element.tag = "button"
        for attribute, value in (("type", "button"), ("class", "term"), ("popovertarget", f"term-{name}")):
            element.set(attribute, value)

    def define(root: Element) -> None:
        if site.page is not None and site.whole and site.page.path.is_file():
            for failure in examine(site.page):
                site.complain(failure)
        for name, entry in used.items():
            place = SubElement(root, "div", {"id": f"term-{name}", "class": "term-entry", "popover": "auto"})
            place.set("data-search-exclude", "")
            words = SubElement(place, "p")
            title = SubElement(words, "strong")
            title.text, title.tail = entry.title, f". {entry.text} "
            SubElement(words, "a", {"href": site.address(f"{GLOSSARY}#{name}")}).text = "Glossary"
            site.vouch(words)

    site.rewrite_links(SCHEME, explain)
    site.after(define)
    site.before_page(used.clear)
