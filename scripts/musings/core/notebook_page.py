"""A page that is a Jupyter notebook: its text cells are Markdown with claims, its code cells have approved outputs."""

from __future__ import annotations

import difflib
import re
from bisect import bisect_right
from collections.abc import Iterator
from copy import deepcopy
from functools import cached_property
from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, Final

from musings.core import store
from musings.core.notebook import alternatives, code_cells, options, picture, read, readable, write
from musings.core.page import Page

if TYPE_CHECKING:
    import nbformat  # takes a second, and most commands meet no notebook

_MARKER = re.compile(r"^<!-- cell (?P<number>\d+) -->\n", re.MULTILINE)
_INCLUDE = re.compile(r"^([ \t]*)(-+8<-)", re.MULTILINE)
_NUMBER = re.compile(r"[-−+]?[\d.,]+(?:e[-+]?\d+)?[ ]?[%×]?|NaN|nan|inf|-inf", re.IGNORECASE)
_HEADER: Final = "th"
_OF_TABLES: Final = frozenset(
    {"b", "br", "caption", "div", "em", "i", "p", "small", "span", "strong", "style", "sub", "sup"}
    | {"table", "tbody", "td", "tfoot", _HEADER, "thead", "tr"}
)
"""The elements of which a library writes a table, and that say nothing but their words."""


class NotebookPage(Page):
    """A notebook under docs/. Its text is that of its text cells, each under a comment with the cell's number.

    A first raw cell may hold front matter. `fresh` is the notebook as a run has left it, once it has been approved.
    """

    fresh: nbformat.NotebookNode | None = None

    @cached_property
    def notebook(self) -> nbformat.NotebookNode:
        """The notebook as it is kept."""
        return read(self.raw)

    @cached_property
    def text(self) -> str:
        """The text cells, one after another."""
        return "".join(self._pieces) or "<!-- -->"

    @cached_property
    def _pieces(self) -> list[str]:
        pieces = []
        for number, cell in enumerate(self.notebook.cells):
            if cell.cell_type == "markdown":
                pieces.append(f"<!-- cell {number} -->\n{cell.source}\n\n")
            elif cell.cell_type == "raw" and number == 0:
                pieces.append(cell.source.rstrip("\n") + "\n\n")
        return pieces

    def line(self, offset: int) -> int:
        """Return the line of the file in which the character at `offset` of the text stands."""
        markers = list(_MARKER.finditer(self.text))
        at = bisect_right([marker.start() for marker in markers], offset) - 1
        if at < 0:
            return 1
        within = self.text.count("\n", markers[at].end(), max(offset, markers[at].end()))
        return self.line_of(int(markers[at]["number"])) + within

    def line_of(self, number: int) -> int:
        """Return the line of the file in which the source of a cell begins; `number` counts all cells from 0."""
        return self._source_lines[number] if number < len(self._source_lines) else 1

    @cached_property
    def _source_lines(self) -> list[int]:
        found: list[int] = []
        for number, line in enumerate(self.raw.split("\n"), 1):
            if re.match(r'\s*"cell_type": ', line):
                found.append(number)
            elif found and re.match(r'\s*"source": ', line):
                found[-1] = number + line.rstrip().endswith("[")
        return found

    def line_of_code(self, number: int) -> int:
        """Return the line of a code cell, by the number that Jupyter shows beside it."""
        cell = code_cells(self.notebook)[number - 1][1]
        return self.line_of(next(at for at, other in enumerate(self.notebook.cells) if other is cell))

    def markdown(self) -> str:
        return markdown(self)

    def pictures(self) -> Iterator[tuple[str, str]]:
        return pictures_of(self)

    def save(self, text: str) -> str:
        after = deepcopy(self.fresh or self.notebook)
        parts = _MARKER.split(text)
        for number, source in zip(parts[1::2], parts[2::2], strict=True):
            after.cells[int(number)].source = source.removesuffix("\n\n")
        store.write(self.path, write(after))
        return "".join(
            difflib.unified_diff(
                readable(self.notebook).splitlines(keepends=True),
                readable(after).splitlines(keepends=True),
                f"a/{self.name}",
                f"b/{self.name}",
            )
        )


def markdown(page: NotebookPage) -> str:
    """Return a notebook as Markdown, its outputs under its code."""
    numbers = {id(cell): number for number, cell in code_cells(page.notebook)}
    parts = []
    drawn = 0
    for at, cell in enumerate(page.notebook.cells):
        if cell.cell_type == "markdown":
            parts.append(cell.source)
        elif cell.cell_type == "code" and id(cell) in numbers:
            given, code = options(cell.source)
            parts.append(fence("py", "notebook-code", code, f' data-cell="{numbers[id(cell)]}"'))
            texts = alternatives(cell)
            captions = [value for key, value in given if key == "caption"]
            for output in cell.outputs:
                if picture(output) is None:
                    parts.append(_output(output))
                    continue
                address = picture_address(page, drawn := drawn + 1)
                parts.append(f"![{_plain(texts.pop(0) if texts else '')}]({address})")
                if captions:
                    parts.append(f"/// figure-caption\n{captions.pop(0)}\n///")
        elif cell.cell_type == "raw" and at > 0:
            parts.append(fence("text", "notebook-output", cell.source))
    return "\n\n".join(part.strip("\n") for part in parts if part) + "\n"


