"""A notebook: a page that is an `.ipynb` file. Its text cells may hold claims of all other kinds."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from musings.claims.claim import Claim, Failure, Kind
from musings.core import approved, modules
from musings.core.imports import imported_names
from musings.core.notebook import PICTURES, alternatives, code_cells, normalised, options, picture, shown, write
from musings.core.notebook_page import NotebookPage, outputs_of
from musings.core.page import Page
from musings.drawing import figures, words
from musings.markdown import exhibits
from musings.notebooks import pictures

_MAGIC = re.compile(r"^[ \t]*[%!].*$", re.MULTILINE)
_SKIPPED: Final = frozenset({"skip-execution"})
"""The tags for which a kernel's driver passes a cell over."""
_LONGEST: Final = 2_000
"""How many characters of an output are told."""


class Notebook(Kind[Claim]):
    """Cells that were run from top to bottom, and what they printed and drew."""

    name = "notebook"
    proved_by = "all cells are run again in a fresh kernel; texts are equal, pictures as when their words were read"
    together = False
    code = True

    def find(self, page: Page) -> Iterator[Claim]:
        if isinstance(page, NotebookPage):
            yield Claim(self.name, page.path.stem, 1, (1, 2), (0, 0), "")

    def place(self, claim: Claim) -> None:
        """Return None: it is the page."""

    def examine(self, claim: Claim, page: Page) -> None:
        assert isinstance(page, NotebookPage)
        for number, cell in code_cells(page.fresh or page.notebook):
            if skipped := _SKIPPED & set(cell.metadata.get("tags", [])):
                raise Failure(
                    f"cell {number}: it is not run",
                    got=f"the tag {', '.join(skipped)}",
                    advice="take the tag off, or show the code in a text cell as an illustration with its reason",
                    line=page.line_of_code(number),
                )
            drawn = sum(picture(output) is not None for output in cell.outputs)
            given = [text for text in alternatives(cell) if text]
            if given and not cell.outputs:
                raise Failure(
                    f"cell {number}: it draws nothing that has been approved",
                    advice="run `musings approve`, which runs the notebook",
                    line=page.line_of_code(number),
                )
            if len(given) != drawn:
                raise Failure(
                    f"cell {number}: each picture of a cell has its alternative text",
                    expected=f"{drawn} × `#| alt: what it shows`" if drawn else "none: the cell draws nothing",
                    got=f"{len(given)}",
                    advice="open the cell with such a line for each picture, for readers who cannot see it",
                    line=page.line_of_code(number),
                )
        if page.fresh is not None:  # its words are read when it is written
            return
        if write(normalised(page.notebook)) != page.raw:
            raise Failure(
                "the notebook holds what changes from run to run: times, counters, a tool's own notes",
                advice="run `musings approve`, which saves it without them",
            )
        for number, told, digest in _told_pictures(page.notebook):
            if digest not in words.kept(page.project, page.name):
                raise Failure(
                    f"cell {number}: picture or words have changed since the two were read side by side",
                    got=told,
                    advice="read the text beside the picture; if it is true of it, `musings approve`",
                    line=page.line_of_code(number),
                )

    def prove(self, claim: Claim, page: Page) -> None:
        assert isinstance(page, NotebookPage)
        self.examine(claim, page)
        ran = _run(page)
        for (number, kept), (_, now) in zip(code_cells(page.notebook), code_cells(ran), strict=True):
            if difference := _difference(kept.outputs, now.outputs):
                expected, got = difference
                raise Failure(
                    f"cell {number}: the output is not what the code gives",
                    expected=expected,
                    got=got,
                    advice="run `musings approve` and read the diff, or correct the code",
                    line=page.line_of_code(number),
                )

    def approve(self, claim: Claim, page: Page) -> str | None:
        assert isinstance(page, NotebookPage)
        fresh = _run(page)
        for (_, kept), (_, now) in zip(code_cells(page.notebook), code_cells(fresh), strict=True):
            if _difference(kept.outputs, now.outputs) is None:  # a picture that is alike stays as it is
                now.outputs = kept.outputs
        page.fresh = normalised(fresh)
        approved.keep(words.file(page.project), page.name, {digest for _, _, digest in _told_pictures(page.fresh)})
        return None

    def approved(self, claim: Claim, page: Page) -> list[Path]:
        return [words.file(page.project)]

    def sources(self, claim: Claim, page: Page) -> list[Path]:
        assert isinstance(page, NotebookPage)
        project = page.project
        return sorted({*modules.files_of(project, imported(page)), *figures.style_files(project)})

    def shows(self, claim: Claim, page: Page) -> Iterator[exhibits.Exhibit]:
        assert isinstance(page, NotebookPage)
        for _, cell in code_cells(page.notebook):
            yield exhibits.code(options(cell.source)[1])
            for text in outputs_of(cell):
                if text.startswith("<"):
                    yield from exhibits.read(text)
                elif text.startswith("```"):
                    yield exhibits.code("\n".join(text.split("\n")[1:-1]))

    def context(self, claim: Claim, page: Page) -> str:
        return f"{page.raw}{words.kept(page.project, page.name)}"


def imported(page: NotebookPage) -> set[str]:
    """Return the dotted names that the cells of a notebook import."""
    names: set[str] = set()
    for _, cell in code_cells(page.notebook):
        try:
            names |= imported_names(ast.parse(_MAGIC.sub("", cell.source)))
        except SyntaxError:  # told when it is run
            continue
    return names


def _told_pictures(notebook: Any) -> Iterator[tuple[int, str, str]]:
    """Yield each cell that draws: its number, what it says of its pictures, and the digest of both."""
    for number, cell in code_cells(notebook):
        drawn = [drawing[1].encode() for output in cell.outputs if (drawing := picture(output)) is not None]
        if drawn:
            told = "\n".join(dict.fromkeys([*alternatives(cell), *(value for _, value in options(cell.source)[0])]))
            yield number, told, words.digest(told, drawn)


def _run(page: NotebookPage) -> Any:
    from musings.notebooks.kernel import execute

    ran = normalised(execute(page.notebook, project=page.project))
    for number, cell in code_cells(ran):
        raised = next((output for output in cell.outputs if output.output_type == "error"), None)
        if raised is not None and "raises-exception" not in cell.metadata.get("tags", []):
            raise Failure(
                f"cell {number} raises",
                got=shown(raised),
                advice="correct the cell, or tag it `raises-exception` where that is what it shows",
                line=page.line_of_code(number),
            )
    return ran


def _difference(approved: list[Any], now: list[Any]) -> tuple[str, str] | None:
    """Return what was expected and what came where the two differ, or None where they agree."""
    if len(approved) != len(now):
        return _told(approved), _told(now)
    for one, other in zip(approved, now, strict=True):
        if not _alike(one, other):
            return _told([one]), _told([other])
    return None


def _told(outputs: list[Any]) -> str:
    text = "\n".join(map(shown, outputs))
    return text if len(text) <= _LONGEST else text[:_LONGEST] + " …"


def _alike(approved: Any, now: Any) -> bool:
    one, other = ({key: value for key, value in output.items() if key != "data"} for output in (approved, now))
    if one != other:
        return False
    data = approved.get("data", {}), now.get("data", {})
    return set(data[0]) == set(data[1]) and all(
        pictures.alike(kind, data[0][kind], data[1][kind]) if kind in PICTURES else data[0][kind] == data[1][kind]
        for kind in data[0]
    )
