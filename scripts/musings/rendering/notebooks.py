"""A notebook as the Markdown of a page: the site's own extensions then render it as they render a post."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

from musings import figures, fingerprint, modules, pictures, store
from musings.failure import Failure
from musings.notebook import NotebookPage, alternatives, code_cells, options, picture
from musings.project import GENERATED_PAGES, Project

_INCLUDE = re.compile(r"^([ \t]*)(-+8<-)", re.MULTILINE)
_NUMBER = re.compile(r"[-−+]?[\d.,]+(?:e[-+]?\d+)?[ ]?[%×]?|NaN|nan|inf|-inf", re.IGNORECASE)
_HEADER: Final = "th"


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
                name = picture_name(page, drawn := drawn + 1)
                parts.append(f"![{_plain(texts.pop(0) if texts else '')}](figure:{name})")
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


def pictures_of(page: NotebookPage) -> Iterator[tuple[str, str]]:
    """Yield the names and the alternative texts of the pictures that a notebook's cells have drawn."""
    number = 0
    for _, cell in code_cells(page.notebook):
        texts = alternatives(cell)
        for _ in filter(None, map(picture, cell.outputs)):
            yield picture_name(page, number := number + 1), texts.pop(0) if texts else ""


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
        self.tables = 0
        self._rows = self.body
        self._in: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in.append(tag)
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
        elif "p" in self._in:
            self.rest += data


def read_table(html: str) -> str:
    """Return the one table in HTML anew, with nothing of its own looks; the empty string where it is anything else."""
    reader = _Table()
    reader.feed(html)
    if reader.tables != 1 or not reader.body:
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


def write_pictures(project: Project) -> None:
    """Write the pictures of all notebooks, in both schemes, where the figures of posts are; remove those that went."""
    register = project.cache / "notebooks.json"
    known = store.read_json(register)
    pages = [page for page in project.pages() if isinstance(page, NotebookPage)]
    for gone in set(known) - {page.name for page in pages}:
        for name in known.pop(gone)["files"]:
            (project.figures / name).unlink(missing_ok=True)
    for page in pages:
        made = [Path(__file__), Path(pictures.__file__)]
        key = fingerprint.of(project, [], [page.path, *modules.closure(project, figures.style_files(project)), *made])
        old = known.get(page.name, {"key": "", "files": []})
        if old["key"] == key and all((project.figures / name).is_file() for name in old["files"]):
            continue
        try:
            written = _write_pictures(page)
        except Failure:  # a page that cannot be read is reported where pages are examined
            continue
        for name in set(old["files"]) - set(written):
            (project.figures / name).unlink(missing_ok=True)
        known[page.name] = {"key": key, "files": written}
    store.write_json(register, known)


def _write_pictures(page: NotebookPage) -> list[str]:
    outputs = [output for _, cell in code_cells(page.notebook) for output in cell.outputs]
    written = []
    for number, found in enumerate(filter(None, map(picture, outputs)), 1):
        for scheme, svg in pictures.for_page(page.project, *found).items():
            written.append(f"{picture_name(page, number)}.{scheme}.svg")
            store.write(page.project.figures / written[-1], svg)
    return written


def copy(project: Project) -> None:
    """Copy the notebooks of snippets/ to where they are read, among the pages that show its code."""
    shown = {project.docs / project.address_of(path): path for path in project.snippets.rglob("*.ipynb")}
    for target, source in shown.items():
        store.write(target, source.read_bytes())
    for target in (project.docs / GENERATED_PAGES).rglob("*.ipynb"):
        if target not in shown:
            target.unlink()


def source(project: Project, address: str) -> NotebookPage:
    """Return the notebook that is read at an address under docs/."""
    if address.startswith(f"{GENERATED_PAGES}/"):
        return NotebookPage(project.snippets / address.removeprefix(f"{GENERATED_PAGES}/"), project)
    return NotebookPage(project.docs / address, project)


__all__ = ["copy", "fence", "markdown", "picture_name", "pictures_of", "read_table", "source", "write_pictures"]
