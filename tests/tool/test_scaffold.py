"""`musings new` gives a post that proves itself."""

import ast
import re
from html import unescape

import pytest

from musings.core.page import Page
from musings.core.project import Project
from musings.proof import account

from .conftest import Site


def test_a_new_post_is_proved_once_its_figure_is_approved(site: Site) -> None:
    assert site.run("new", "Squares & Cubes").returncode == 0
    assert site.run("approve", "squares-cubes").returncode == 0
    done = site.check("squares-cubes")
    assert done.returncode == 0, done.stderr
    assert "proved 1 example, 1 fact, 1 figure, 1 formula, 1 listing, 1 setup on 1 page" in done.stdout


def test_a_new_post_needs_no_approval_but_of_its_figure(site: Site) -> None:
    site.run("new", "Squares")
    before = (site.root / "docs/posts/squares.md").read_text()
    site.run("approve", "squares")
    assert (site.root / "docs/posts/squares.md").read_text() == before


def test_nothing_is_overwritten(site: Site) -> None:
    site.run("new", "Squares")
    site.write("docs/posts/squares.md", "mine")
    done = site.run("new", "Squares")
    assert done.returncode == 1
    assert "already there" in done.stderr
    assert (site.root / "docs/posts/squares.md").read_text() == "mine"


def test_a_title_without_a_word_is_refused(site: Site) -> None:
    done = site.run("new", "!!!")
    assert done.returncode == 1
    assert "gives no name for files" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["Class"], "a word of Python"),
        (["Lambda"], "a word of Python"),
        (["A valley", "--topic", "import"], "a word of Python"),
        (["Style"], "plots/style.py holds the looks"),
        (["Catalogue"], "is taken"),
        (["A valley", "--topic", "explorers"], "is taken"),
        (["Index"], "another page has"),
        (["Read-me", "--topic", "demo_two"], ""),
        (["README"], "another page has"),
        (["Ledger"], "another page has"),
        (["Code"], "another page has"),
        (["About"], "another page has"),
    ],
)
def test_a_title_whose_names_are_taken_is_refused_before_anything_is_written(
    site: Site, arguments: list[str], words: str
) -> None:
    site.write("docs/about.md", "# About\n")
    before = {path for path in site.root.rglob("*") if ".cache" not in path.parts}
    done = site.run("new", *arguments)
    assert words in done.stderr
    assert (done.returncode == 1) == bool(words)
    assert not words or {path for path in site.root.rglob("*") if ".cache" not in path.parts} == before


def test_a_title_is_shown_as_it_was_given(site: Site) -> None:
    title = r'C:\new \u *path* "a" & <b> of $x$ and _y_ {#z} """'
    assert site.run("new", title).returncode == 0
    name = "c-new-u-path-a-b-of-x-and-y-z"
    assert site.run("approve", name).returncode == 0
    done = site.check(name)
    assert done.returncode == 0, done.stderr
    page = Page(site.root / f"docs/posts/{name}.md", Project(site.root))
    shown = re.search(r"<h1[^>]*>(.*?)</h1>", account.html(page))
    assert shown is not None
    assert unescape(shown[1]) == title
    module = ast.parse((site.root / f"snippets/{name.replace('-', '_')}/__init__.py").read_text())
    assert ast.get_docstring(module) == f"{title}."
