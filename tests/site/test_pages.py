"""The built pages as a reader's browser gets them."""

import gzip
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import pytest
import yaml

from musings.core import written
from musings.core.project import Project

IN_PLACE_OF_ANY = frozenset({"404.html", "offline.html"})
AS_WRITTEN = frozenset({"code", "kbd", "math", "pre", "script", "style", "svg", "template"})


class Page(HTMLParser):
    """What the tests ask of a page: its ids, the addresses it fetches or links to, its headings, images and prose."""

    def __init__(self, path: Path) -> None:
        super().__init__(convert_charrefs=True)
        self.path = path
        self.text = path.read_text(encoding="utf-8")
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.images: list[dict[str, str | None]] = []
        self.headings: list[int] = []
        self.prose = ""
        self.said: dict[str, str] = {}
        self.nameless: list[str] = []
        self._link = ""
        self._name = ""
        self._label: str | None = None  # it is read in place of the words
        self._opened: list[str] = []
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag in AS_WRITTEN or tag == "article":
            self._opened.append(tag)
        if attributes.get("id"):
            self.ids.append(str(attributes["id"]))
        if tag == "a" and attributes.get("href"):
            self.links.append(str(attributes["href"]))
            self._link = str(attributes["href"])
            self._label = attributes.get("aria-label")
            self._name = attributes.get("title") or ""
        if tag == "link" and attributes.get("rel") not in {"canonical", "alternate", "prev", "next"}:
            self.fetched.append(str(attributes["href"]))
        if tag in {"script", "img", "iframe", "source", "video", "audio"} and attributes.get("src"):
            self.fetched.append(str(attributes["src"]))
        if tag == "meta" and (name := attributes.get("name") or attributes.get("property")):
            self.said[name] = str(attributes.get("content"))
        if tag == "link" and attributes.get("rel") == "canonical":
            self.said["canonical"] = str(attributes["href"])
        if tag == "img":
            self.images.append(attributes)
            self._name += attributes.get("alt") or ""
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._link:
            name = (self._name if self._label is None else self._label).strip()
            if not name or name.endswith(":"):
                self.nameless.append(self._link)
            self._link = ""
        if tag in self._opened:
            while self._opened.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        self._name += data
        if self._opened and AS_WRITTEN.isdisjoint(self._opened):
            self.prose += data


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


def test_every_link_says_where_it_leads(pages: list[Page]) -> None:
    assert [(page.path.parent.name, page.nameless) for page in pages if page.nameless] == []


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


def test_quotes_are_typographic_and_numbers_stay_with_their_units(pages: list[Page], built_site: Path) -> None:
    plain = re.compile(r"""['"]|\d (?:[%×]|ms\b|MB\b)""")
    wrong = {
        page.path.relative_to(built_site).as_posix(): found
        for page in pages
        if "ledger" not in page.path.parts  # shows claims as they are written
        and (found := [page.prose[max(0, m.start() - 20) : m.end() + 10] for m in plain.finditer(page.prose)])
    }
    assert wrong == {}


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


def test_the_sitemap_names_the_pages_but_no_code_to_which_none_leads(pages: list[Page], built_site: Path) -> None:
    text = (built_site / "sitemap.xml").read_bytes()
    assert gzip.decompress((built_site / "sitemap.xml.gz").read_bytes()) == text
    assert b"lastmod" not in text
    named = {
        unquote(urlsplit(str(element.text)).path)
        for element in ElementTree.fromstring(text).iter()
        if element.tag.endswith("loc")
    }
    addresses = {page: f"/{page.path.parent.relative_to(built_site).as_posix()}/".replace("/./", "/") for page in pages}
    leads = {
        urlsplit(urljoin(address, unquote(link))).path
        for page, address in addresses.items()
        for link in page.links
        if not address.startswith("/code/")
    }
    told = {address for page, address in addresses.items() if page.path.name == "index.html"}
    assert named == {address for address in told if not address.startswith("/code/") or address in leads}
    assert named < told


