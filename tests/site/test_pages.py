"""The built pages as a reader's browser gets them."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest


class Page(HTMLParser):
    """What the tests ask of a page: its ids, the addresses it fetches or links to, its headings and images."""

    def __init__(self, path: Path) -> None:
        super().__init__(convert_charrefs=True)
        self.path = path
        self.text = path.read_text(encoding="utf-8")
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.images: list[dict[str, str | None]] = []
        self.headings: list[int] = []
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if attributes.get("id"):
            self.ids.append(str(attributes["id"]))
        if tag == "a" and attributes.get("href"):
            self.links.append(str(attributes["href"]))
        if tag == "link" and attributes.get("rel") not in {"canonical", "alternate", "prev", "next"}:
            self.fetched.append(str(attributes["href"]))
        if tag in {"script", "img", "iframe", "source", "video", "audio"} and attributes.get("src"):
            self.fetched.append(str(attributes["src"]))
        if tag == "img":
            self.images.append(attributes)
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))


@pytest.fixture(scope="session")
def pages(built_site: Path) -> list[Page]:
    found = [Page(path) for path in sorted(built_site.rglob("*.html"))]
    assert found
    return found


def test_no_address_of_a_claim_is_left_over(pages: list[Page]) -> None:
    for page in pages:
        left = [a for a in page.links + page.fetched if re.match(r"(?:fact|figure|cite):", a)]
        assert not left, page.path


def test_nothing_is_fetched_from_another_host(pages: list[Page]) -> None:
    for page in pages:
        assert not [address for address in page.fetched if urlsplit(address).netloc], page.path


def test_every_internal_link_leads_somewhere(pages: list[Page], built_site: Path) -> None:
    ids = {page.path: set(page.ids) for page in pages}
    for page in pages:
        base = built_site if page.path.name == "404.html" else page.path.parent
        for address in page.links + page.fetched:
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            path = unquote(parts.path)
            target = (built_site / path.lstrip("/") if path.startswith("/") else base / path) if path else page.path
            target = (target / "index.html" if target.is_dir() else target).resolve()
            assert target.is_file(), f"{page.path} links to {address}"
            if parts.fragment and target in ids and not parts.fragment.startswith(("__", ":~:")):
                assert parts.fragment in ids[target], f"{page.path} links to {address}"


def test_ids_are_unique(pages: list[Page]) -> None:
    for page in pages:
        doubles = {name for name in page.ids if page.ids.count(name) > 1}
        assert not doubles, page.path


def test_every_image_has_an_alternative_text_and_a_size(pages: list[Page]) -> None:
    for page in pages:
        for image in page.images:
            assert image.get("alt") is not None, page.path
            if str(image.get("class", "")).startswith("figure-"):
                assert image["alt"], page.path
                assert image.get("width"), page.path
                assert image.get("height"), page.path


def test_headings_do_not_skip_a_level(pages: list[Page]) -> None:
    for page in pages:
        for above, below in zip(page.headings, page.headings[1:], strict=False):
            assert below <= above + 1, page.path


def test_mathematics_is_mathml_and_needs_no_script(pages: list[Page]) -> None:
    post = next(page for page in pages if "/// formula" in page.text or 'data-claim="formula"' in page.text)
    assert "<math" in post.text
    assert "mathjax" not in post.text.lower()
    assert "katex" not in post.text.lower()


def test_the_feeds_are_whole(built_site: Path) -> None:
    channel = ElementTree.parse(built_site / "feed_rss_created.xml").getroot().find("channel")
    assert channel is not None
    assert channel.findall("item")
    feed = json.loads((built_site / "feed_json_created.json").read_text(encoding="utf-8"))
    assert len(feed["items"]) == len(channel.findall("item"))


def test_the_sitemap_names_the_pages(built_site: Path) -> None:
    names = {
        element.text for element in ElementTree.parse(built_site / "sitemap.xml").iter() if element.tag.endswith("loc")
    }
    assert len(names) > 5


def test_the_page_of_a_snippet_shows_its_code_and_its_test(built_site: Path) -> None:
    text = (built_site / "code/activations/sigmoid/index.html").read_text(encoding="utf-8")
    assert 'id="sigmoid_derivative"' in text
    assert "tests/snippets/activations/test_sigmoid.py" in text


def test_a_notebook_is_a_page_of_the_site_with_its_headings_code_and_answers(built_site: Path) -> None:
    page = Page(built_site / "code/deployment/notebook_service/index.html")
    assert page.headings[:2] == [1, 2]
    assert "one-penguin" in page.ids
    assert "#one-penguin" in page.links
    assert 'data-cell="1"' in page.text
    assert "notebook-output" in page.text
    assert "jp-" not in page.text  # nothing of mkdocs-jupyter's own looks and scripts
    assert "require.js" not in page.text.lower()


def test_every_page_with_code_offers_its_notebook(pages: list[Page], built_site: Path) -> None:
    offered = {unquote(link) for page in pages for link in page.links if "/downloads/" in link}
    files = [path.relative_to(built_site).as_posix() for path in built_site.glob("assets/downloads/**/*.ipynb")]
    assert files
    assert {link[link.index("assets/") :] for link in offered} == set(files)


def test_the_search_knows_the_notebooks(built_site: Path) -> None:
    index = json.loads((built_site / "search/search_index.json").read_text(encoding="utf-8"))
    assert any(entry["location"].startswith("code/deployment/notebook_service/") for entry in index["docs"])


def test_the_search_knows_formulas_as_they_are_set(built_site: Path) -> None:
    index = json.loads((built_site / "search" / "search_index.json").read_text(encoding="utf-8"))
    words = " ".join(entry["text"] for entry in index["docs"])
    assert "softmax" in words
    assert r"\operatorname" not in words


def test_tags_stand_in_the_order_of_the_alphabet(built_site: Path) -> None:
    html = (built_site / "tags" / "index.html").read_text(encoding="utf-8")
    tags = re.findall(r'<h2 id="tag:[^"]*">.*?<span class="md-tag[^"]*">(.*?)</span>', html, re.DOTALL)
    assert len(tags) > 10
    assert tags == sorted(tags, key=str.casefold)
