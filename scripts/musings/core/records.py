"""A record: what was measured once, in a JSON file that says when, on what, with which versions and how."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from musings.core import fingerprint
from musings.core.failure import Failure
from musings.core.project import Project

_FORM: Final = """\
{"date": "2026-11-22",
 "command": "python -m snippets.topic.measure --record",
 "machine": {"processor": "AMD EPYC", "cores": 2, "memory_gigabytes": 8, "python": "3.11.7",
             "packages": {"numpy": "2.4.6"}}, …}"""
_DIGITS: Final = 12
"""Of a record's SHA-256, as a page shows it."""


@dataclass(frozen=True)
class Record:
    """What a record says of itself. The memory is None where nobody wrote it down at the time."""

    date: datetime.date
    command: str
    processor: str
    cores: int
    memory: float | None
    versions: dict[str, str]

    @property
    def day(self) -> str:
        """The date, as a sentence names it: `22 November 2026`."""
        return f"{self.date.day} {self.date:%B %Y}"

    @property
    def machine(self) -> str:
        """The machine, as a sentence names it: `AMD EPYC, 2 cores`."""
        memory = "" if self.memory is None else f", {self.memory:g} GB of memory"
        return f"{self.processor}, {self.cores} core{'' if self.cores == 1 else 's'}{memory}"


def digest(path: Path) -> str:
    """Return the beginning of a record's SHA-256: what binds it to the pages that print from it."""
    return fingerprint.of_file(path)[:_DIGITS]


def read(project: Project, path: Path) -> Record:
    """Return what a record says of itself; raises `Failure` where it does not say when, where, with what and how."""
    name = project.name_of(path)
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:  # neither UTF-8 nor JSON
        raise Failure(f"{name} cannot be read: {error}", advice="let its command write it anew") from None
    try:
        return _record(data)
    except (KeyError, TypeError, ValueError) as error:
        raise Failure(
            f"{name} is a record and does not say what was measured when, on what, with which versions and how",
            expected=_FORM,
            got=_told(error),
            advice="let the program that measures write all of it; what nobody knows any more is null (memory alone)",
        ) from None


def _record(data: Any) -> Record:
    machine = data["machine"]
    packages = {**machine["packages"], "Python": machine["python"]}
    memory = machine["memory_gigabytes"]
    return Record(
        date=datetime.date.fromisoformat(data["date"]),
        command=_word(data, "command"),
        processor=_word(machine, "processor"),
        cores=int(machine["cores"]),
        memory=None if memory is None else float(memory),
        versions={str(package): str(version) for package, version in packages.items()},
    )


def _word(data: Any, key: str) -> str:
    word = data[key]
    if not isinstance(word, str) or not word.strip():
        raise ValueError(f"{key}: {word!r}")
    return word


def _told(error: Exception) -> str:
    return f"no {error}" if isinstance(error, KeyError) else str(error)