def test_what_may_stand_in_place_of_any_page_names_its_parts_from_the_root_of_the_site(pages: list[Page]) -> None:
    for page in pages:
        if page.path.name in IN_PLACE_OF_ANY:
            assert [each for each in page.fetched if not each.startswith("/")] == []
            assert '"base":"/"' in page.text.replace(" ", "")


def test_every_page_has_a_description_of_its_own(pages: list[Page]) -> None:
    described: dict[str, Path] = {}
    for page in pages:
        if page.path.name in IN_PLACE_OF_ANY:
            continue
        said = page.said["description"]
        assert len(said) > 20, page.path
        assert said not in described, (page.path, described[said])
        described[said] = page.path
        assert page.said["og:description"] == said
        assert page.said["og:title"]
        assert page.said["og:url"] == page.said["canonical"]


def test_what_a_post_is_can_be_read_by_programs(pages: list[Page], built_site: Path) -> None:
    posts = [page for page in pages if page.said.get("og:type") == "article"]
    assert len(posts) == len(json.loads((built_site / "feed_json_created.json").read_text(encoding="utf-8"))["items"])
    for page in posts:
        data = re.search(r'<script type="application/ld\+json">(.*?)</script>', page.text, re.DOTALL)
        assert data, page.path
        post = json.loads(data[1])
        assert post["@type"] == "BlogPosting"
        assert post["headline"] == page.said["og:title"]
        assert post["description"] == page.said["description"]
        assert post["url"] == page.said["canonical"]
        assert post["datePublished"] == page.said["article:published_time"]
        assert ", ".join(author["name"] for author in post["author"]) == page.said["author"]


def test_who_writes_is_said_alike_wherever_it_is_said(pages: list[Page], built_site: Path, root: Path) -> None:
    people = yaml.safe_load((root / "docs" / ".authors.yml").read_text(encoding="utf-8"))["authors"]
    name = next(iter(people.values()))["name"]
    feed = json.loads((built_site / "feed_json_created.json").read_text(encoding="utf-8"))
    assert feed["authors"] == [{"name": name}]
    assert {author["name"] for item in feed["items"] for author in item["authors"]} <= {
        person["name"] for person in people.values()
    }
    for page in pages:
        assert f'rel="author">{name}</a>' in page.text, page.path
        if page.said.get("og:type") == "article":
            cited = page.said["author"].replace(", ", " and ")
            cited = f"{{{cited}}}" if cited == feed["title"] else cited  # a site has no first and last name
            assert f"author = {{{cited}}}," in page.text, page.path
            assert [person for person in people.values() if person["name"] in page.said["author"]], page.path
    about = (built_site / "about" / "index.html").read_text(encoding="utf-8")
    assert f"<strong>{name}</strong>" in about


def test_robots_are_shown_the_sitemap(built_site: Path) -> None:
    text = (built_site / "robots.txt").read_text(encoding="utf-8")
    assert re.search(r"^Sitemap: http\S+/sitemap\.xml$", text, re.MULTILINE)


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


def test_each_post_says_its_place_in_the_course_and_leads_to_its_neighbours(built_site: Path, root: Path) -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (root / "docs" / "posts").glob("*.md")}
    places = {
        name: int(found[1]) for name, text in texts.items() if (found := re.search(r"^course: (\d+)$", text, re.M))
    }
    course = sorted(places, key=lambda name: places[name])
    assert len(set(places.values())) == len(texts)
    for place, name in enumerate(course):
        page = Page(built_site / name / "index.html")
        assert f"{place + 1} of {len(course)} in the course" in " ".join(page.prose.split()), name
        assert led_on(page) == [*course[max(0, place - 1) : place], *course[place + 1 : place + 2]], name


