"""A page of Markdown as its author wrote it: the text, its fences, and where each thing stands."""

from __future__ import annotations

import difflib
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from sybil import Document
from sybil.parsers.markdown.lexers import RawFencedCodeBlockLexer

from musings.core import store
from musings.core.failure import Failure

if TYPE_CHECKING:
    from musings.core.project import Project

_INFO = re.compile(r"(?P<info>[^\n]*)(?:\n|\Z)")
_BYTE_ORDER_MARK = "\ufeff"
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"^#(?=[ \t])", re.MULTILINE)
_TITLE = re.compile(r"^#[ \t]+(?P<title>.+?)[ \t]*(?:\{[^}\n]*\})?$", re.MULTILINE)
_INLINE_CODE = re.compile(r"(?<![`\\])(?:\\\\)*(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)", re.DOTALL)
_COMMENT_LINES = re.compile(r"^ {0,3}<!--(?!-?>)(?:(?!<!--|--!>).)*?-->", re.DOTALL | re.MULTILINE)
_COMMENT = re.compile(r"<!--(?:(?!<!--|-->).)*-->", re.DOTALL)
_BLANK_LINES = re.compile(r"(\n(?:[ \t]*\n)+)")
_ATTRIBUTE = re.compile(r"""(?P<key>[\w-]+)=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s}]+))""")
_CLASS = re.compile(r"\.(?P<name>[\w-]+)")


@dataclass(frozen=True)
class Fence:
    """A fenced block: its language, classes and attributes, its text without indentation, and where both stand."""

    language: str
    classes: frozenset[str]
    attributes: dict[str, str] = field(hash=False)
    source: str
    indent: str
    mark: tuple[int, int] = (0, 0)
    span: tuple[int, int] = (0, 0)


def read_info(info: str) -> tuple[str, frozenset[str], dict[str, str]]:
    """Return language, classes and attributes of a fence's first line, as superfences and attr_list read it.

    >>> language, classes, attributes = read_info('py { .live title="relu.py" }')
    >>> language, sorted(classes), attributes
    ('py', ['live'], {'title': 'relu.py'})
    """
    outside = re.match(r"\s*(?P<language>[\w+#.-]*)", info)
    language = outside["language"] if outside else ""
    rest = info[outside.end() :] if outside else info
    attributes = {m["key"]: m["double"] or m["single"] or m["bare"] or "" for m in _ATTRIBUTE.finditer(rest)}
    classes = [m["name"] for m in _CLASS.finditer(_ATTRIBUTE.sub(" ", rest))]
    if not language and classes:
        language = classes.pop(0)
    return language, frozenset(classes), attributes


