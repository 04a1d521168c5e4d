"""Whatever a reader is served and others have made is named with its licence and its notice."""

import json
import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest

OWN = (
    *("*.html", "feed_*", "ledger.json", "references.bib", "robots.txt", "sitemap.xml*", "tags.json", "licences.txt"),
    *("sbom.cdx.json", "sw.js"),
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
    *(f"assets/live.*/{folder}/*" for folder in ("cell", "console", "explorers", "page", "python")),
    *(f"assets/pack/{name}" for name in ("manifest.*.json", "python-*.zip", "services-*.json", "snippets-*.zip")),
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


@pytest.fixture(scope="module")
def bill(built_site: Path) -> Any:
    return json.loads((built_site / "sbom.cdx.json").read_text(encoding="utf-8"))


def test_the_bill_of_materials_lists_what_the_page_of_the_licences_lists(
    bill: Any, entries: list[Entry], built_site: Path
) -> None:
    assert {(each["name"], each["version"]) for each in bill["components"]} == {(e.name, e.version) for e in entries}
    for each, entry in zip(bill["components"], entries, strict=True):
        assert [of["value"] for of in each["properties"]] == entry.files.split(", ")
    assert re.search(r"http\S+/sbom\.cdx\.json$", (built_site / "licences.txt").read_text("utf-8"), re.MULTILINE)


def test_the_bill_of_materials_keeps_the_rules_of_cyclonedx(bill: Any) -> None:
    """Of version 1.6: what a bill, a component, a hash, a licence, a dependency and a property must have, and may."""
    assert set(bill) == {
        "bomFormat",
        "specVersion",
        "serialNumber",
        "version",
        "metadata",
        "components",
        "dependencies",
    }
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert isinstance(bill["version"], int)
    assert bill["version"] >= 1
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", bill["serialNumber"])
    lengths = {"SHA-256": 64, "SHA-512": 128}
    known = {"type", "bom-ref", "name", "version", "licenses", "purl", "properties", "hashes"}
    for each in bill["components"]:
        assert {"type", "name", "bom-ref", "version", "licenses", "purl"} <= set(each) <= known
        assert each["type"] == "library"
        assert all(each[key] and isinstance(each[key], str) for key in ("name", "bom-ref", "version", "purl"))
        assert re.fullmatch(r"pkg:(pypi|npm|generic)/(?:%40[\w.-]+/)?[\w.-]+@[\w.%-]+", each["purl"]), each["purl"]
        for found in each.get("hashes", []):
            assert set(found) == {"alg", "content"}
            assert re.fullmatch(r"[0-9a-f]+", found["content"])
            assert len(found["content"]) == lengths[found["alg"]]
        assert len(each["licenses"]) == 1
        for choice in each["licenses"]:
            assert set(choice) in ({"license"}, {"expression"})
            assert "expression" in choice or set(choice["license"]) in ({"id"}, {"name"})
        assert all(set(of) == {"name", "value"} for of in each["properties"])
    names = [bill["metadata"]["component"]["bom-ref"], *(each["bom-ref"] for each in bill["components"])]
    assert len(set(names)) == len(names)
    assert [each["ref"] for each in bill["dependencies"]] == names
    assert {name for each in bill["dependencies"] for name in each.get("dependsOn", [])} == set(names[1:])
    assert sum("hashes" in each for each in bill["components"]) > 50
    assert sum("id" in each["licenses"][0].get("license", {}) for each in bill["components"]) > 40