def test_as_many_minutes_are_given_as_its_words_take_to_read(root: Path) -> None:
    """At 200 a minute, without code and addresses; the blog's own count would have a reader read listings aloud."""
    wrong = {}
    for page in written.pages(Project(root), sorted(Project(root).posts.glob("*.md"))):
        minutes = len(re.findall(r"\w[\w’'-]*", re.sub(r"\]\([^)]*\)", "]", page.prose))) / 200
        if abs(page.front_matter["readtime"] - minutes) > 1 + minutes / 20:
            wrong[page.path.stem] = round(minutes)
    assert wrong == {}


def led_on(page: Page) -> list[str]:
    """The names of the pages to which a page leads at its end."""
    footer = re.search(r"<nav [^>]*musings-next.*?</nav>", page.text, re.DOTALL)
    return re.findall(r'<a href="../([\w-]+)/" class="musings-next', footer[0]) if footer else []


@pytest.mark.parametrize("topic", ["activations", "objectives", "optimisers"])
def test_each_page_of_a_family_leads_to_those_beside_it(built_site: Path, topic: str) -> None:
    folder = built_site / "catalogue" / topic
    families = re.findall(r'<h2[^>]*><a href="([\w-]+)/"', (folder / "index.html").read_text(encoding="utf-8"))
    assert {path.parent.name for path in folder.glob("*/index.html")} == set(families)
    for place, name in enumerate(families):
        expected = [*families[max(0, place - 1) : place], *families[place + 1 : place + 2]]
        assert led_on(Page(folder / name / "index.html")) == expected, name


def test_the_map_and_the_posts_tell_the_same_of_what_rests_on_what(built_site: Path, root: Path) -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (root / "docs" / "posts").glob("*.md")}
    needs = {
        name: re.split(r",\s*", found[1]) if (found := re.search(r"^needs: \[(.*)\]$", text, re.M)) else []
        for name, text in texts.items()
    }
    assert sum(map(len, needs.values())) > 10
    page = Page(built_site / "course" / "index.html")
    rows = re.findall(r'<li id="([\w-]+)">(.*?)</li>', page.text, re.DOTALL)
    assert {name: re.findall(r'href="#([\w-]+)"', row) for name, row in rows} == needs
    assert [row.count("rail-end") for _, row in rows] == [len(needs[name]) for name, _ in rows]
    for name, others in needs.items():
        text = (built_site / name / "index.html").read_text(encoding="utf-8")
        head = re.search(r'<p class="[^"]*musings-needs">(.*?)</p>', text, re.DOTALL)
        assert re.findall(r'href="\.\./([\w-]+)/"', head[1] if head else "") == others, name
        foot = re.search(r"<p>On this post rests?(.*?)</p>", text, re.DOTALL)
        led = re.findall(r'href="\.\./([\w-]+)/"', foot[1] if foot else "")
        assert set(led) == {other for other, its in needs.items() if name in its}, name


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


def test_the_sheet_is_without_what_is_on_no_page_and_with_all_that_is(pages: list[Page], built_site: Path) -> None:
    folder = built_site / "assets" / "stylesheets"
    (sheet,) = folder.glob("all.*.css")
    (theme,) = folder.glob("main.*.min.css")
    text, whole = sheet.read_text(encoding="utf-8"), theme.read_text(encoding="utf-8")
    assert len(text) < 170_000
    assert len(gzip.compress(text.encode(), 9, mtime=0)) < 32_000
    named = {name for page in pages for found in re.findall(r'class="([^"]*)"', page.text) for name in found.split()}
    ruled = {name for name in named if re.search(rf"\.{re.escape(name)}(?![\w-])", whole)}
    assert len(ruled) > 100
    assert [name for name in sorted(ruled) if not re.search(rf"\.{re.escape(name)}(?![\w-])", text)] == []
    used = set(re.findall(r"var\((--md-[\w-]+)\)", text))
    assert {name for name in used if f"{name}:" in whole and f"{name}:" not in text} == set()
    assert text.count("{") == text.count("}")
