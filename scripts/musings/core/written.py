"""The pages of a project that a person wrote, whatever they are written in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from musings.core.failure import Failure
from musings.core.notebook import SUFFIX
from musings.core.notebook_page import NotebookPage
from musings.core.page import Page
from musings.core.project import CATALOGUES, GENERATED_PAGES, Project


def pages(project: Project, chosen: Sequence[str | Path] = ()) -> list[Page]:
    """Return the pages named, or every page that a person wrote; raises `Failure` for one that does not exist."""
    if chosen:
        return [page(project, _resolve(project, name)) for name in chosen]
    found = (
        path
        for pattern in ("*.md", f"*{SUFFIX}")
        for path in project.docs.rglob(pattern)
        if not project.is_made(path) and ".ipynb_checkpoints" not in path.parts
    )
    paths = sorted([*found, *project.snippets.rglob(f"*{SUFFIX}")])
    if not paths:
        where = project.name_of(project.docs)
        raise Failure(f"there is no page in {where}/", advice="write one, or correct `docs_dir` in mkdocs.yml")
    return [page(project, path) for path in paths]


def page(project: Project, path: Path) -> Page:
    """Return the page in a file, a notebook among them."""
    return (NotebookPage if path.suffix == SUFFIX else Page)(path, project)


def is_generated(page: Page) -> bool:
    """Whether the build writes the page."""
    return page.project.is_made(page.path)


def is_catalogue(page: Page) -> bool:
    """Whether the page is written from the docstrings of a topic's entries."""
    return page.path.is_relative_to(page.project.docs / CATALOGUES)


def at(project: Project, address: str) -> Page:
    """Return the page that is read at an address under docs/: a notebook of snippets/ among the pages of its code."""
    if address.startswith(f"{GENERATED_PAGES}/") and address.endswith(SUFFIX):
        return page(project, project.snippets / address.removeprefix(f"{GENERATED_PAGES}/"))
    return page(project, project.docs / address)


def _resolve(project: Project, name: str | Path) -> Path:
    posts, notebooks = project.posts, project.docs / "notebooks"
    candidates = [
        Path(name),
        project.root / name,
        posts / name,
        posts / f"{name}.md",
        notebooks / name,
        notebooks / f"{name}{SUFFIX}",
    ]
    for path in candidates:
        if path.is_file():
            return path.resolve()
    known = ", ".join(path.stem for path in sorted(posts.glob("*.md")))
    raise Failure(f"there is no page {name}", advice=f"name a file, or one of the posts: {known or '(none yet)'}")
