"""A mutant: one place of one file, and what stands there in its stead."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from musings.core.project import Project

HTML: Final = "finished page"
"""What a mutant of rendered HTML is told by beside its page's file."""


@dataclass(frozen=True)
class Mutant:
    """`after` in the place of `before`, from the character `start` of a file, which is named from the root."""

    kind: str
    file: str
    start: int
    before: str
    after: str
    line: int
    words: str
    """The line it stands in, by which it is known wherever that line moves."""
    column: int

    @property
    def place(self) -> tuple[str, str, str, int, str]:
        """What tells it from all others, and stays when other lines of the file change."""
        return self.kind, self.file, self.words, self.column, self.after

    def of(self, text: str) -> str:
        """Return the text of the file with the mutant in it."""
        assert text.startswith(self.before, self.start), self
        return text[: self.start] + self.after + text[self.start + len(self.before) :]

    def __str__(self) -> str:
        around = self.words[max(0, self.column - 40) : self.column + len(self.before) + 40].strip()
        return f"{self.file}:{self.line}: {self.before!r} → {self.after!r} in …{around}…"


Population = Callable[[Project], Iterator[Mutant]]
"""All mutants of one kind that can be made of a project's files."""


def mutant(kind: str, file: str, text: str, start: int, before: str, after: str) -> Mutant:
    """Return the mutant of a place in a file's text."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", start)
    words = text[first : last if last >= 0 else len(text)]
    return Mutant(kind, file, start, before, after, text.count("\n", 0, start) + 1, words, start - first)


def luck(*parts: object) -> int:
    """Return a number that looks like chance and is the same for the same parts, on every machine."""
    return int.from_bytes(hashlib.sha256("\0".join(map(str, parts)).encode()).digest()[:8])


def choice(among: Sequence[str], *parts: object) -> str:
    """Return one of several, by luck."""
    return among[luck(*parts) % len(among)]


def sample(population: Iterator[Mutant], count: int, seed: int) -> list[Mutant]:
    """Return some of a population: each draws a lot of its own, so that a line edited elsewhere changes no choice."""
    return sorted(population, key=lambda each: luck(seed, *each.place))[:count]
