"""Numbers and relations in the sentences of a finished page: a claim's, cited, or of a form that claims nothing.

What a claim carries is told by the page's own links, as they were rendered; HTML that looks like one carries nothing.
Small counts and shares in words no program can tell from figures of speech, and what a formula supposes, what a source
is cited for, which part of the text is meant it cannot judge. A sentence with one of them is to be read by a person
since it last changed: its digest says so.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from typing import Final, Literal

from musings.core.failure import Failure
from musings.core.page import Page
from musings.markdown import exhibits
from musings.markdown.numerals import fractions, numerals

Carry = Literal["words", "sentence"]
"""What a link vouches for: its own words, or the whole sentence that it stands in."""

_ODD: Final = re.compile(
    r"[¼-¾\u0bf0-\u0bf2\u2150-\u2189\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3220-\u3229\u3248-\u324f\u3251-\u325f\u3280-\u3289"
    r"\u32b1-\u32bf]|(?<=\w)[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff](?=\w)"
)
"""A number that is one character, ½, Ⅻ or ④, and what is not seen within a word: a reader of digits misses both."""
_LEAST: Final = 10
"""From this number on words count as numerals. Below it they are figures of speech as often as counts, save before
what is `_REPEATED`: a person reads the sentence."""
_REPEATED: Final = re.compile(
    r"\A\s+(?:of\s(?:the|its)\s)?(?:[a-z-]+\s)?(?:folds?|repetitions?|runs?|seeds?|splits?)\b", re.IGNORECASE
)
"""What code was told to do so many times: before these a small number is a count, too."""
_TIMES: Final = re.compile(
    r"\b(?:twice|thrice|halves|halv(?:ed?|ing)|(?:doubl|tripl)(?:e[ds]?|ing)|\w+fold)\b", re.IGNORECASE
)
HIDDEN: Final = "\ufffc"
"""Stands for what a claim carries: no letter, no digit."""
_CITED: Final = "\ufffb"
_WAYS: Final = "¶↩"
"""What leads to a heading, and back from a footnote."""
_STRAIGHT: Final = str.maketrans("‘’“”", "''\"\"")
"""Python-Markdown's `smarty` makes quotes typographic after claims were read; their words are the same with either."""
_ANNOTATION: Final = "annotation"
_UNREAD: Final = frozenset({*exhibits.AS_CODE, "code", exhibits.TABLE, *exhibits.UNSEEN})
"""Code and tables are exhibits, read by their own account; what is unseen says nothing."""
_BLOCKS: Final = frozenset(
    {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "summary", "figcaption", "blockquote", "div", "section"}
)
_HINTS: Final = frozenset(
    {"alt", "aria-description", "aria-label", "aria-valuetext", "label", "placeholder", "srcdoc", "title", "value"}
)
"""Attributes whose text a reader meets."""
_VOID: Final = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
_SENTENCE_ENDS: Final = re.compile(r"(?<=[.!?:;…])(?<!\be\.g\.)(?<!\bal\.)[\s”’)]+(?=[A-Z“‘(\ufffb\ufffc\d])")

_NUMBERED: Final = re.compile(r"\A\s*(?:\d+[.)](?=\s)|Figure \d+\.)")
"""The number of an exercise, of a heading, of a picture, which is counted when the page is made."""
_ONE: Final = r"[-−]?\d[\d.,]*(?:[ \u00a0\u202f]?%)?"
_FILLED: Final = re.compile(r"\A\S+\.md:\d+-\d+/\S+")
HARMLESS: Final = (
    (
        re.compile(r"\b(?:chapter|exercise|figure|part|question|table)s?\s\d+(?:(?:,\s|\sand\s)\d+)*\b", re.IGNORECASE),
        "the number of a part of this text",
    ),
    (re.compile(r"\b(?:PEP|RFC|ISO|IEEE|HTTP|Python)[\s/\u00a0]\d[\d.]*\b"), "a name"),
    (_FILLED, "a place that Material's tags fill later"),
    (
        re.compile(
            rf"\bTry\s+(?:(?!is\b|are\b|was\b|that\b)[\w-]+\s+){{0,3}}{_ONE}(?:(?:,?\s(?:then|and|or)|,)\s{_ONE})*"
        ),
        "what the reader is asked to try",
    ),
)
"""The forms in which a number claims nothing, and why."""

_RELATION: Final = re.compile(r"[=<>]|\\(?:le|leq|ge|geq|ll|gg|approx|sim|equiv|neq|ne|propto|lt|gt)(?![A-Za-z])")
_SUPPOSED: Final = re.compile(
    r"\b(?:for|with|let|when|where|if|say|take|given|set|call|write|usual|default)\s+(?:the\s|a\s)?(?:[\w-]+\s){0,2}\Z",
    re.IGNORECASE,
)
"""What comes before a formula that is assumed and not asserted."""
_AND: Final = re.compile(r"\A(?:,|,?\s(?:and|or))\s(?:the\s|a\s)?(?:[\w-]+\s)?\Z")
"""What joins a formula to one that is assumed."""


