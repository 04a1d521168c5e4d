"""Included code: the line that includes a file or a section, and the markers of sections. The one reader of both."""

from __future__ import annotations

import re

from musings.core.failure import Failure

INCLUDE = re.compile(
    r"""^[ \t]*-{1,}8<-{1,}[ \t]+(["'])(?P<path>[^"':\n]+)(?::(?P<section>[^"'\n]*))?\1[ \t]*$""", re.MULTILINE
)
_MARKER = re.compile(r"-{1,}8<-{1,}[ \t]+\[[ \t]*(?P<type>start|end)[ \t]*:[ \t]*(?P<name>[^\]\s]*)[ \t]*\]")
_SECTION_NAME = re.compile(r"[a-z][-_0-9a-z]*")


def section(text: str, wanted: str, name: str) -> list[str]:
    """Return the lines of a section; raises `Failure` as `bounds` does."""
    return text.split("\n")[slice(*bounds(text, wanted, name))]


def bounds(text: str, wanted: str, name: str) -> tuple[int, int]:
    """Return where the lines of a section begin and end, as a slice of the lines of the file `name`.

    Raises `Failure` where the section is missing, unclosed, double or holds another marker.
    """
    if not _SECTION_NAME.fullmatch(wanted):
        raise Failure(
            f"“{wanted}” cannot name a section", expected="small letters, digits, - and _", advice="rename the section"
        )
    marks = _marks(text)
    starts = [i for i, kind, found in marks if kind == "start" and found == wanted]
    ends = [i for i, kind, found in marks if kind == "end" and found == wanted]
    if not starts:
        known = ", ".join(sorted({found for _, kind, found in marks if kind == "start"}))
        raise Failure(
            f"{name} has no section {wanted}",
            advice=f"mark it with `# --8<-- [start:{wanted}]` and `[end:{wanted}]`, or use one of: {known or '(none)'}",
        )
    if len(starts) > 1:
        raise Failure(
            f"{name}:{starts[1] + 1}: the section {wanted} starts a second time (first in line {starts[0] + 1})",
            advice="give each section a name of its own",
        )
    if len(ends) != 1 or ends[0] < starts[0]:
        raise Failure(
            f"{name}:{starts[0] + 1}: the section {wanted} is not closed",
            advice=f"end it once, below its start, with `# --8<-- [end:{wanted}]`",
        )
    inner = [i for i, _, _ in marks if starts[0] < i < ends[0]]
    if inner:
        raise Failure(
            f"{name}:{inner[0] + 1}: another section's marker stands inside the section {wanted}",
            advice="sections may not overlap",
        )
    return starts[0] + 1, ends[0]


def section_at(text: str, line: int) -> str:
    """Return the section that a line of a file, counted from 1, stands in; nothing where it stands in none."""
    before = [(kind, name) for i, kind, name in _marks(text) if i < line]
    return before[-1][1] if before and before[-1][0] == "start" else ""


def _marks(text: str) -> list[tuple[int, str, str]]:
    """Return the markers: the line, counted from 0, "start" or "end", and the section's name."""
    lines = enumerate(text.split("\n"))
    return [(i, mark["type"], mark["name"]) for i, line in lines if (mark := _MARKER.search(line))]


def without_markers(lines: list[str]) -> list[str]:
    """Return lines of code without those that hold the marker of a section."""
    return [line for line in lines if not _MARKER.search(line)]
