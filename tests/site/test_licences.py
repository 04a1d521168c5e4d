"""Whatever a reader is served and others have made is named with its licence and its notice."""

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

OWN = (
    *("*.html", "feed_*", "ledger.json", "references.bib", "robots.txt", "sitemap.xml*", "tags.json", "licences.txt"),
    *(
        "search/*",
        "assets/downloads/*",
        "assets/explorers/*",
        "assets/cards/*",
        "assets/figures/*",
        "assets/scripts/*",
        "assets/styles/*",
    ),
    *(
        "assets/images/*.svg",
        "assets/images/screenshot.png",
        "assets/images/touch-*.png",
        "site.webmanifest",
        "assets/javascripts/workers/late.js",
    ),
    *(f"assets/live/{folder}/*" for folder in ("cell", "console", "explorers", "page", "python")),
    *(f"assets/pack/{name}" for name in ("manifest.json", "python-*.zip", "services-*.json", "snippets-*.zip")),
)
"""What is this site's own."""

ENTRY = re.compile(r"^={80}\n(?=\S+ \S+\nLicence: )", re.MULTILINE)


@dataclass
class Entry:
    name: str
    version: str
    licence: str
    files: str
    notice: str


@pytest.fixture(scope="module")
def entries(built_site: Path) -> list[Entry]:
    found = []
    for told in ENTRY.split((built_site / "licences.txt").read_text(encoding="utf-8"))[1:]:
        head, _, notice = told.partition(f"\n{'-' * 80}\n")
        named, licence, covered = head.split("\n")
        name, version = named.split(" ")
        found.append(Entry(name, version, licence.removeprefix("Licence: "), covered.removeprefix("Files: "), notice))
    return found


@pytest.fixture(scope="module")
def files(built_site: Path) -> list[str]:
    return [path.relative_to(built_site).as_posix() for path in sorted(built_site.rglob("*")) if path.is_file()]


def test_every_file_is_the_sites_own_or_has_a_licence(entries: list[Entry], files: list[str]) -> None:
    patterns = [*OWN, *(pattern for entry in entries for pattern in entry.files.split(", "))]
    assert [file for file in files if not any(fnmatchcase(file, pattern) for pattern in patterns)] == []


def test_no_entry_is_of_files_that_are_not_there(entries: list[Entry], files: list[str]) -> None:
    stale = [
        entry.name
        for entry in entries
        if not all(any(fnmatchcase(file, pattern) for file in files) for pattern in entry.files.split(", "))
    ]
    assert stale == []


def test_every_entry_has_its_version_licence_and_notice(entries: list[Entry]) -> None:
    assert {"Pyodide", "Python", "d3-scale", "mkdocs-material", "numpy", "@codemirror/view"} <= {
        e.name for e in entries
    }
    for entry in entries:
        assert re.match(r"\d", entry.version), entry.name
        assert entry.licence not in {"OSI Approved", "UNKNOWN"}, entry.name
        assert re.search(r"copyright|https://\S+", entry.notice, re.IGNORECASE), entry.name