@dataclass(frozen=True)
class Carrier:
    """A link of a claim as it was rendered: its class, its words, and what it vouches for."""

    name: str
    words: str
    carry: Carry


class _Reader(HTMLParser):
    """Collects the page's blocks of words: what claims carry is hidden, what is no word is left out."""

    def __init__(self, carriers: Iterable[Carrier]) -> None:
        super().__init__(convert_charrefs=True)
        self.carriers = Counter(replace(each, words=_plain(each.words)) for each in carriers)
        self.classes = {each.name for each in self.carriers}
        self.blocks: list[str] = []
        self.formulas: list[str] = []
        self.hints: list[str] = []
        self.code: list[str] = []
        self.inline_code: list[str] = []
        self._parts: list[str] = []
        self._open: list[tuple[str, int]] = []
        self._unread = 0
        self._link: tuple[int, str, int] | None = None  # depth, class, where its words begin
        self._latex = self._display = False
        self._math = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        classes = set((given.get("class") or "").split())
        if tag == "br":
            self._parts.append(" ")
        if not classes & self.classes:
            self.hints += [value for key, value in attrs if key in _HINTS and value]
        if tag in _VOID:
            return
        unread = tag in _UNREAD
        self._open.append((tag, int(unread)))
        self._unread += unread
        if tag in _BLOCKS:
            self._end_block()
        if tag == "math":
            self._math += 1
            self._parts.append("$")
        self._latex = tag == _ANNOTATION
        self._display = given.get("display") == "block" if tag == "math" else self._display
        if self._link is None and (name := next(iter(classes & self.classes), None)):
            self._link = (len(self._open), name, len(self._parts))

    def handle_endtag(self, tag: str) -> None:
        if all(opened != tag for opened, _ in self._open):
            return
        while self._open:
            if self._link and self._link[0] == len(self._open):
                self._close_link()
            opened, unread = self._open.pop()
            self._unread -= unread
            self._latex = False
            if opened == "math":
                self._math -= 1
                self._parts.append("$")
            if opened == "pre":
                self.code.append("\n")
            if opened in _BLOCKS:
                self._end_block()
            if opened == tag:
                return

    def handle_data(self, data: str) -> None:
        opened = [tag for tag, _ in self._open]
        if "code" in opened or "pre" in opened:
            (self.code if "pre" in opened else self.inline_code).append(data)
        elif self._latex and self._display:
            self.formulas += map(_bare, re.split(r"\\\\", data))
        elif not self._unread and (self._latex or not self._math):
            self._parts.append(data)

    def _close_link(self) -> None:
        assert self._link is not None
        _, name, begin = self._link
        self._link = None
        words = _plain("".join(self._parts[begin:]))
        for carrier, left in self.carriers.items():
            if left and (carrier.name, carrier.words) == (name, words):
                self.carriers[carrier] -= 1
                self._parts[begin:] = [_CITED if carrier.carry == "sentence" else HIDDEN]
                break

    def _end_block(self) -> None:
        self._link = None
        if text := "".join(self._parts).strip():
            self.blocks.append(text)
        self._parts = []

    def close(self) -> None:
        super().close()
        self._end_block()


def _plain(words: str) -> str:
    """Return words with single spaces and straight quotes."""
    return " ".join(words.split()).translate(_STRAIGHT)


class Prose:
    """The sentences of a finished page, in which the words of claims are hidden.

    `vouched` are texts that are looked at elsewhere: entries of the bibliography, alternative texts.
    """

    def __init__(self, html: str, carriers: Iterable[Carrier], vouched: Collection[str] = ()) -> None:
        self._reader = _Reader(carriers)
        self._reader.feed(html)
        self._reader.close()
        looked_at = set(map(_plain, vouched))
        self.sentences = [
            sentence
            for block in [*self._reader.blocks, *self._reader.hints]
            if _plain(block) not in looked_at
            for sentence in _SENTENCE_ENDS.split(_NUMBERED.sub("", block))
        ]

    def loose(self, page: Page) -> Iterator[Failure]:
        """Yield the numbers and relations that no claim carries; `page` is where they were written."""
        for sentence in self.sentences:
            if _CITED not in sentence:
                yield from loose(sentence, page.prose, self._reader.formulas)
        known = {abs(each.value) for each in numerals("".join(self._reader.code))}
        for text in self._reader.inline_code:
            for numeral in numerals(text):
                if abs(numeral.value) not in known:
                    yield Failure(
                        "no code of this page holds the number that stands here in code",
                        got=text,
                        advice="say it of code that is shown, or without the number",
                        line=_line(page.text, text),
                    )

    def judged(self) -> dict[str, str]:
        """Return the sentences that a person has to judge, by their digests; what claims say in them is left out."""
        return {digest(each): _told(each) for each in self.sentences if _is_judged(each)}


def digest(words: str) -> str:
    """Return what is kept of a sentence that a person has read; with either kind of quotes it is the same."""
    return hashlib.sha256(_plain(words.rstrip(f"{_WAYS} ")).encode()).hexdigest()[:16]


