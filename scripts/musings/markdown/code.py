"""Highlighted code with fewer elements: spans that no style sheet speaks of cost a phone a second of layout."""

from __future__ import annotations

import re

from markdown import Markdown
from markdown.postprocessors import Postprocessor

_UNSTYLED = re.compile(r'<span class="(?:n|w)">([^<]*)</span>')  # plain names, and white space
_AFTER_STASHED_HTML = 20
"""After Python-Markdown has put the stashed HTML, code among it, back into the page (30)."""


def lighten(html: str) -> str:
    """Return highlighted code without the spans of plain names and of white space.

    >>> lighten('<span class="n">x</span><span class="w"> </span><span class="o">=</span>')
    'x <span class="o">=</span>'
    """
    return _UNSTYLED.sub(r"\1", html)


class _Lighten(Postprocessor):
    def run(self, text: str) -> str:
        return lighten(text)


def register(md: Markdown) -> None:
    """Have all code of a page lightened."""
    md.postprocessors.register(_Lighten(md), "musings_code", _AFTER_STASHED_HTML)
