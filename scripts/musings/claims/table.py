"""A table: a named block around approved rows, which the snippets make again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement

from pymdownx.blocks.block import Block

from musings.claims.claim import ILLUSTRATION, SHOWN, Call, Claim, Failure, Kind, is_illustration, mark
from musings.core.page import Page
from musings.markdown import exhibits
from musings.markdown.blocks import find_blocks
from musings.markdown.links import split_name

if TYPE_CHECKING:
    from markdown import Markdown

    from musings.markdown.site import Site

_ROW = re.compile(r"^[ \t]*\|(?P<cells>.*)\|[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"[\s:|-]+")


@dataclass(frozen=True)
class TableClaim(Claim):
    """A block, and whether it has an end."""

    closed: bool


class Table(Kind[TableClaim]):
    """Rows of a Markdown table, compared cell by cell with those that a function returns."""

    name = "table"
    proved_by = "the function makes the rows again; every cell equals the printed one"

    def find(self, page: Page) -> Iterator[TableClaim]:
        for block in find_blocks(page, self.name):
            yield TableClaim(*self.at(page, block.argument, block.mark, block.span, block.text), block.closed)

    def examine(self, claim: TableClaim, page: Page) -> None:
        if not claim.closed:
            raise Failure("the block is not closed", advice="end it with a line `///`")
        _require_rows(claim, page)
        if not is_illustration(claim.name):
            self._call(claim, page).examine(page.project)

    def call(self, claim: TableClaim, page: Page) -> Call | None:
        return None if is_illustration(claim.name) else self._call(claim, page)

    def _call(self, claim: TableClaim, page: Page) -> Call:
        topic, name = split_name(claim.name, ".", "a table", "/// table | topic.name")
        return Call(f"snippets.{topic}.tables", name, lambda made: self._compare(claim, page, made))

    def prove(self, claim: TableClaim, page: Page) -> None:
        self.examine(claim, page)
        if call := self.call(claim, page):
            call.judge(call.here(page.project))

    def _rows(self, claim: TableClaim, page: Page, made: Any) -> list[list[str]]:
        if not (
            isinstance(made, Sequence)
            and made
            and all(isinstance(row, dict) for row in made)
            and all(list(row) == list(made[0]) for row in made)
        ):
            raise Failure(
                f"{self._call(claim, page).where} returns no table",
                expected="a list of dictionaries with the same keys, the column headings",
                got=repr(made)[:200],
                advice="correct the function",
            )
        return [[str(key) for key in made[0]], *([_cell(value) for value in row.values()] for row in made)]

    def _compare(self, claim: TableClaim, page: Page, value: Any) -> None:
        made = self._rows(claim, page, value)
        printed = read_rows(claim.text)
        if made == printed:
            return
        advice = "run `musings approve` and read the diff, or correct the function"
        if len(made) != len(printed):
            raise Failure(
                "the table has another number of rows",
                expected=f"{len(printed)} rows with the heading",
                got=f"{len(made)}",
                advice=advice,
            )
        first = page.line(claim.span[0])
        lines = [i for i, line in enumerate(claim.text.split("\n")) if _ROW.match(line)]
        del lines[1]  # the line of dashes
        row = next(i for i, pair in enumerate(zip(printed, made, strict=True)) if pair[0] != pair[1])
        raise Failure(
            "a row is not what the code says",
            expected=" | ".join(printed[row]),
            got=" | ".join(made[row]),
            advice=advice,
            line=first + lines[row],
        )

    def approve(self, claim: TableClaim, page: Page) -> str | None:
        self.examine(claim, page)
        if is_illustration(claim.name):
            return None
        made = self._rows(claim, page, self._call(claim, page).here(page.project))
        if made == read_rows(claim.text):
            return claim.text
        return "\n" + write_rows(made) + "\n"

    def sources(self, claim: TableClaim, page: Page) -> list[Path]:
        if is_illustration(claim.name):
            return []
        return [page.project.snippets / claim.name.partition(".")[0] / "tables.py"]

    def shows(self, claim: TableClaim, page: Page) -> list[exhibits.Exhibit]:
        return [exhibits.table(read_rows(claim.text))]

    def blocks(self, page: Page) -> dict[str, tuple[list[str], list[str]]]:
        return {self.name: ([], [])}

    def extend(self, md: Markdown, site: Site) -> None:
        site.add_block(TableBlock)


class TableBlock(Block):
    """A block whose content is a Markdown table."""

    NAME = Table.name
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        attributes = {"class": "claim-table", "role": "group", "aria-label": "Table"}
        illustration = str(self.argument).startswith(ILLUSTRATION)
        if not illustration:
            attributes["data-claim"] = self.NAME
        block = SubElement(parent, "div", attributes)
        mark(block, SHOWN if illustration else self.NAME, str(self.argument))
        return block


def _require_rows(claim: TableClaim, page: Page) -> None:
    """Raise `Failure` unless a block holds one table and nothing else, each row between pipes: else a row is unread."""
    lines = claim.text.split("\n")
    rows = [number for number, line in enumerate(lines) if line.strip()]
    for place, number in enumerate(rows):
        if not _ROW.match(lines[number]) or (number != rows[0] + place):
            problem, wanted = "a table holds rows and nothing else, each begins and ends with a pipe", "| 1 | 2 |"
        elif (place == 1) != bool(_RULE.fullmatch(lines[number])):
            problem, wanted = "the second row of a table is its line of dashes, and no other is", "|---|---|"
        else:
            continue
        raise Failure(
            problem,
            expected=wanted,
            got=lines[number].strip(),
            advice="correct the row",
            line=page.line(claim.span[0]) + number,
        )


def _cell(value: Any) -> str:
    return " ".join(str(value).split())


def read_rows(text: str) -> list[list[str]]:
    r"""Return the cells of a Markdown table, the heading first, without the line of dashes.

    >>> read_rows("| a | b |\n|---|---|\n| 1 | x \\| y |\n")
    [['a', 'b'], ['1', 'x | y']]
    """
    rows = []
    for match in _ROW.finditer(text):
        cells = re.split(r"(?<!\\)\|", match["cells"])
        rows.append([" ".join(cell.replace("\\|", "|").split()) for cell in cells])
    return rows[:1] + rows[2:]


def write_rows(rows: list[list[str]]) -> str:
    """Return rows as a Markdown table whose columns stand under each other; columns of numbers are right-aligned."""
    escaped = [[cell.replace("|", "\\|") for cell in row] for row in rows]
    widths = [max(3, *(len(row[column]) for row in escaped)) for column in range(len(rows[0]))]
    numeric = [
        all(re.fullmatch(r"[-−+]?[\d.,]+(?:e[-+]?\d+)?( ?[%×])?|[–-]", row[c]) for row in rows[1:])
        for c in range(len(widths))
    ]
    rule = ["-" * (width - 1) + ":" if right else "-" * width for width, right in zip(widths, numeric, strict=True)]
    lines = [
        [cell.rjust(w) if right else cell.ljust(w) for cell, w, right in zip(row, widths, numeric, strict=True)]
        for row in (escaped[0], rule, *escaped[1:])
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
