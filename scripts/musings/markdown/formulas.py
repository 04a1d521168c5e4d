"""Mathematics as MathML, written when the page is built: no script in the page draws it."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

from musings.markdown.complaints import warn

INLINE = r"(?<![\\$A-Za-z])\$(?=\S)(?P<latex>(?:\\.|[^\\$\n])+?)(?<=\S)\$(?![\d$])"
"""A letter before a dollar makes it money: US$ 3."""
_BEFORE_ESCAPES = 189.9
"""After code spans (190), before backslash escapes (180), which would eat LaTeX's."""


@lru_cache(maxsize=4096)
def mathml(latex: str, *, display: bool) -> str:
    """Return LaTeX as MathML; what cannot be rendered is shown as it is, with a warning that fails a strict build."""
    from musings.mathematics import FormulaError, to_mathml

    try:
        return to_mathml(latex, display=display)
    except FormulaError as error:
        warn(f"the mathematics ${latex}$ cannot be rendered: {error}")
        return f"<code>{escape(latex)}</code>"


class _Inline(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str | Element | None, int | None, int | None]:  # type: ignore[override]  # noqa: N802
        return self.md.htmlStash.store(mathml(m["latex"], display=False)), m.start(0), m.end(0)


def register(md: Markdown) -> None:
    """Have `$…$` in running text rendered as mathematics."""
    md.ESCAPED_CHARS.append("$")
    md.inlinePatterns.register(_Inline(INLINE, md), "musings_mathematics", _BEFORE_ESCAPES)
