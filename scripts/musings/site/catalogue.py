"""Catalogues: a reference page for each topic whose package keeps one.

A topic has a catalogue when `snippets/TOPIC/catalogue.py` assigns `CATALOGUE`, a mapping of names to entries. The page
`docs/catalogue/TOPIC.md` is written from it, so that a new entry appears by itself. An entry is a `CatalogueEntry`;
what else it may have is read by its name:

`family` or `task`                      what it is grouped with: it stands on the group's page, `docs/catalogue/TOPIC/`
`formula`, `derivative_formula`         LaTeX of subject and companion, with `bind` and `derivative_bind`; or `formula`
                                        is the name of a post's formula; without it, a post's formula of the two
                                        is taken, if there is one
`used`, `weakness`, `paper`             where it is found, what speaks against it, the bibliography's key of its source
`pytorch`, `keras`, `jax`, `sklearn`    its names elsewhere
`parameters`, `hyper_parameters`        what can be set: a mapping of names to values, or things with name and default

Where there is a `plots/catalogue/TOPIC.py`, its `entry(name)` draws an entry, `sheet()` all of them, `sketch(name)`
gives the lines of a small picture in the unit square, and the examples of its docstring end the page.

What stands on the page are claims like those of any page, proved like those of any page.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Final

from musings.core import fingerprint, fresh, modules, store, written
from musings.core.failure import Failure
from musings.core.project import CATALOGUES, Project
from musings.site import surroundings
from musings.site.catalogue_page import plots_file, render

_STATES: Final = "catalogue.json"


def _pages(project: Project) -> dict[str, list[Path]]:
    """Return the pages that stand there, in their order, by their topics."""
    found: dict[str, list[Path]] = {}
    folder = project.docs / CATALOGUES
    for path in sorted(folder.rglob("*.md")):
        found.setdefault(path.relative_to(folder).with_suffix("").parts[0], []).append(path)
    return found


def topics(project: Project) -> list[str]:
    """Return the topics that keep a catalogue."""
    files = sorted(project.snippets.glob("*/catalogue.py"))
    return [file.parent.name for file in files if _assigns_catalogue(file)]


def _assigns_catalogue(file: Path) -> bool:
    tree = modules.parse(file)
    targets: list[ast.expr] = []
    for node in tree.body if tree else ():
        if isinstance(node, ast.Assign):
            targets += node.targets
        elif isinstance(node, ast.AnnAssign):
            targets.append(node.target)
    return any(isinstance(target, ast.Name) and target.id == "CATALOGUE" for target in targets)


def formulas(project: Project) -> dict[str, tuple[str, dict[str, str]]]:
    """Return the formulas of written pages: LaTeX and bindings by the function's name, the first of each."""
    found: dict[str, tuple[str, dict[str, str]]] = {}
    for page in written.pages(project):
        if written.is_catalogue(page):
            continue
        for name, taken in surroundings.taken(page):
            if taken.formula:
                found.setdefault(name, (taken.formula, dict(taken.bind)))
    return found


def key(project: Project, topic: str) -> str:
    """Return the hash of everything that a topic's pages are made from."""
    made_from = [project.snippets / topic / "catalogue.py", plots_file(project, topic)]
    files = set(modules.closure(project, made_from))
    if project.bibliography.is_file():
        files.add(project.bibliography)
    own = [f"{name} {formula}" for name, formula in formulas(project).items() if name.startswith(f"{topic}.")]
    return fingerprint.of(project, [fingerprint.of_tool(), topic, *own], files)


def _state(project: Project, topic: str) -> list[str]:
    """Return what tells whether the pages of a topic are those that would be written."""
    return [key(project, topic), *(project.address_of(page) for page in _pages(project).get(topic, []))]


def stale(project: Project) -> list[str]:
    """Return the topics whose pages must be written: changed since they were, or never written."""
    modules.look_again()
    states = store.read_json(project.cache / _STATES)
    return [topic for topic in topics(project) if states.get(topic) != _state(project, topic)]


def write(project: Project, names: list[str]) -> list[tuple[str, Failure]]:
    """Write the pages of topics; return what failed. The pages of a topic that fails stay as they were."""
    failures: list[tuple[str, Failure]] = []
    states = store.read_json(project.cache / _STATES)
    for topic in names:
        try:
            texts = render(project, topic, formulas(project))
        except Failure as failure:
            failures.append((topic, failure))
            continue
        store.write_all(texts, _pages(project).get(topic, []))
        states[topic] = _state(project, topic)
    store.write_json(project.cache / _STATES, states)
    return failures


def write_stale(project: Project) -> list[str]:
    """Write what is out of date in a fresh interpreter, which sees the files as they are now; return its complaints."""
    known = topics(project)
    for topic, pages in _pages(project).items():
        if topic not in known:
            for page in pages:
                page.unlink()
    waiting = stale(project)
    return fresh.complaints(project, "catalogue", waiting).splitlines() if waiting else []
