"""What a finished page exhibits: blocks of code, tables, displayed formulas, each as the text that a reader sees.

The claims of a page say what they exhibit; the page itself is read; the two must be one multiset.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final

from musings.core.failure import Failure
from musings.markdown.formulas import INLINE

CODE: Final = "pre"
TABLE: Final = "table"
FORMULA: Final = "math"
AS_CODE: Final = frozenset({CODE, "listing", "plaintext", "textarea", "xmp"})
"""The elements whose text stands as it was typed; browsers still know the old ones."""
UNSEEN: Final = frozenset({"script", "style", "template"})
_WORDS: Final = {CODE: "code", TABLE: "a table", FORMULA: "a displayed formula"}
_ADVICE: Final = {
    CODE: "include a file's section, write `pycon` with `>>>` lines, or write a fence that is marked "
    '`{ .illustration reason="why it is not run" }`',
    TABLE: "write `/// table | topic.name` around it, or `/// table | illustration: why nothing makes it`",
    FORMULA: "write it as `/// formula | topic.function`",
}
_TELLING: Final = 6
"""So many characters of a line are enough to know it by."""
_ESCAPED_INCLUDE: Final = re.compile(r"^([ \t]*);(-+8<-)", re.MULTILINE)
_MARKUP: Final = (
    (re.compile(INLINE), ""),  # mathematics, read apart
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""),
    (re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])"), r"\1"),
    (re.compile(r"<[^>]*>|&\w+;|\{[:\s][^}]*\}"), ""),
)


@dataclass(frozen=True)
class Exhibit:
    """One of them, by its element."""

    element: str
    text: str

    @property
    def first_line(self) -> str:
        """What it is told by."""
        return self.text.strip().split("\n")[0]


def code(text: str) -> Exhibit:
    """Return what a fence with this text exhibits."""
    lines = _ESCAPED_INCLUDE.sub(r"\1\2", text).expandtabs(4).split("\n")
    return Exhibit(CODE, "\n".join(line.rstrip() for line in lines).strip("\n"))


def table(rows: Iterable[Iterable[str]]) -> Exhibit:
    """Return what a table with these cells of Markdown exhibits: its letters and digits, row by row."""
    return Exhibit(TABLE, "\n".join("".join(f"|{_letters(_plain(cell))}" for cell in row) for row in rows))


def _plain(cell: str) -> str:
    for pattern, instead in _MARKUP:
        cell = pattern.sub(instead, cell)
    return cell


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


class _Reader(HTMLParser):
    """Collects exhibits; one may stand in another."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Exhibit] = []
        self._open: list[tuple[str, str, list[str]]] = []
        self._unseen = 0
        self._inline = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in UNSEEN
        element = CODE if tag in AS_CODE else tag
        if element in {CODE, TABLE} or (tag == FORMULA and dict(attrs).get("display") == "block"):
            self._open.append((tag, element, []))
        elif tag == FORMULA:
            self._inline += 1
        elif tag in {"tr", "td", "th"}:
            self._add("\1" if tag == "tr" else "\0", TABLE)
        elif tag == "br":
            self._add("\n", CODE)

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in UNSEEN and self._unseen > 0
        if any(opened == tag for opened, _, _ in self._open):
            while True:
                opened, element, parts = self._open.pop()
                self.found.append(_made(element, "".join(parts)))
                if opened == tag:
                    return
        elif tag == FORMULA:
            self._inline = max(0, self._inline - 1)

    def handle_data(self, data: str) -> None:
        if self._open and not self._unseen and not (self._inline and self._open[-1][1] == TABLE):
            self._add(data)

    def _add(self, text: str, element: str = "") -> None:
        if self._open and (not element or self._open[-1][1] == element):
            self._open[-1][2].append(text)

    def close(self) -> None:
        super().close()
        while self._open:
            _, element, parts = self._open.pop()
            self.found.append(_made(element, "".join(parts)))


def _made(element: str, text: str) -> Exhibit:
    if element == CODE:
        return code(text)
    if element == TABLE:
        rows = [row.split("\0")[1:] for row in text.split("\1") if "\0" in row]
        return Exhibit(TABLE, "\n".join("".join(f"|{_letters(cell)}" for cell in row) for row in rows))
    return Exhibit(element, "".join(text.split()))


def read(html: str) -> list[Exhibit]:
    r"""Return what finished HTML exhibits.

    >>> [each.text for each in read("<pre>1 <b>&lt;</b> 2\n</pre><table><tr><th>a<td>1.5</table>")]
    ['1 < 2', '|a|15']
    """
    reader = _Reader()
    if re.search(rf"<(?:{'|'.join([*AS_CODE, TABLE, FORMULA])})\b", html, re.IGNORECASE):
        reader.feed(html)
        reader.close()
    return reader.found


def differences(shown: Iterable[Exhibit], claimed: Iterable[tuple[Exhibit, int]], *, whole: bool) -> Iterator[Failure]:
    """Yield what a page shows and no claim carries and, where it is rendered whole, what claims carry and it does not.

    What is claimed comes with its line.
    """
    claimed = list(claimed)
    extra = Counter(shown) - Counter(each for each, _ in claimed)
    missing = Counter(each for each, _ in claimed) - Counter(shown)
    for each in extra.elements():
        other = next((other for other in missing.elements() if other.element == each.element), None) if whole else None
        if other is None:
            yield Failure(
                f"the page shows {_WORDS[each.element]} that no claim covers, so what it prints could be false",
                got=each.first_line or None,
                advice=_ADVICE[each.element],
            )
            continue
        missing[other] -= 1
        one, two = _first_difference(other.text, each.text)
        yield Failure(
            f"the page shows {_WORDS[each.element]} with another text than the one that is looked at",
            expected=one,
            got=two,
            advice="a stray fence, indentation or an included page reads otherwise to the site: write it plainly",
            line=next(line for exhibit, line in claimed if exhibit == other),
        )
    for each in missing.elements() if whole else ():
        yield Failure(
            f"the page does not show {_WORDS[each.element]} as what it is: it stands in HTML, in a comment or in code",
            expected=each.first_line,
            advice="indent it less, or take it out of what it stands in",
            line=next(line for exhibit, line in claimed if exhibit == each),
        )


def line_of(text: str, shown: str) -> int:
    """Return the line of a page on which something first stands that is shown; the first line where it is not found."""
    wanted = _bare(shown)
    lines = [_bare(line) for line in text.split("\n")]
    places = [number for number, line in enumerate(lines, 1) if wanted and line == wanted]
    if len(wanted) >= _TELLING:
        places += [number for number, line in enumerate(lines, 1) if wanted in line]
    return places[0] if places else 1


def _bare(line: str) -> str:
    return re.sub(r"[\s|>\\]+", "", line)


def _first_difference(one: str, other: str) -> tuple[str, str]:
    pairs = zip([*one.split("\n"), "(nothing)"], [*other.split("\n"), "(nothing)"], strict=False)
    return next(((a, b) for a, b in pairs if a != b), (one[-80:], other[-80:]))
