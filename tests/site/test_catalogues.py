"""The catalogues as a reader gets them: the overview leads to every entry, and the whole of it stands there."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from musings.core.project import CATALOGUES, Project
from musings.site.catalogue_page import CatalogueEntry
from snippets import activations, objectives, optimisers

TOPICS: dict[str, Mapping[str, CatalogueEntry]] = {
    "activations": activations.CATALOGUE,
    "objectives": objectives.CATALOGUE,
    "optimisers": optimisers.CATALOGUE,
}
FORMULAS = {"activations": 2, "objectives": 2, "optimisers": 1}
"""How many every entry of a topic has: it and its slope, or its update."""
PARTS = ('class="figure-dark"', '<dl class="properties"', 'data-claim="example"')
"""What every entry has, beside those and its code."""


@pytest.mark.parametrize("topic", TOPICS)
def test_every_row_leads_to_a_whole_entry(built_site: Path, topic: str) -> None:
    overview = built_site / CATALOGUES / topic
    table = re.search(r"<table.*?</table>", (overview / "index.html").read_text(encoding="utf-8"), re.DOTALL)
    assert table
    rows = dict(re.findall(r'<a href="([^"]*#\w+)">(.*?)</a>', table[0]))
    assert list(rows.values()) == [entry.label for entry in TOPICS[topic].values()]
    for address, (name, entry) in zip(rows, TOPICS[topic].items(), strict=True):
        page, _, anchor = address.partition("#")
        assert anchor == name
        html = (overview / page / "index.html").read_text(encoding="utf-8")
        found = re.search(rf'<h2 id="{name}">(.*?)<a class="headerlink"(.*?)<h2 ', html, re.DOTALL)
        assert found, address
        assert found[1] == entry.label
        assert found[2].count('<div class="formula"') == FORMULAS[topic], address
        assert [part for part in PARTS if part not in found[2]] == [], address
        code = found[2].partition("<summary>Code</summary>")[2]
        assert f">{entry.subject.__name__}<" in code, address


@pytest.mark.parametrize("topic", TOPICS)
def test_an_entry_that_has_moved_is_still_named_where_it_was(built_site: Path, topic: str) -> None:
    html = (built_site / CATALOGUES / topic / "index.html").read_text(encoding="utf-8")
    assert set(TOPICS[topic]) <= set(re.findall(r' id="(\w+)"', html))


def test_every_page_of_a_catalogue_stands_in_the_navigation(root: Path, built_site: Path) -> None:
    """From its page of a group a reader goes on to the next one, and the tab says where this is."""
    folder = Project(root).docs / CATALOGUES
    named = re.findall(rf"{CATALOGUES}/(\S+\.md)", (root / "mkdocs.yml").read_text(encoding="utf-8"))
    assert built_site.is_dir()  # the build has written the pages
    assert sorted(named) == sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md"))


def test_whoever_lists_references_has_some(built_site: Path) -> None:
    pages = [path.read_text(encoding="utf-8") for path in built_site.rglob("index.html")]
    lists = [page.partition('<h2 id="references">')[2] for page in pages if '<h2 id="references">' in page]
    assert len(lists) > 20
    assert [page[:500] for page in lists if not re.match(r'.*?</h2>\s*<ol class="references">\s*<li', page)] == []
