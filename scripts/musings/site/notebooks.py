"""What the site shows of notebooks: the pictures that their cells drew, and those of snippets/ where they are read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from musings.core import fingerprint, modules, store, written
from musings.core.failure import Failure
from musings.core.notebook import code_cells, picture
from musings.core.notebook_page import NotebookPage, picture_name
from musings.core.project import GENERATED_PAGES, Project
from musings.drawing import figures
from musings.notebooks import pictures


def write_pictures(project: Project) -> None:
    """Write the pictures of all notebooks, in both schemes, where the figures of posts are; remove those that went."""
    register = project.cache / "notebooks.json"
    known = {name: kept for name, kept in store.read_json(register).items() if _is_kept(kept)}
    pages = [page for page in written.pages(project) if isinstance(page, NotebookPage)]
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
            names = _write_pictures(page)
        except Failure:  # a page that cannot be read is reported where pages are examined
            continue
        for name in set(old["files"]) - set(names):
            (project.figures / name).unlink(missing_ok=True)
        known[page.name] = {"key": key, "files": names}
    store.write_json(register, known)


def _is_kept(value: Any) -> bool:
    """Whether it is the key and the files of a notebook: a damaged register is made anew."""
    match value:
        case {"key": str(), "files": [*files]}:
            return all(isinstance(name, str) for name in files)
    return False


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
    shown = {project.docs / project.address_of(path): path.read_bytes() for path in project.snippets.rglob("*.ipynb")}
    store.write_all(shown, (project.docs / GENERATED_PAGES).rglob("*.ipynb"))
