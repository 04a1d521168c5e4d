"""What pages count themselves: their exercises, and the parts of a series, which others call by their numbers."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from musings.core.failure import Failure
from musings.core.page import Page

_NUMBERED: Final = re.compile(r"^\*\*(?P<number>\d+)\.\*\*", re.MULTILINE)
_EXERCISE: Final = re.compile(
    r"\[[^\[\]]*\bexercise (?P<number>\d+)[^\[\]]*\]\((?P<page>[^()\s#]*)#[^()\s]*\)", re.IGNORECASE
)
_LINKED: Final = re.compile(r"\[(?P<text>[^\[\]]*)\]\((?P<page>[^()\s#]+\.md)(?:#[^()\s]*)?\)")
_PART: Final = re.compile(r"\bPart (?P<number>\d+)\b")


def faults(pages: Sequence[Page]) -> Iterator[tuple[Page, Failure]]:
    """Yield each page with what it numbers otherwise than it is, or calls by a number that nothing has."""
    readable = [page for page in pages if _is_readable(page)]
    by_file = {page.path: page for page in readable}
    parts = {page.path: part for page in readable if (part := _part(page))}
    for page in readable:
        for offset, problem in _wrong(page, by_file, parts):
            failure = Failure(problem, advice="correct the number, or what it names", line=page.line(offset))
            yield page, failure


def _is_readable(page: Page) -> bool:
    try:
        return bool(page.prose)
    except Failure:  # told where the page is examined
        return False


def _part(page: Page) -> str:
    """Return the number that a page's title gives it in a series, or nothing."""
    part = _PART.search(page.title)
    return part["number"] if part else ""


def _wrong(page: Page, pages: dict[Path, Page], parts: dict[Path, str]) -> Iterator[tuple[int, str]]:
    yield from _numbered(page)
    for match in _EXERCISE.finditer(page.prose):
        target = pages.get(_target(page, match["page"])) if match["page"] else page
        if target is not None and int(match["number"]) > (last := len(_NUMBERED.findall(target.prose))):
            yield match.start("number"), f"there is no exercise {match['number']} in {target.name}, which has {last}"
    linked: dict[int, str] = {}
    for match in _LINKED.finditer(page.prose):
        for part in _PART.finditer(match["text"]):
            linked[match.start("text") + part.start()] = parts.get(_target(page, match["page"]), "")
    for part in _PART.finditer(page.prose):
        called = linked.get(part.start(), "")
        if called and called != part["number"]:
            yield part.start(), f"the link to Part {called} of a series calls it Part {part['number']}"
        elif parts and part["number"] not in parts.values():
            yield part.start(), f"no page is Part {part['number']} by its title"


def _target(page: Page, address: str) -> Path:
    """Return the file that a link of a page leads to."""
    return Path(posixpath.normpath(page.path.parent / address))


def _numbered(page: Page) -> Iterator[tuple[int, str]]:
    """Yield numbers of exercises that are not the next one."""
    before = 0
    for match in _NUMBERED.finditer(page.prose):
        number = int(match["number"])
        if number not in {1, before + 1}:
            yield match.start(), f"after exercise {before} comes {before + 1}, and not {number}"
        before = number
