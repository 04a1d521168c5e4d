"""Facts of one topic whose values could be the same: the number alone does not tell that the right one is named.

Of such a fact a person has read the sentence beside what the function says of itself.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from musings.claims.claim import Claim
from musings.core import store, written
from musings.core.page import Page
from musings.markdown.links import rewritten, within
from musings.markdown.numerals import Format, numerals
from musings.markdown.sentences import HIDDEN

_FACTS: Final = ("fact", "recorded")
_CLAIMS: Final = (*_FACTS, "holds", "setup")
_ENDS: Final = re.compile(r"\n[ \t]*\n|\n[ \t]*(?:[-*+]|\d+\.|\||/{3,})[ \t]|(?<=[.!?;:…])[\s”’)]+(?=[A-Z“‘(\[*_$`\d])")
"""Where a sentence ends: before the next one, a paragraph, an item of a list, a row."""

Extent = tuple[float, float]


@dataclass(frozen=True)
class _Stated:
    """What some page says by a fact: its text, and the values that are written so, where it is a number."""

    name: str
    text: str
    extent: Extent | None


def is_alike(claim: Claim, page: Page) -> bool:
    """Whether another fact of the topic is written with a number, or words, that this one's value may be as well."""
    topic, _, name = claim.name.partition(".")
    text, extent = claim.text.strip(), _extent(claim.text)
    return any(
        other.text == text or (extent is not None and other.extent is not None and _overlap(extent, other.extent))
        for other in _stated(page).get(topic, ())
        if other.name != name
    )


def sentence(claim: Claim, page: Page) -> str:
    """Return the sentence that a claim stands in: its own words are marked, those of other claims are hidden."""
    start, end = claim.mark
    begins = max((each.end() for each in _ENDS.finditer(page.text, 0, start)), default=0)
    ends = _ENDS.search(page.text, end)
    after = page.text[end : ends.start() if ends else len(page.text)]
    return f"{_hidden(page.text[begins:start])}[{claim.text}]{_hidden(after)}"


def _hidden(text: str) -> str:
    for scheme in _CLAIMS:
        text = rewritten(text, scheme, lambda _: HIDDEN)
    return text


def _stated(page: Page) -> dict[str, list[_Stated]]:
    """Return by topic what all pages say by facts: those that a person wrote, as they are when it is first asked."""
    if "alike" not in page.found:
        paths = tuple(each.path for each in written.pages(page.project))
        page.found["alike"] = [_read(paths, tuple(map(store.stamp, paths)))]
    found: dict[str, list[_Stated]] = page.found["alike"][0]
    return found


@lru_cache(maxsize=4)
def _read(paths: tuple[Path, ...], _stamps: tuple[tuple[int, int], ...]) -> dict[str, list[_Stated]]:
    found: dict[str, list[_Stated]] = {}
    for path in paths:
        for topic, stated in _facts(path.read_text(encoding="utf-8", errors="replace")):
            found.setdefault(topic, []).append(stated)
    return found


def _facts(text: str) -> Iterator[tuple[str, _Stated]]:
    for match in within(text, _FACTS):
        topic, _, name = match["name"].partition(".")
        yield topic, _Stated(name, match["text"].strip(), _extent(match["text"]))


def _extent(text: str) -> Extent | None:
    """Return the least and the largest value that is written so.

    >>> _extent("0.25"), _extent("25 %"), _extent("about half")
    ((0.245, 0.255), (0.245, 0.255), None)
    """
    form = Format.read(text)
    if form is None:
        return None
    value = next(numerals(text.strip())).value
    half = 0.5 * 10.0**-form.decimals * (0.01 if form.unit.endswith("%") else 1.0)
    if form.exponent and value:
        half *= 10.0 ** math.floor(math.log10(abs(value)))
    return value - half, value + half


def _overlap(one: Extent, other: Extent) -> bool:
    return max(one[0], other[0]) <= min(one[1], other[1])
