"""What may stand in the place of digits, signs and words: another one, by the luck of its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from tests.mutants.mutant import choice

PAIRS: Final = (
    ("more", "fewer"),
    ("most", "least"),
    ("more than", "less than"),
    ("over", "under"),
    ("above", "below"),
    ("at least", "at most"),
    ("never", "always"),
    ("none", "all"),
    ("first", "last"),
    ("larger", "smaller"),
    ("higher", "lower"),
    ("faster", "slower"),
    ("twice", "thrice"),
    ("half", "a third"),
    ("before", "after"),
    ("January", "June"),
    ("February", "August"),
    ("March", "October"),
    ("April", "November"),
    ("May", "July"),
    ("September", "December"),
)
"""Words of comparison, of frequency and months, each with one that says otherwise."""
SIDES: Final = (
    ("left", "right"),
    ("top", "bottom"),
    ("light", "dark"),
    ("blue", "orange"),
    ("rises", "falls"),
    ("rising", "falling"),
    ("up", "down"),
    ("inside", "outside"),
    ("horizontal", "vertical"),
)
"""Words that say where in a picture something is, or how it looks."""
COUNTS: Final = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "twenty", "thirty")

_DIGIT: Final = re.compile(r"\d")


def other_digit(digit: str, *place: object) -> str:
    """Return another digit."""
    return choice([each for each in "0123456789" if each != digit], *place)


def digits(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the place of each digit of a text, the digit, another one."""
    for match in _DIGIT.finditer(text):
        yield match.start(), match[0], other_digit(match[0], text, match.start())


def signs(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield numbers' signs taken away, and put before those that have none."""
    for match in re.finditer(r"(?<![\w.,^−-])(?P<sign>[−-]?)(?=\d)", text):
        yield match.start(), match["sign"], "" if match["sign"] else "−"


def words(text: str, pairs: tuple[tuple[str, str], ...] = PAIRS) -> Iterator[tuple[int, str, str]]:
    """Yield words that have an opposite, with that; the longest of those that begin at a place."""
    other = {a.lower(): b for a, b in pairs} | {b.lower(): a for a, b in pairs}
    pattern = "|".join(sorted(map(re.escape, other), key=len, reverse=True))
    for match in re.finditer(rf"\b(?:{pattern})\b", text, re.IGNORECASE):
        instead = other[match[0].lower()]
        yield match.start(), match[0], instead.capitalize() if match[0][0].isupper() else instead


def counts(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield numerals that are words, with another."""
    for match in re.finditer(rf"\b(?:{'|'.join(COUNTS)})\b", text, re.IGNORECASE):
        instead = choice([each for each in COUNTS if each != match[0].lower()], text, match.start())
        yield match.start(), match[0], instead.capitalize() if match[0][0].isupper() else instead