def unread(sentence: str, prose: str) -> Failure:
    """Return what is said of a sentence that a person has to judge and that was not read since it changed."""
    words = max((re.findall(r"\w+", piece) for piece in re.split(r"[…$]", sentence)), key=len)
    place = re.search(r"\W+".join(words), prose)
    return Failure(
        "no program can tell whether the number, the share or the formula in this sentence is right, "
        "and nobody has read it since it changed",
        got=sentence,
        advice="prove it with a claim; or read it, and if it is true, `musings approve`",
        line=prose.count("\n", 0, place.start()) + 1 if place else None,
    )


def _told(sentence: str) -> str:
    return " ".join(
        sentence.translate({ord(HIDDEN): "…", ord(_CITED): "…", **dict.fromkeys(map(ord, _WAYS), "")}).split()
    )


def _is_judged(sentence: str) -> bool:
    """Return whether a sentence says a number, a share or a relation that no claim carries.

    >>> [_is_judged(each) for each in ("Two of them learn", "one learns", "a third of it", "twice", "See part 2")]
    [True, False, True, True, True]
    """
    if _FILLED.match(sentence):
        return False
    pieces = re.split(r"\$([^$]*)\$", sentence)
    words = HIDDEN.join(pieces[::2])
    return (
        bool(re.search(r"\d", words))  # of a name, too
        or any(each.value != 1 for each in numerals(words))
        or next(fractions(words), None) is not None
        or bool(_TIMES.search(words))
        or any(_RELATION.search(latex) for latex in pieces[1::2])
    )


def loose(sentence: str, prose: str, proved: Collection[str] = ()) -> Iterator[Failure]:
    """Yield the numbers and relations of a sentence in which the words of claims are hidden.

    >>> [failure.got for failure in loose("The 20 nets of exercise 3 learn ￼ of 1,000 words.", "")]
    ['20, in “The 20 nets of ￼ learn ￼ of 1,0”', '1,000, in “The 20 nets of ￼ learn ￼ of 1,000 words.”']
    """
    for pattern, _ in HARMLESS:
        sentence = pattern.sub(HIDDEN, sentence)
    pieces = re.split(r"\$([^$]*)\$", sentence)
    supposed = False
    for number, piece in enumerate(pieces):
        if number % 2:
            before = pieces[number - 1]
            supposed = bool(_SUPPOSED.search(before)) or (supposed and bool(_AND.match(before)))
            if not supposed and _is_loose(piece, proved):
                yield Failure(
                    "nothing proves this formula in a sentence",
                    got=f"${piece}$",
                    advice="make it the words of a claim, [$…$](holds:topic.name), say what a display formula of this "
                    "page says, or let it be what is supposed: “for $…$”, “with $…$”",
                    line=_line(prose, piece),
                )
            continue
        if odd := _ODD.search(piece):
            yield Failure(
                "a number, or a word, is written with a character that only looks like one",
                got=f"U+{ord(odd[0]):04X}, in “{' '.join(piece[max(0, odd.start() - 40) : odd.end() + 25].split())}”",
                advice="write it with ordinary digits and letters",
                line=_line(prose, odd[0], piece[: odd.start()], piece[odd.end() :]),
            )
        for numeral in numerals(piece):
            counted = numeral.value != 1 and _REPEATED.match(piece[numeral.end :])
            if not numeral.spelt or numeral.value >= _LEAST or counted:
                around = piece[max(0, numeral.start - 40) : numeral.end + 25]
                yield Failure(
                    "nothing says where this number comes from, so it could be false",
                    got=f"{numeral.text}, in “{' '.join(around.split())}”",
                    advice="write [it](fact:topic.name), [it](setup:module.NAME) for what the code sets, a citation in "
                    "the same sentence for what others found, or say it without the number",
                    line=_line(prose, numeral.text, piece[: numeral.start], piece[numeral.end :]),
                )


def _line(prose: str, text: str, before: str = "", after: str = "") -> int | None:
    """Return the line of a page on which a text stands between these words, or where it first stands, or None."""
    earlier = re.findall(r"\w+", before.rpartition(HIDDEN)[2])[-2:]
    later = re.findall(r"\w+", after.partition(HIDDEN)[0])[:2]
    ways = ([*earlier, text, *later], [text], earlier, later)
    for pattern in (r"\W+".join(map(re.escape, words)) for words in ways if words):
        if match := re.search(rf"(?<![\w.]){pattern}", prose):
            return prose.count("\n", 0, match.end()) + 1
    return None


def _bare(latex: str) -> str:
    """Return LaTeX without what makes no difference: spaces, alignment, a full stop at its end."""
    return re.sub(r"\s|&|\\[,;!]|\\(?:begin|end)\{\w+\}", "", latex).rstrip(".,")


def _is_loose(latex: str, proved: Collection[str]) -> bool:
    """Return whether a formula states a relation or a number that no display formula says."""
    bare = _bare(latex)
    relation = _RELATION.search(latex)
    without_indices = re.sub(r"[_^](?:\{[^{}]*\}|\S)", "", latex)
    if not relation and all(each.value in {0, 1} for each in numerals(without_indices)):
        return False
    return bare not in proved and (bool(relation) or all(bare not in each for each in proved))
