"""What other renderers know and this site does not: syntax that is shown as it stands, pictures not to be shown.

Nor does it know elements that say something without words that can be read, or take back what others say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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


_FAR: Final = r"(?!data:)(?:[a-z][a-z0-9+.-]*:|//)"
_ELSEWHERE: Final = re.compile(
    r"""<(?:audio|embed|iframe|img|source|video)\s(?:[^>"']|"[^"]*"|'[^']*')*?\bsrc\s*=\s*["']?\s*"""
    rf"""({_FAR}[^"'\s>]*)""",
    re.IGNORECASE,
)
"""What would be loaded from another host, or from nowhere."""
_PICTURE: Final = re.compile(r"""<img\s(?:[^>"']|"[^"]*"|'[^']*')*>""", re.IGNORECASE)
_EXCUSED: Final = re.compile(r"""\sdata-illustration="[^"]*\S[^"]*\"""")


_WORDS: Final = (
    "a abbr b blockquote br button caption cite code col colgroup dd details dfn div dl dt em figcaption figure h1 h2 "
    "h3 h4 h5 h6 hr i img input ins kbd label li listing mark ol p plaintext polyline pre q samp section small span "
    "strong sub summary sup svg table tbody td textarea tfoot th thead time tr u ul var wbr xmp"
)
_MATHEMATICS: Final = (
    "annotation math menclose mfrac mi mn mo mover mpadded mroot mrow mspace msqrt mstyle msub msubsup msup mtable mtd "
    "mtext mtr munder munderover semantics"
)
_KNOWN: Final = frozenset([*_WORDS.split(), *_MATHEMATICS.split()])
"""The elements that pages are made of; those of code are compared with claims, and so are formulas and tables."""
_STYLES: Final = re.compile(
    r"true|false|(?:\s*(?:text-align|justify-items|padding-left|padding-right|--[\w-]+):[^;]*;?)*"
)
"""How elements may be told to look: in columns, by what the tool measured; none is hidden or written by its style."""
_MATHML: Final = re.compile(r"<math\b[^>]*>?", re.IGNORECASE)
_LABEL: Final = re.compile(r"data-toc-label[^}\n]*")
"""What the contents say in place of a heading: Python-Markdown takes it out of the page, so nothing else shows it."""


class _Elements(HTMLParser):
    """Collects the tags that no page is made of."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in _KNOWN or "hidden" in given or not _STYLES.fullmatch(given.get("style") or ""):
            self.found.append(self.get_starttag_text() or f"<{tag}>")


def elements(html: str, prose: str) -> Iterator[Failure]:
    """Yield the elements of finished HTML that nobody can read as words, and formulas that `prose` writes as HTML.

    >>> [failure.got for failure in elements('<p>It is <del>not</del> <b>so</b>.</p>', "")]
    ['<del>']
    """
    reader = _Elements()
    reader.feed(html)
    reader.close()
    for tag in reader.found:
        place = prose.find(tag)
        yield Failure(
            "the page has an element that says, hides or takes back something where no word of it is looked at",
            got=tag,
            advice="write it in Markdown; what is drawn is a figure, and what moves is an explorer",
            line=_line(prose, place) if place >= 0 else None,
        )
    for match in _MATHML.finditer(prose):
        yield Failure(_DOLLARS, got=match[0], advice=_FORMULA, line=_line(prose, match.start()))
    for match in _LABEL.finditer(prose):
        yield Failure(
            "the contents would say what no heading says, and no word of it is looked at",
            got=match[0],
            advice="have the heading say it",
            line=_line(prose, match.start()),
        )


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


def bare(addresses: Iterable[str], prose: str) -> Iterator[Failure]:
    """Yield the pictures that no claim carries: those of Markdown by their addresses, and those that are HTML."""
    written = [match[0] for match in _PICTURE.finditer(prose) if not _EXCUSED.search(match[0])]
    for got in (*(each for each in addresses if not re.match(_FAR, each, re.IGNORECASE)), *written):
        if not _ELSEWHERE.match(got):  # told already
            yield Failure(
                "the page shows a picture that no claim covers, so what it shows could be false",
                got=got,
                advice="have code draw it, as `![…](figure:module/name)`, or say behind it why none does: "
                '`{ data-illustration="a photograph" }`',
            )


def escaped(prose: str) -> Iterator[Failure]:
    """Yield what is mathematics in prose and would lose its brackets."""
    for match in _ESCAPES.finditer(prose):
        got = prose[match.start() :].strip().split("\n")[0]
        yield Failure(_DOLLARS, got=got, advice=_FORMULA, line=_line(prose, match.start()))


def _line(prose: str, place: int) -> int:
    return prose.count("\n", 0, place) + 1
