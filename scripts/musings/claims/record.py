"""The records of a page: in its front matter, under `records:`, a line for each record that its claims are read from.

A line holds the record's path under snippets/ and the beginning of its SHA-256; `musings approve` writes them. So a
record that was changed shows in the diff of every page that prints from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from musings.claims.claim import Claim, Failure, Kind, mark
from musings.claims.registry import kinds
from musings.core import records, written
from musings.core.page import Page

if TYPE_CHECKING:
    from markdown import Markdown

    from musings.markdown.site import Site

_KEY = "records:"
_FRONT = re.compile(r"\A---[ \t]*\n(?:.*\n)*?(?=---[ \t]*(?:\n|\Z))")
_BLOCK = re.compile(rf"^{_KEY}.*\n(?:[ \t]+.*\n)*", re.MULTILINE)


@dataclass(frozen=True)
class RecordClaim(Claim):
    """The lines, and what they should be."""

    due: str


class Record(Kind[RecordClaim]):
    """What binds a page to the measurements that it prints from."""

    name = "record"
    of_text = False
    proved_by = "the record says when, on which machine, with which versions and how; it is the one that the page binds"

    def find(self, page: Page) -> Iterator[RecordClaim]:
        front = _FRONT.match(page.text)
        written = _BLOCK.search(page.text, 0, front.end()) if front else None
        due = _lines(page)
        if written or due:
            span = written.span() if written else (front.end(), front.end()) if front else (0, 0)
            names = " ".join(line.partition(":")[0].strip() for line in due.splitlines()[1:])
            place = self.at(page, names or _KEY, span, span, written[0] if written else "")
            yield RecordClaim(*place, due)

    def examine(self, claim: RecordClaim, page: Page) -> None:
        for path in _read(page):
            records.read(page.project, path)
        if claim.text != claim.due:
            raise Failure(
                "the front matter does not bind the records that the page prints from",
                expected=claim.due or "no records: nothing of the page is read from one",
                got=claim.text,
                advice=_advice(claim, page),
            )

    def prove(self, claim: RecordClaim, page: Page) -> None:
        self.examine(claim, page)

    def approve(self, claim: RecordClaim, page: Page) -> str | None:
        if not claim.due or not _FRONT.match(page.text):  # a person must decide
            return None
        for path in _read(page):
            records.read(page.project, path)
        return claim.due

    def place(self, claim: RecordClaim) -> tuple[str, str]:
        return self.name, ""

    def sources(self, claim: RecordClaim, page: Page) -> list[Path]:
        return _read(page)

    def extend(self, md: Markdown, site: Site) -> None:
        """Have each page end with what it says of its records."""

        def tell(root: Element) -> None:
            page = site.page
            if page is None or written.is_generated(page) or not (site.whole and page.path.is_file()):
                return
            for path in _read(page):
                try:
                    record = records.read(page.project, path)
                except Failure:  # told where the page is examined
                    continue
                place = SubElement(root, "p", {"class": "records"})
                _tell(place, record)
                site.vouch(place)
                if path == _read(page)[0]:
                    mark(place, self.name, "")

        site.after(tell)


def _tell(place: Element, record: records.Record) -> None:
    versions = ", ".join(f"{name} {version}" for name, version in sorted(record.versions.items(), key=_unlike_case))
    place.text = (
        f"Recorded on {record.day} on {record.machine}, with {versions}: the numbers under a dashed line, and the "
        "tables and figures of the same measurement. They are true of that day and that machine; measured again by "
    )
    command = SubElement(place, "code")
    command.text, command.tail = record.command, "."


def _unlike_case(item: tuple[str, str]) -> str:
    return item[0].lower()


def _read(page: Page) -> list[Path]:
    """Return the records that the claims of a page are read from, in the order of their names."""
    found: set[Path] = set()
    for kind in kinds().values():
        if kind.name == Record.name:
            continue
        for claim in kind.claims(page):
            try:
                found |= set(kind.records(claim, page))
            except Failure:  # told where that claim is examined
                continue
    return sorted(found)


def _lines(page: Page) -> str:
    found = _read(page)
    lines = [f"  {path.relative_to(page.project.snippets).as_posix()}: {records.digest(path)}\n" for path in found]
    return "".join([f"{_KEY}\n", *lines]) if lines else ""


def _advice(claim: RecordClaim, page: Page) -> str:
    if not claim.due:
        return "take the lines out"
    if not _FRONT.match(page.text):
        return "begin the page with front matter, two lines of three dashes, and run `musings approve`"
    return "run `musings approve`, and look again at the words around the numbers: it may be another measurement"