class Page:
    """One Markdown file.

    `namespace` is what its examples share while they are being proved; `ran` keeps, by the
    places of claims, what came of those that were run already; `tested` the files whose doctests passed; `found`
    the claims of each kind that its text makes.
    """

    def __init__(self, path: Path, project: Project) -> None:
        self.path = path
        self.project = project
        self.namespace: dict[str, Any] = {}
        self.ran: dict[tuple[int, int], list[Any]] = {}
        self.tested: set[Path] = set()
        self.found: dict[str, list[Any]] = {}

    @cached_property
    def raw(self) -> str:
        """The file, whatever ends its lines, without a byte-order mark; raises `Failure` where it is not UTF-8."""
        raw = self.path.read_bytes()
        try:
            return raw.decode("utf-8").removeprefix(_BYTE_ORDER_MARK).replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            raise Failure(
                f"the file is not UTF-8: byte {raw[error.start]:#04x} cannot be read",
                advice="save the file as UTF-8",
                line=raw[: error.start].count(b"\n") + 1,
            ) from None

    @cached_property
    def text(self) -> str:
        """The page's Markdown: the whole file."""
        return self.raw

    def markdown(self) -> str:
        """Return what Markdown renders: the page without its front matter; a notebook with its outputs."""
        body = _FRONT_MATTER.match(self.text)
        return self.text[body.end() :] if body else self.text

    def pictures(self) -> Iterator[tuple[str, str]]:
        """Yield addresses and alternative texts of the pictures that the page shows beside those in its text."""
        yield from ()

    @property
    def name(self) -> str:
        """The path from the project's root, with forward slashes."""
        return self.project.name_of(self.path)

    def save(self, text: str) -> str:
        """Write the page with another text; return the difference, for a person to read."""
        if text == self.text:
            return ""
        raw = self.path.read_bytes().decode("utf-8")  # an editor's line ends and mark stay
        mark = _BYTE_ORDER_MARK if raw.startswith(_BYTE_ORDER_MARK) else ""
        store.write(self.path, mark + (text.replace("\n", "\r\n") if "\r\n" in raw else text))
        before, after = (each.splitlines(keepends=True) for each in (self.text, text))
        return "".join(difflib.unified_diff(before, after, f"a/{self.name}", f"b/{self.name}"))

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(m.end() for m in re.finditer("\n", self.text))]

    def line(self, offset: int) -> int:
        """Return the number of the line, from 1, that holds the character at `offset`."""
        return bisect_right(self._line_starts, offset)

    def line_in_file(self, number: int) -> int:
        """Return the number of the line of the file that holds a line of the text."""
        return self.line(self._line_starts[number - 1])

    @cached_property
    def front_matter(self) -> dict[str, Any]:
        """The metadata at the top of the page; raises `Failure` where YAML cannot read it."""
        match = _FRONT_MATTER.match(self.text)
        if match is None:
            if self.text.startswith("---\n"):
                raise Failure("the front matter is not closed", advice="end it with a line of three dashes", line=1)
            return {}
        try:
            data = yaml.safe_load(match["yaml"])
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            what = getattr(error, "problem", None) or "it is not YAML"
            line = mark.line + 2 if mark else 1
            raise Failure(
                f"bad front matter: {what}", advice="correct the YAML between the dashes", line=line
            ) from None
        if not isinstance(data, dict):
            raise Failure(
                "bad front matter: it must be `key: value` lines",
                got=repr(data),
                advice="correct the YAML between the dashes",
                line=2,
            )
        return data

    @cached_property
    def title(self) -> str:
        """The page's first heading, without its attributes; empty where it has none."""
        mark = _HEADING.search(self.prose)  # whose code is blanked out, which a title may have
        found = _TITLE.match(self.text, mark.start()) if mark else None
        return found["title"] if found else ""

    @cached_property
    def fences(self) -> tuple[Fence, ...]:
        """All fenced blocks, outermost ones only, in their order."""
        document = Document(self.text, str(self.path))
        return tuple(self._fences(document))

    def _fences(self, document: Document) -> Iterator[Fence]:
        body = _FRONT_MATTER.match(self.text)
        after = body.end() if body else 0
        for region in sorted(RawFencedCodeBlockLexer(_INFO)(document), key=lambda r: r.start):
            if region.start < after:  # inside the front matter, or inside a fence already seen
                continue
            after = region.end
            source = region.lexemes["source"]
            source_start = region.start + source.offset
            closing = self.text.rfind("\n", source_start, region.end) + 1
            language, classes, attributes = read_info(region.lexemes["info"])
            first = self.text[region.start : source_start]
            indent = first[: len(first) - len(first.lstrip(" \t>"))]
            span = (source_start, max(closing, source_start))
            yield Fence(language, classes, attributes, str(source), indent, (region.start, region.end), span)

    @cached_property
    def prose(self) -> str:
        """The text with front matter, fences, inline code and comments blanked out: same length, same lines."""
        text = self.text
        spans = [fence.mark for fence in self.fences]
        if match := _FRONT_MATTER.match(text):
            spans.append(match.span())
        for start, end in spans:
            text = text[:start] + _blank(text[start:end]) + text[end:]
        text = _COMMENT_LINES.sub(_blanked, text)
        return "".join(map(_prose, _BLANK_LINES.split(text)))


def _prose(paragraph: str) -> str:
    """Return a paragraph without its inline code and its comments: neither goes on after a blank line."""
    for pattern in (_INLINE_CODE, _COMMENT):
        paragraph = pattern.sub(_blanked, paragraph)
    return paragraph


def _blanked(match: re.Match[str]) -> str:
    return _blank(match[0])


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
