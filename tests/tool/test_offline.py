"""The version that a built site names, and the service worker that knows it."""

import re
import shutil
from pathlib import Path

import pytest

from musings.site import offline

PAGE = '<script type="module" src="../assets/live/page/main.js"></script><p>The folder assets/live/ has the code.</p>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in {
        "cells/index.html": PAGE,
        "assets/live/page/main.js": "import '../cell/cell.js';",
        "assets/pack/manifest.json": "{}",
        "assets/figures/a.svg": "<svg/>",
        "sitemap.xml": "<urlset/>",
    }.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "site"


def test_pages_name_the_version_of_their_code(site: Path) -> None:
    version = offline.finish(site)
    assert re.fullmatch("[0-9a-f]{12}", version)
    page = (site / "cells/index.html").read_text(encoding="utf-8")
    assert page == PAGE.replace("../assets/live/", f"../assets/live.{version}/")
    assert (site / f"assets/live.{version}/page/main.js").is_file()
    assert (site / f"assets/pack/manifest.{version}.json").is_file()
    assert not (site / "assets/live").exists()
    assert f'const VERSION = "{version}"' in (site / "sw.js").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("cells/index.html", False),
        ("assets/live/page/main.js", False),
        ("assets/figures/a.svg", False),
        ("assets/pack/manifest.json", False),
        ("sitemap.xml", True),
    ],
)
def test_the_version_is_that_of_what_pages_show_and_fetch(site: Path, name: str, same: bool) -> None:
    before = offline.version_of(site)
    path = site / name
    path.write_text(path.read_text(encoding="utf-8") + " ", encoding="utf-8")
    assert (offline.version_of(site) == before) is same


def test_the_same_site_has_the_same_version_wherever_it_is_built(site: Path, tmp_path: Path) -> None:
    other = shutil.copytree(site, tmp_path / "elsewhere")
    assert offline.finish(site) == offline.finish(other)


def test_a_site_without_code_has_no_worker(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>alone", encoding="utf-8")
    assert offline.finish(tmp_path) == ""
    assert not (tmp_path / "sw.js").exists()
