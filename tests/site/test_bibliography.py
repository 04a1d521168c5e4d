"""Each source can be found: its entry holds an identifier or an address, or says why it has none."""

import re
from pathlib import Path
from typing import Final

import pytest
from pybtex.database import parse_string

IDENTIFIERS: Final = {
    "doi": re.compile(r"10\.\d{4,9}/\S+"),
    "eprint": re.compile(r"\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?/\d{7}"),
    "isbn": re.compile(r"(97[89]-?)?(\d-?){9}[\dX]"),
    "url": re.compile(r"https?://[\w.-]+\.[a-z]{2,}(/\S*)?"),
}
REASON: Final = "without"
"""The field in which an entry says why it has none of them."""

LASTING: Final = IDENTIFIERS.keys() - {"url"}


def not_kept(text: str) -> list[str]:
    """Return the entries that are a page on the web, of whose words nothing is kept, nor a reason why not."""
    found = []
    for key, entry in parse_string(text, "bibtex").entries.items():
        names = {name.lower() for name, value in entry.fields.items() if value.strip()}
        if entry.type == "misc" and "url" in names and not names & LASTING and len(names & {"quote", "unread"}) != 1:
            found.append(key)
    return found


def test_of_every_page_on_the_web_its_words_are_kept(root: Path) -> None:
    assert not_kept((root / "docs" / "references.bib").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ("", False),
        ("quote = {}", False),
        ("quote = {Words}, unread = {no copy could be had}", False),
        ("quote = {Words}, urldate = {2026-11-29}", True),
        ("unread = {no copy could be had}", True),
        ("doi = {10.1000/x}", True),
    ],
)
def test_one_whose_words_are_lost_is_found(fields: str, kept: bool) -> None:
    entry = f"@misc{{a, title = {{T}}, url = {{https://example.org/a}}, {fields}}}"
    assert not_kept(entry) == ([] if kept else ["a"])


def not_to_be_found(text: str) -> list[str]:
    """Return what is wrong with the entries of a bibliography, each with its key."""
    found = []
    for key, entry in parse_string(text, "bibtex").entries.items():
        fields = {name.lower(): value.strip() for name, value in entry.fields.items()}
        named = IDENTIFIERS.keys() & fields.keys()
        found += [
            f"{key}: {name} = {fields[name]}" for name in sorted(named) if not IDENTIFIERS[name].fullmatch(fields[name])
        ]
        if bool(named) == bool(fields.get(REASON)):
            found.append(
                f"{key}: both an identifier and a reason for none" if named else f"{key}: no identifier, no reason"
            )
    return found


def test_every_source_has_an_identifier_or_says_why_not(root: Path) -> None:
    assert not_to_be_found((root / "docs" / "references.bib").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "field",
    [
        "doi = {10.1109/TNNLS.2016.2582924}",
        "eprint = {1412.6980}",
        "eprint = {cs/0102031}",
        "isbn = {978-0-262-03561-3}",
        "url = {https://hdl.handle.net/1903/5355}",
        "without = {older than identifiers}",
    ],
)
def test_one_of_these_is_enough(field: str) -> None:
    assert not_to_be_found(f"@misc{{a, title = {{T}}, {field}}}") == []


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ("note = {A book}", "no identifier, no reason"),
        ("without = {}", "no identifier, no reason"),
        ("doi = {}", "doi = "),
        ("doi = {https://doi.org/10.1/x}", "doi = https://doi.org/10.1/x"),
        ("eprint = {arXiv}", "eprint = arXiv"),
        ("url = {www.example.org}", "url = www.example.org"),
        ("doi = {10.1000/x}, without = {a book}", "both an identifier and a reason for none"),
    ],
)
def test_none_or_a_broken_one_is_found(fields: str, fault: str) -> None:
    assert not_to_be_found(f"@misc{{a, title = {{T}}, {fields}}}") == [f"a: {fault}"]
