"""Who writes is said in the authors file, or in mkdocs.yml, or by nobody."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig

from musings.site import writers

ADA = """\
authors:
  ada: {name: Ada, description: Counts, avatar: a.svg}
  bob: {name: Bob, description: Asks, avatar: b.svg}
"""


def site(root: Path, authors: str | None, more: str = "") -> MkDocsConfig:
    (root / "docs").mkdir()
    (root / "mkdocs.yml").write_text(f"site_name: A\ntheme: material\nplugins:\n  - blog:\n      blog_dir: .\n{more}")
    if authors is not None:
        (root / "docs" / ".authors.yml").write_text(authors)
    config = load_config(str(root / "mkdocs.yml"))
    writers.settle(config)
    return config


@pytest.mark.parametrize("authors", [None, "", "authors:\n", "- a\n", "authors: [\n"])
def test_where_nobody_is_named_nobody_is_made_up(tmp_path: Path, authors: str | None) -> None:
    config = site(tmp_path, authors)
    assert config.site_author is None
    assert writers.named(config) == []
    assert writers.of(SimpleNamespace(), config) == []  # type: ignore[arg-type]


def test_the_first_of_the_authors_file_is_the_sites(tmp_path: Path) -> None:
    config = site(tmp_path, ADA)
    assert config.site_author == "Ada"
    assert [person["description"] for person in writers.named(config)] == ["Counts", "Asks"]
    assert writers.of(SimpleNamespace(authors=[]), config) == ["Ada"]  # type: ignore[arg-type]
    assert writers.of(SimpleNamespace(authors=[{"name": "Bob"}]), config) == ["Bob"]  # type: ignore[arg-type]


def test_who_is_named_in_the_configuration_stays(tmp_path: Path) -> None:
    assert site(tmp_path, ADA, "site_author: Cleo\n").site_author == "Cleo"


def test_a_site_without_a_blog_has_whom_it_names(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: A\nplugins: []\n")
    config = load_config(str(tmp_path / "mkdocs.yml"))
    writers.settle(config)
    assert config.site_author is None
