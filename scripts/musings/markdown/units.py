"""Keeps a number and its unit on one line, and a part and its number: the space between them does not break."""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

_AFTER_CLAIMS: Final = 8
"""After the claims have been compared (15), before Python-Markdown's `smarty` (6) puts the quotes aside."""
_AS_WRITTEN: Final = frozenset({"code", "pre", "math", "script", "style", "svg"})
_UNIT: Final = r"(?:[%×]|°C|[mµn]?s|min|h|[kKMG]?B|[kKMG]iB|bits?|[kcm]?m|ft|k?g|k?Hz|px)(?!\w)"
_BETWEEN: Final = re.compile(rf"(?<=\d) (?={_UNIT})|(?<=\bPart) (?=\d)")
_AT_FIRST: Final = re.compile(rf"\A (?={_UNIT})")
_UNBROKEN: Final = "\u00a0"


class Units(Treeprocessor):
    """Changes the words of a page, and none of its code."""

    def run(self, root: Element) -> None:
        if root.tag in _AS_WRITTEN:
            return
        root.text = _kept(root.text)
        for child in root:
            self.run(child)
            if child.tail and "".join(child.itertext())[-1:].isdigit():
                child.tail = _AT_FIRST.sub(_UNBROKEN, child.tail)
            child.tail = _kept(child.tail)


def _kept(text: str | None) -> str | None:
    return text if text is None or isinstance(text, AtomicString) else _BETWEEN.sub(_UNBROKEN, text)


def extend(md: Markdown) -> None:
    """Register the treatment."""
    md.treeprocessors.register(Units(md), "musings-units", _AFTER_CLAIMS)
