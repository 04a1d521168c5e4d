"""Mutants of notebooks: their outputs, their pictures, their code, the texts of their cells."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from musings.core.project import Project
from musings.core.written import pages
from tests.mutants import letters
from tests.mutants.mutant import Mutant, Population, mutant

Piece = tuple[str, int, str]
"""What of a cell a line of the file belongs to, where the line stands, and its text as the file spells it."""


def _pieces(raw: str) -> Iterator[Piece]:
    """Yield the lines of a notebook's cells in the order of the file, each as JSON spells it."""
    place = 0

    def found(what: str, text: Any) -> Iterator[Piece]:
        nonlocal place
        for line in [text] if isinstance(text, str) else text:
            spelt = json.dumps(line, ensure_ascii=False)[1:-1]
            place = raw.index(f'"{spelt}"', place) + 1
            yield what, place, spelt

    for cell in json.loads(raw)["cells"]:
        for output in cell.get("outputs", []):
            for kind, data in sorted(output.get("data", {}).items()):
                if kind != "image/png":
                    yield from found("picture" if kind == "image/svg+xml" else "output", data)
            yield from found("output", output.get("text", []))
        yield from found(cell["cell_type"], cell["source"])


def _lines(project: Project, wanted: str) -> Iterator[tuple[str, str, int, str]]:
    for page in pages(project):
        if page.path.suffix == ".ipynb":
            raw = page.raw
            yield from ((page.name, raw, start, text) for what, start, text in _pieces(raw) if what == wanted)


def _outputs(project: Project) -> Iterator[Mutant]:
    for name, raw, start, text in _lines(project, "output"):
        for at, before, after in letters.digits(text):
            if not re.match(r"\s*<(?!t[dh])", text):  # of HTML, what a page shows
                yield mutant("notebook: output", name, raw, start + at, before, after)


def _pictures(project: Project) -> Iterator[Mutant]:
    """Yield coordinates of drawings, a point further."""
    for name, raw, start, text in _lines(project, "picture"):
        for match in re.finditer(r'(?<=[ML] )\d+(?=\.\d)|(?<= [xy]=\\")\d+(?=\.\d)', text):
            after = str(int(match[0]) + 1)
            yield mutant("notebook: picture", name, raw, start + match.start(), match[0], after)


def _code(project: Project) -> Iterator[Mutant]:
    """Yield numbers and operators of code cells."""
    for name, raw, start, text in _lines(project, "code"):
        if re.match(r"#|from |import |%|!", text):
            continue
        for match in re.finditer(r"(?<![\w.'\"])\d+\b(?!['\"])| (?P<op>[-+*/<>]) ", text):
            operator = match["op"]
            at = match.start("op") if operator else match.start()
            swapped = {"+": "-", "-": "+", "*": "/", "/": "*", "<": ">", ">": "<"}
            after = swapped[operator] if operator else str(int(match[0]) + 1)
            yield mutant("notebook: code", name, raw, start + at, operator or match[0], after)


def _alternatives(project: Project) -> Iterator[Mutant]:
    for name, raw, start, text in _lines(project, "code"):
        if text.startswith(("#| alt:", "#| caption:")):
            for changes in (letters.digits, letters.counts, partial(letters.words, pairs=letters.SIDES)):
                for at, before, after in changes(text):
                    yield mutant("notebook: alternative text", name, raw, start + at, before, after)


def _facts(project: Project) -> Iterator[Mutant]:
    for name, raw, start, text in _lines(project, "markdown"):
        for match in re.finditer(r"(?<!!)\[(?P<text>[^\[\]]*)\]\((?:fact|holds|setup|recorded):", text):
            for at, before, after in letters.digits(match["text"]):
                yield mutant("notebook: fact", name, raw, start + match.start("text") + at, before, after)


POPULATIONS: Final[dict[str, Population]] = {
    "notebook: output": _outputs,
    "notebook: picture": _pictures,
    "notebook: code": _code,
    "notebook: alternative text": _alternatives,
    "notebook: fact": _facts,
}
