"""Changes a formula in one place, in every way that a slip of the pen could."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SWAPS = (
    (r"(?<![-+])\+", ("-",)),
    (r"-", ("+",)),
    (r"<", (r"\ge ", ">")),
    (r">", (r"\le ", "<")),
    (r"\\le(?![a-z])", ("> ", r"\ge ")),
    (r"\\ge(?![a-z])", ("< ", r"\le ")),
    (r"\\max", (r"\min",)),
    (r"\\min", (r"\max",)),
    (r"\\tanh", (r"\sinh", r"\tan")),
    (r"\\log|\\ln", (r"\exp",)),
    (r"\\sqrt", (r"\sin",)),
    (r"\\sum", (r"\prod",)),
    (r"\\alpha", (r"\beta",)),
    (r"\\beta_1", (r"\beta_2",)),
    (r"\\beta_2", (r"\beta_1",)),
    (r"\^2|\^\{2\}", ("", "^3")),
    (r"(?<=[\^])\{?([Cnd])(?![a-z])\}?", ("{0}", "{#-1}", "{#+1}", "{2#}")),
)
_INDEX = re.compile(r"(?<=_)[ijk](?![a-z])|(?<=_\{)[ijk]|(?<=_\{[ijk])[ijk]")
_TERM = re.compile(r"[+-] ?(?:\\[a-zA-Z]+|[a-z0-9.]+)(?=[ ,)}&]|$)")
_NUMBER = re.compile(r"\d+\.\d+|\d+")
_EQUALS = re.compile(r"=|\\approx")


def mutants(latex: str) -> Iterator[str]:
    """Yield what becomes of a formula when something after its first `=` is written wrongly."""
    begin = next((found.end() for found in _EQUALS.finditer(latex) if _is_outside(latex[: found.start()])), 0)
    head, tail = latex[:begin], latex[begin:]
    for change in (_swapped, _recounted, _reindexed, _shortened):
        yield from (head + changed for changed in change(tail))


def _swapped(tail: str) -> Iterator[str]:
    for pattern, replacements in _SWAPS:
        for found in re.finditer(pattern, tail):
            for replacement in replacements:
                bound = found.group(1) if found.re.groups else ""
                yield tail[: found.start()] + replacement.replace("#", bound) + tail[found.end() :]


def _recounted(tail: str) -> Iterator[str]:
    for found in _NUMBER.finditer(tail):
        number = found.group()
        for step in (1, -1):
            changed = str(max(int(number[-1]) + step, 0) % 10)
            if changed != number[-1]:
                yield tail[: found.start()] + number[:-1] + changed + tail[found.end() :]


def _reindexed(tail: str) -> Iterator[str]:
    for found in _INDEX.finditer(tail):
        for index in "ijk":
            if index != found.group():
                yield tail[: found.start()] + index + tail[found.end() :]


def _shortened(tail: str) -> Iterator[str]:
    for found in _TERM.finditer(tail):
        yield tail[: found.start()] + tail[found.end() :]


def _is_outside(before: str) -> bool:
    environments = len(re.findall(r"\\begin\{cases", before)) - len(re.findall(r"\\end\{cases", before))
    return before.count("{") == before.count("}") and before.count("(") == before.count(")") and not environments
