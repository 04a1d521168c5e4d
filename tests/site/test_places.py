"""The ledger leads to each claim: its address names one element of its page, which shows the claim's words."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
LINKS = {"fact", "recorded", "setup", "statement", "citation"}


class Places(HTMLParser):
    """By their names, the elements of a page: how many bear one, its tag and class, what it shows."""

    def __init__(self) -> None:
        super().__init__()
        self.count: Counter[str] = Counter()
        self.kind: dict[str, str] = {}
        self.shown: dict[str, str] = {}
        self._open: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if name := given.get("id"):
            self.count[name] += 1
            self.kind[name] = f"{tag} {given.get('class') or ''}"
            self.shown[name] = ""
        if tag not in VOID:
            self._open.append((tag, name))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Nothing stands in it."""

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        for _, name in self._open:
            if name:
                self.shown[name] += data


def letters(text: str) -> str:
    """What can be compared of words in Markdown and on a page: mathematics is written otherwise."""
    return re.sub(r"[\W_]", "", re.sub(r"\$[^$]*\$", "", text))


@pytest.fixture(scope="module")
def rows(built_site: Path) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads((built_site / "ledger.json").read_text(encoding="utf-8"))["claims"]
    return found


@pytest.fixture(scope="module")
def pages(built_site: Path, rows: list[dict[str, str]]) -> dict[str, Places]:
    found = {}
    for address in {row["place"].partition("#")[0] for row in rows}:
        found[address] = Places()
        found[address].feed((built_site / address / "index.html").read_text(encoding="utf-8"))
    return found


def test_the_address_of_a_claim_names_one_element(rows: list[dict[str, str]], pages: Mapping[str, Places]) -> None:
    without: Counter[str] = Counter()
    for row in rows:
        address, _, name = row["place"].partition("#")
        if name:
            assert pages[address].count[name] == 1, row["place"]
        else:
            without[row["kind"]] += 1
    assert set(without) <= {"notebook", "illustration"}


def test_the_element_shows_the_words_of_the_claim(rows: list[dict[str, str]], pages: Mapping[str, Places]) -> None:
    looked_at: Counter[str] = Counter()
    for row in rows:
        address, _, name = row["place"].partition("#")
        if row["kind"] not in LINKS or name.startswith(("figure-", "plot-")):  # in the words of a picture
            continue
        page = pages[address]
        if "$" not in row["text"]:
            assert letters(row["text"]) == letters(page.shown[name]), row["place"]
        assert ("fact" if row["kind"] == "recorded" else row["kind"]) in page.kind[name], row["place"]
        looked_at[row["kind"]] += 1
    assert set(looked_at) == LINKS
    assert looked_at.total() > 1_500


def test_no_page_has_two_places_of_one_name(pages: Mapping[str, Places]) -> None:
    assert {address: name for address, page in pages.items() for name, count in page.count.items() if count > 1} == {}


def test_a_page_of_the_ledger_leads_to_every_claim_that_it_lists(built_site: Path, rows: list[dict[str, str]]) -> None:
    parts = {row["part"] for row in rows}
    for part in parts:
        html = (built_site / part / "index.html").read_text(encoding="utf-8")
        linked = set(re.findall(r'<a href="(?:\.\./)*([^"]*)"', html))
        assert {row["place"] for row in rows if row["part"] == part} <= linked | {""}, part
    assert len(parts) > 20
