"""Named blocks of a page: `/// table | topic.name`, option lines, content, `///`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from musings.core.page import Page

_OPTIONS = re.compile(r"(?:[ ]{4,}[^\s][^\n]*\n)+")


@dataclass(frozen=True)
class Block:
    """A block as written: its argument, its options (None where they are no YAML), its content, its place."""

    argument: str
    options: dict[str, Any] | None
    text: str
    mark: tuple[int, int]
    span: tuple[int, int]
    closed: bool


def find_blocks(page: Page, name: str) -> Iterator[Block]:
    """Yield the page's blocks of one name in their order."""
    head = re.compile(
        rf"^(?P<indent>[ \t]*)(?P<slashes>/{{3,}})[ \t]+{name}[ \t]*(?:\|[ \t]*(?P<argument>[^\n]*?))?[ \t]*$",
        re.MULTILINE,
    )
    for match in head.finditer(page.prose):
        start = min(match.end() + 1, len(page.text))
        options: dict[str, Any] | None = {}
        if found := _OPTIONS.match(page.text, start):
            start = found.end()
            options = _read_options(found[0])
        tail = re.compile(rf"^[ \t]*{match['slashes']}[ \t]*$", re.MULTILINE).search(page.prose, start)
        argument = page.text[slice(*match.span("argument"))] if match["argument"] else ""
        end = tail.start() if tail else len(page.text)
        span = (min(start, end), end)
        yield Block(argument, options, page.text[slice(*span)], match.span(), span, tail is not None)


def _read_options(text: str) -> dict[str, Any] | None:
    try:
        options = yaml.safe_load(text)
    except yaml.YAMLError:
        return None
    return options if isinstance(options, dict) else None
