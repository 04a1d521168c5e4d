"""Footnotes: Markdown numbers their marks, which claims nothing. An excerpt shows no notes, so it has no marks."""

from __future__ import annotations

from typing import Any, Final
from xml.etree.ElementTree import Element

from markdown import Markdown

MARK: Final = "footnote-ref"
"""The class of the link from a text to its note."""


def marks(root: Element, md: Markdown) -> list[str]:
    """Return the numbers that Markdown has given to the marks of a page's footnotes, as often as they stand there."""
    notes = _notes(md)
    if notes is None:
        return []
    places = {f"#{notes.makeFootnoteId(name)}" for name in notes.footnotes}
    links = [link for link in root.iter("a") if link.get("class") == MARK and link.get("href") in places]
    return [link.text for link in links if link.text and link.text in _numbers(notes)]


def hints(md: Markdown) -> list[str]:
    """Return what the links from the notes back into the text say, each with the number of its note."""
    notes = _notes(md)
    return [] if notes is None else [notes.getConfig("BACKLINK_TITLE").format(number) for number in _numbers(notes)]


def take_off(root: Element) -> None:
    """Take the marks off a text, and leave what stands around them."""
    for parent in list(root.iter()):
        before: Element | None = None
        for child in list(parent):
            if child.tag == "sup" and any(link.get("class") == MARK for link in child):
                if before is None:
                    parent.text = (parent.text or "") + (child.tail or "")
                else:
                    before.tail = (before.tail or "") + (child.tail or "")
                parent.remove(child)
            else:
                before = child


def _notes(md: Markdown) -> Any:
    """Return Python-Markdown's extension, or None where the page has none."""
    if "footnote" not in md.treeprocessors:
        return None
    footnote: Any = md.treeprocessors["footnote"]
    return footnote.footnotes


def _numbers(notes: Any) -> list[str]:
    return [str(number + 1) for number in range(len(notes.footnotes))]
