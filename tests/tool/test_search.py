"""What the tool adds to the index of the search."""

import json
from typing import Any

import pytest

from musings.core.project import Project
from musings.site import search

from .conftest import Site

DOCS = [
    {"location": "demo/", "title": "A demonstration", "text": "", "tags": ["all"]},
    {"location": "demo/#bend", "title": "A bend", "text": "", "tags": ["all"]},
    {"location": "demo/#references", "title": "References", "text": "", "tags": ["all"]},
]
FOUND_BY = {"demo/": {"bend": "rectifier, kink"}}


@pytest.fixture
def index(site: Site) -> dict[str, dict[str, Any]]:
    """The entries of a finished index by their places."""
    site.write("site/search/search_index.json", json.dumps({"config": {}, "docs": DOCS}))
    assert list(search.finish(site.root / "site", Project(site.root), FOUND_BY)) == []
    docs = json.loads((site.root / "site/search/search_index.json").read_text(encoding="utf-8"))["docs"]
    return {entry["location"]: entry for entry in docs}


def test_a_part_is_found_by_the_words_of_its_author_and_not_by_the_tags_of_its_page(
    index: dict[str, dict[str, Any]],
) -> None:
    assert index["demo/#bend"]["tags"] == ["rectifier", "kink"]
    assert index["demo/#references"]["tags"] == []
    assert index["demo/"]["tags"] == ["all"]


def test_a_function_is_found_by_its_name_and_by_what_it_uses(index: dict[str, dict[str, Any]]) -> None:
    relu = index["code/demo/relu/#relu"]
    assert relu["title"] == "relu"
    assert relu["text"] == "The positive part of x. maximum ndarray np.maximum np.ndarray"
    assert "code/demo/relu/" in index


def test_a_part_weighs_most(index: dict[str, dict[str, Any]]) -> None:
    assert "boost" not in index["demo/#bend"]
    assert all(entry["boost"] < 1 for place, entry in index.items() if place != "demo/#bend")


def test_words_for_a_part_that_is_not_there_are_told(site: Site) -> None:
    site.write("site/search/search_index.json", json.dumps({"config": {}, "docs": DOCS}))
    told = list(search.finish(site.root / "site", Project(site.root), {"demo/": {"bends": "kink"}}))
    assert told == ["found_by in the front matter names a part that the page has not: demo/#bends"]


def test_a_site_without_a_search_is_left_as_it_is(site: Site) -> None:
    assert list(search.finish(site.root / "site", Project(site.root), FOUND_BY)) == []
