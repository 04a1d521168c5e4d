"""What a page is about, in a sentence: for search engines and for those who are sent a link."""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from mkdocs.structure.pages import Page

_PARAGRAPH: Final = re.compile(r"<p\b[^>]*>(.*?)</p>", re.DOTALL)
_TAG: Final = re.compile(r"<[^>]*>")
_NUMBER: Final = re.compile(r"\bpage/(\d+)/\Z")
_LONGEST: Final = 160
"""So many characters are shown of it."""


def of(page: Page, html: str) -> str:
    """Return the description of a page: its author's, else what it lists, else how it begins.

    A list of posts that goes on says which page of it this is.
    """
    said = str(page.meta.get("description", "")) or (
        f"The posts listed under “{page.title}”, the latest first." if hasattr(page, "posts") else _beginning(html)
    )
    number = _NUMBER.search(page.url)
    return f"{said} Page {number[1]}." if said and number else said


def _beginning(html: str) -> str:
    r"""Return the sentences that a page begins with, as many as are shown.

    >>> _beginning("<h1>A</h1>\n<p>One &amp; two.\nThree.</p><p>Four.</p>")
    'One & two. Three.'
    """
    first = _PARAGRAPH.search(html)
    said = words(first[1]) if first else ""
    if len(said) <= _LONGEST:
        return said
    shown = said[:_LONGEST]
    return shown[: shown.rindex(". ") + 1] if ". " in shown else shown[: shown.rfind(" ")] + " …"


def words(html: str) -> str:
    """Return what is read of HTML, in one line.

    >>> words("A &amp; <em>B</em>")
    'A & B'
    """
    return " ".join(unescape(_TAG.sub("", html)).split())