def fence(language: str, kind: str, text: str, more: str = "") -> str:
    """Return a fenced block whose fence is longer than any in the text."""
    longest = max((len(run) for run in re.findall(r"`{3,}|~{3,}", text)), default=2)
    ticks = "`" * (longest + 1)
    escaped = _INCLUDE.sub(r"\1;\2", text.strip("\n"))  # an include in a cell is none of this page
    return f"{ticks}{language} {{ .{kind}{more} }}\n{escaped}\n{ticks}"


def picture_name(page: NotebookPage, number: int) -> str:
    """Return the name of a notebook's picture among the figures, counted from 1."""
    return f"{page.project.address_of(page.path).removesuffix('.ipynb')}-{number}"


def picture_address(page: NotebookPage, number: int) -> str:
    """Return the address under which a notebook's picture is shown, as an author would write a figure's."""
    return f"figure:{picture_name(page, number)}"


def pictures_of(page: NotebookPage) -> Iterator[tuple[str, str]]:
    """Yield the addresses and the alternative texts of the pictures that a notebook's cells have drawn."""
    number = 0
    for _, cell in code_cells(page.notebook):
        texts = alternatives(cell)
        for _ in filter(None, map(picture, cell.outputs)):
            yield picture_address(page, number := number + 1), texts.pop(0) if texts else ""


def outputs_of(cell: Any) -> Iterator[str]:
    """Yield what a code cell printed, as Markdown; its pictures stand apart."""
    return (_output(output) for output in cell.outputs if picture(output) is None)


def _plain(text: str) -> str:
    return re.sub(r"([\\\[\]`*_<&])", r"\\\1", text)


def _output(output: Any) -> str:
    if output.output_type == "stream":
        return fence("text", "notebook-output" if output.name == "stdout" else "notebook-error", output.text)
    if output.output_type == "error":
        return fence("text", "notebook-error", f"{output.ename}: {output.evalue}")
    data = output.data
    if "text/html" in data and (table := read_table(str(data["text/html"]))):
        return table
    if "text/markdown" in data:
        return str(data["text/markdown"])
    return fence("text", "notebook-output", str(data["text/plain"])) if "text/plain" in data else ""


class _Table(HTMLParser):
    """Reads a table as pandas writes it: rows of cells, each a tag, what it spans, and its text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.head: list[list[tuple[str, str, str]]] = []
        self.body: list[list[tuple[str, str, str]]] = []
        self.rest = ""
        self.strange = False
        """Whether there is more than a table and words below it: what would be lost."""
        self.tables = 0
        self._rows = self.body
        self._in: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in.append(tag)
        self.strange |= tag not in _OF_TABLES
        self.tables += tag == "table"
        if tag in {"thead", "tbody"}:
            self._rows = self.head if tag == "thead" else self.body
        elif tag == "tr":
            self._rows.append([])
        elif tag in {"td", _HEADER} and self._rows:
            spans = "".join(f' {key}="{int(value or 1)}"' for key, value in attrs if key in {"colspan", "rowspan"})
            self._rows[-1].append((tag, spans, ""))

    def handle_endtag(self, tag: str) -> None:
        while tag in self._in and self._in.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if {"td", _HEADER} & set(self._in):
            tag, spans, text = self._rows[-1][-1]
            self._rows[-1][-1] = (tag, spans, text + data)
        elif {"p", "caption"} & set(self._in):
            self.rest += data
        elif data.strip() and "style" not in self._in:
            self.strange = True


def read_table(html: str) -> str:
    """Return the one table in HTML anew, with nothing of its own looks; the empty string where it is anything else."""
    reader = _Table()
    reader.feed(html)
    if reader.tables != 1 or not reader.body or reader.strange:
        return ""
    simple = not any(spans for row in [*reader.head, *reader.body] for _, spans, _ in row)
    numeric = [
        simple and all(_NUMBER.fullmatch(row[at][2].strip()) for row in reader.body if at < len(row))
        for at in range(max(map(len, reader.body)))
    ]
    head, body = (
        "".join(f"<tr>{''.join(_cells(row, numeric))}</tr>" for row in rows) for rows in (reader.head, reader.body)
    )
    rest = f"<p>{escape(reader.rest.strip())}</p>" if reader.rest.strip() else ""
    return (
        '<div class="claim-table notebook-table" role="group" aria-label="Table">'
        f"<table><thead>{head}</thead><tbody>{body}</tbody></table>{rest}</div>"
    )


def _cells(row: list[tuple[str, str, str]], numeric: list[bool]) -> Iterator[str]:
    for at, (tag, spans, text) in enumerate(row):
        name = tag if text.strip() else "td"  # an empty heading is none
        style = ' style="text-align: right"' if at < len(numeric) and numeric[at] else ""
        yield f"<{name}{spans}{style}>{escape(' '.join(text.split()))}</{name}>"
