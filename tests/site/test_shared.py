"""What others are given of a page: the card that is shown beside its address, and the entry that cites it."""

import json
import re
from pathlib import Path

import pytest
from PIL import Image
from pybtex.database import parse_string

CARD = re.compile(r'<meta property="og:image" content="([^"]*)">')
ADDRESS = re.compile(r'<link rel="canonical" href="([^"]*)">')
CITED = re.compile(r'<details class="musings-cite">.*?<code>(.*?)</code>', re.DOTALL)
PUBLISHED = "article:published_time"


@pytest.fixture(scope="module")
def posts(built_site: Path) -> dict[str, str]:
    pages = {path.parent.name: path.read_text(encoding="utf-8") for path in built_site.glob("*/index.html")}
    return {name: page for name, page in pages.items() if PUBLISHED in page}


def test_every_post_and_the_front_page_have_a_card_of_the_size_that_is_asked_for(
    posts: dict[str, str], built_site: Path
) -> None:
    assert len(posts) > 10
    front = (built_site / "index.html").read_text(encoding="utf-8")
    address = ADDRESS.findall(front)[0]
    cards = [CARD.findall(page) for page in (front, *posts.values())]
    assert all(len(card) == 1 and card[0].startswith(address) for card in cards)
    files = {built_site / card[0].removeprefix(address) for card in cards}
    assert len(files) == len(posts) + 1
    for file in files:
        with Image.open(file) as picture:
            assert (picture.size, picture.format) == ((1200, 630), "PNG")


def test_every_post_is_cited_by_an_entry_that_a_bibliography_reads(posts: dict[str, str]) -> None:
    for name, page in posts.items():
        (cited,) = CITED.findall(page)
        ((key, entry),) = parse_string(cited, "bibtex").entries.items()
        assert re.fullmatch(rf"{name}\d{{4}}", key)
        assert entry.fields["url"] == ADDRESS.findall(page)[0]
        assert entry.fields["title"] in re.sub(r"&#39;|&amp;", "'", page)
        assert set(entry.fields) == {"title", "howpublished", "year", "month", "url"}
        assert entry.persons["author"]


def test_a_telephone_finds_the_icons_of_the_sizes_that_it_is_told(built_site: Path) -> None:
    manifest = json.loads((built_site / "site.webmanifest").read_text(encoding="utf-8"))
    assert len(manifest["icons"]) == 2
    for icon in manifest["icons"]:
        with Image.open(built_site / icon["src"]) as picture:
            assert f"{picture.width}x{picture.height}" == icon["sizes"]
    for path in built_site.rglob("*.html"):
        for what in ("manifest", "apple-touch-icon"):
            (address,) = re.findall(f'<link rel="{what}" href="([^"]*)">', path.read_text(encoding="utf-8"))
            root = built_site if address.startswith("/") else path.parent
            assert (root / address.lstrip("/")).is_file(), (path, address)
