"""What a server remembers between two builds, and what makes it forget."""

from functools import partial
from pathlib import Path

import pytest

from musings.core import written
from musings.core.project import Project
from musings.site import memory, surroundings

from .conftest import Site


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_kept", {})
    monkeypatch.setattr(memory, "_states", {})


def test_something_is_made_again_only_from_other_things() -> None:
    made: list[str] = []

    def make(text: str) -> str:
        made.append(text)
        return text

    for text in ("a", "a", "b", "b", "a"):
        assert memory.once("page", text, partial(make, text)) == text
    assert made == ["a", "b", "a"]


def test_what_fails_is_not_remembered() -> None:
    def fail() -> str:
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - its own, of any words
        memory.once("page", "a", fail)
    assert memory.once("page", "a", lambda: "made") == "made"


def test_other_surroundings_make_all_forgotten() -> None:
    memory.note("files", 1)
    memory.once("page", "a", lambda: "old")
    memory.note("files", 1)
    assert memory.once("page", "a", lambda: "new") == "old"
    memory.note("files", 2)
    assert memory.once("page", "a", lambda: "new") == "new"


def test_what_is_noted_for_the_first_time_makes_nothing_forgotten() -> None:
    memory.once("page", "a", lambda: "old")
    memory.note("addresses", 1)
    assert memory.once("page", "a", lambda: "new") == "old"
    memory.note("addresses", 2)
    assert memory.once("page", "a", lambda: "new") == "new"


def test_what_had_a_fault_is_made_again() -> None:
    made = iter(["faulty", "mended", "again"])
    for result in ("faulty", "mended", "mended"):
        assert memory.once("page", "a", lambda: next(made), keep=lambda result: result != "faulty") == result


@pytest.mark.parametrize(
    "file", ["snippets/demo/relu.py", "plots/demo.py", "docs/references.bib", "mkdocs.yml", "docs/assets/new.css"]
)
def test_any_other_file_belongs_to_the_surroundings(site: Site, file: str) -> None:
    project = Project(site.root)
    before = surroundings.sources(project)
    assert surroundings.sources(project) == before
    path: Path = site.root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text((path.read_text() if path.exists() else "") + "\n")
    assert surroundings.sources(project) != before


def test_neither_a_page_nor_what_is_made_belongs_to_them(site: Site) -> None:
    project = Project(site.root)
    before = surroundings.sources(project)
    site.replace("docs/posts/demo.md", "largest slope", "steepest slope")
    for path in (
        project.docs / "code" / "demo" / "relu.md",
        project.figures / "demo" / "relu.light.svg",
        project.ledger,
        project.docs / "ledger" / "of-posts-demo.md",
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("made")
    assert surroundings.sources(project) == before


def test_nor_does_what_an_editor_keeps_beside_a_page(site: Site) -> None:
    project = Project(site.root)
    before = surroundings.sources(project)
    for name in (".demo.md.swp", "demo.md~"):
        site.write(f"docs/posts/{name}", "typed")
    (site.root / "docs" / ".#demo.md").symlink_to("nobody@nowhere")
    assert surroundings.sources(project) == before


def test_pages_say_what_is_to_be_drawn_and_nothing_of_their_prose(site: Site) -> None:
    project = Project(site.root)
    before = surroundings.said(written.pages(project))
    site.replace("docs/posts/demo.md", "The largest slope", "\n\nThe steepest slope")
    assert surroundings.said(written.pages(project)) == before
    site.replace("docs/posts/demo.md", "\\max(0, x)", "\\max(x, 0)")
    changed = surroundings.said(written.pages(project))
    assert changed != before
    site.replace("docs/posts/demo.md", "(figure:demo/relu)", "(figure:demo/other)")
    assert surroundings.said(written.pages(project)) not in (before, changed)
