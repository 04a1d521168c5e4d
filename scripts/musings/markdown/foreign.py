"""What other renderers know and this site does not: syntax that is shown as it stands, pictures not to be shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Final

from musings.core.failure import Failure

_NOTE: Final = "write `/// note | Title`, the text, and `///`; each after a blank line"
_FORMULA: Final = "write it as `/// formula | topic.function`, or `$…$` within a sentence"
_NAMELESS: Final = "a display formula has no name, so nothing proves it"
_DOLLARS: Final = "mathematics is written between dollars here"
_RULES: Final = (
    (re.compile(r"^(?:!!!|\?\?\?\+?)[ \t]*[\w\"].*", re.MULTILINE), "this is shown as it stands", _NOTE),
    (re.compile(r"^\[!\w+\].*", re.MULTILINE), "this is shown as it stands", _NOTE),
    (re.compile(r"^:{3,}[ \t]*[\w{].*", re.MULTILINE), "this is shown as it stands", _NOTE),
    (
        re.compile(r"^={3}[!+]*[ \t]+[\"'“‘].*", re.MULTILINE),
        "this is shown as it stands",
        "write `/// tab | Title`, the text, and `///`",
    ),
    (
        re.compile(r"^/{3,}[ \t]*\w[\w-]*[ \t]*(?:\|.*)?$", re.MULTILINE),
        "the block is not read as one, and shown as it stands",
        "write `/// name | argument` with a space after the slashes, after a blank line, and options indented by four",
    ),
    (re.compile(r"\\(?:begin|end)\{\w+.*"), _NAMELESS, _FORMULA),
    (re.compile(r"\$\$.*"), _NAMELESS, _FORMULA),
    (re.compile(r"\\[(\[].*"), _DOLLARS, _FORMULA),
)
_MARKS: Final = re.compile(r"!!!|\?\?\?|\[!|:::|===|///|\$\$|\\[(\[be]")
_ESCAPES: Final = re.compile(r"(?<!\\)\\\((?=[^\n]*?\\\))|^[ \t]*\\\[(?=[ \t]*$)", re.MULTILINE)
"""Mathematics that Markdown reads as escaped brackets: the page shows its LaTeX without them."""
_AS_TYPED: Final = frozenset({"pre", "code", "math", "script", "style", "textarea"})


_ELSEWHERE: Final = re.compile(
    r"""<(?:audio|embed|iframe|img|source|video)\s(?:[^>"']|"[^"]*"|'[^']*')*?\bsrc\s*=\s*["']?\s*"""
    r"""(?!data:)((?:[a-z][a-z0-9+.-]*:|//)[^"'\s>]*)""",
    re.IGNORECASE,
)
"""What would be loaded from another host, or from nowhere."""


class _Text(HTMLParser):
    """Collects what a reader sees of a page beside code and mathematics, each piece from where its element begins."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._typed: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _AS_TYPED:
            self._typed.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._typed:
            while self._typed.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self._typed:
            self.pieces.append(data.lstrip())


def found(html: str) -> Iterator[Failure]:
    """Yield what of another renderer's syntax finished HTML shows."""
    if not _MARKS.search(html):
        return
    reader = _Text()
    reader.feed(html)
    reader.close()
    for piece in reader.pieces:
        for pattern, problem, advice in _RULES:
            if match := pattern.search(piece):
                yield Failure(problem, got=match[0], advice=advice)
                break


def pictures(html: str) -> Iterator[Failure]:
    """Yield what finished HTML shows by an address at which no page of this site finds it.

    >>> [failure.got for failure in pictures('<img alt="a > b" src="attachment:dot.png"><img src="dot.png">')]
    ['attachment:dot.png']
    """
    for match in _ELSEWHERE.finditer(html):
        yield Failure(
            "a page shows pictures of its own site alone, and this is none",
            got=match[1],
            advice="save it among the pictures of docs/assets/ and write its path; what code draws is a figure",
        )


def escaped(prose: str) -> Iterator[Failure]:
    """Yield what is mathematics in prose and would lose its brackets."""
    for match in _ESCAPES.finditer(prose):
        got = prose[match.start() :].strip().split("\n")[0]
        line = prose.count("\n", 0, match.start()) + 1
        yield Failure(_DOLLARS, got=got, advice=_FORMULA, line=line)
