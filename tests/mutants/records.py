"""Mutants of what was written down once: the bibliography, recorded results, data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

from musings.core.project import Project
from tests.mutants import letters
from tests.mutants.mutant import Mutant, Population, choice, mutant

_FIELD: Final = re.compile(r"^\s*(?P<name>\w+)\s*=\s*(?P<value>.*)$", re.MULTILINE)
_ENTRY: Final = re.compile(r"^@\w+\{(?P<key>[^,]+),", re.MULTILINE)
_VALUE: Final = re.compile(r":\s*(?P<value>-?\d[\d.e+-]*)|^\s*(?P<item>-?\d[\d.e+-]*),?$", re.MULTILINE)


def _read(project: Project, path: Path) -> tuple[str, str]:
    return project.name_of(path), path.read_text(encoding="utf-8")


def _fields(kind: str, names: frozenset[str], project: Project) -> Iterator[Mutant]:
    """Yield a digit or a letter of the fields that are printed, changed."""
    name, text = _read(project, project.bibliography)
    for field in _FIELD.finditer(text):
        if field["name"].lower() not in names:
            continue
        for match in re.finditer(r"\d+|(?<!\\)\b[A-Za-z]{3,}", field["value"]):
            at = match.start() + len(match[0]) // 2
            before = field["value"][at]
            after = letters.other_digit(before, field[0], at) if before.isdigit() else "x" if before != "x" else "y"
            if match[0] != "and":
                yield mutant(kind, name, text, field.start("value") + at, before, after)


def _keys(project: Project) -> Iterator[Mutant]:
    name, text = _read(project, project.bibliography)
    keys = [match["key"] for match in _ENTRY.finditer(text)]
    for match in _ENTRY.finditer(text):
        after = choice([key for key in keys if key != match["key"]], match["key"])
        yield mutant("bibliography: key", name, text, match.start("key"), match["key"], after + "x")


def _recorded(project: Project) -> Iterator[Mutant]:
    """Yield the first digit of each number of the recorded results, changed."""
    for path in sorted(project.snippets.glob("*/recorded*.json")):
        name, text = _read(project, path)
        for match in _VALUE.finditer(text):
            at = match.start("value" if match["value"] else "item")
            at += text[at] == "-"
            yield mutant("record: value", name, text, at, text[at], letters.other_digit(text[at], match[0], at))


def _data(project: Project) -> Iterator[Mutant]:
    """Yield numbers of tables of data, with their last digit changed."""
    for path in sorted(project.snippets.rglob("*.csv")):
        name, text = _read(project, path)
        for match in re.finditer(r"\d(?=[,\n])", text):
            yield mutant(
                "data: value", name, text, match.start(), match[0], letters.other_digit(match[0], match.start())
            )


POPULATIONS: Final[dict[str, Population]] = {
    "bibliography: key": _keys,
    "bibliography: author": partial(_fields, "bibliography: author", frozenset({"author", "editor"})),
    "bibliography: year": partial(_fields, "bibliography: year", frozenset({"year"})),
    "bibliography: address": partial(_fields, "bibliography: address", frozenset({"doi", "url", "eprint"})),
    "bibliography: the rest": partial(
        _fields,
        "bibliography: the rest",
        frozenset({"title", "journal", "booktitle", "volume", "number", "pages", "publisher"}),
    ),
    "record: value": _recorded,
    "data: value": _data,
}
