"""The real site in a real browser: every cell comes out as printed, and no page asks another host for anything."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from musings.bench.run import weight
from tests.browser.cells import LIVE
from tests.browser.conftest import PATIENCE, Watch, read_through, visit, watch

KINDS = (
    "list",
    "course",
    "post",
    "page",
    "proofs",
    "tags",
    "archive",
    "category",
    "ledger",
    "code",
    "notebook",
    "lost",
)
AXE = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations.map(
  ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" | ")}`)"""


SHARES = 4
"""In how many parts pages are weighed, so that processes side by side share the work."""


@pytest.fixture(scope="module")
def reader(browser: Browser, address: str) -> Iterator[tuple[BrowserContext, Watch]]:
    context = browser.new_context(base_url=address, viewport={"width": 1200, "height": 900})
    context.set_default_timeout(PATIENCE)
    yield context, watch(context)
    context.close()


def pages(site: Path) -> list[str]:
    """Return the address of every page."""
    found = [f"/{path.relative_to(site).as_posix()}" for path in sorted(site.rglob("*.html"))]
    return [path.removesuffix("index.html") for path in found]


def kinds(site: Path) -> list[str]:
    """Return a page of each of the `KINDS`, in their order."""
    first = {
        name: next(iter(sorted(site.glob(f"{name}/*/index.html")))).parent.name for name in ("archive", "category")
    }
    return [
        "/", "/course/", "/activations/", "/about/", "/how-it-works/", "/tags/", f"/archive/{first['archive']}/",
        f"/category/{first['category']}/", "/ledger/", "/code/activations/softmax/", "/notebooks/flights/",
        "/404.html",
    ]  # fmt: skip


def file(site: Path, path: str) -> Path:
    return site / (path.lstrip("/") + ("index.html" if path.endswith("/") else ""))


@pytest.fixture(scope="module")
def walk(site: Path, browser: Browser, address: str) -> Watch:
    """What a reader's browser asked for and complained of, who went through a page of each kind and touched nothing."""
    context = browser.new_context(base_url=address)
    context.set_default_timeout(PATIENCE)
    seen = watch(context)
    tab = context.new_page()
    for path in kinds(site):
        tab.goto(path, wait_until="load")
    context.close()
    return seen


@pytest.mark.xdist_group("walk")
def test_no_kind_of_page_asks_another_host_or_breaks_the_policy(walk: Watch, address: str) -> None:
    """What a page's own HTML names is looked at on every page, in tests/site."""
    assert walk.strangers(address) == []
    assert [text for text in walk.complaints if "404" not in text] == []


@pytest.mark.xdist_group("walk")
def test_no_page_loads_the_runtime_by_itself(walk: Watch) -> None:
    assert walk.runtime() == []


def test_every_page_carries_the_policy(site: Path) -> None:
    lacking = [path for path in pages(site) if "Content-Security-Policy" not in file(site, path).read_text("utf-8")]
    assert lacking == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_page_can_be_used_by_everyone(
    kind: str, site: Path, axe: str, reader: tuple[BrowserContext, Watch]
) -> None:
    """On a desk in the light scheme, on a phone in the dark one, and with all that is folded laid open."""
    tab = reader[0].new_page()
    tab.emulate_media(reduced_motion="reduce")  # a colour on its way to another is none to be judged
    tab.goto(kinds(site)[KINDS.index(kind)], wait_until="load")
    tab.evaluate(f"{axe}; document.querySelectorAll('details').forEach((each) => {{ each.open = true; }})")
    found: list[str] = []
    for width, scheme in ((1280, "default"), (390, "slate")):
        tab.set_viewport_size({"width": width, "height": 900})
        tab.evaluate("(scheme) => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
        read_through(tab)
        found += [f"{width}, {scheme}: {violation}" for violation in tab.evaluate(AXE)]
    tab.close()
    assert found == []


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_of_page_is_wider_than_a_phone(kind: str, site: Path, reader: tuple[BrowserContext, Watch]) -> None:
    tab = reader[0].new_page()
    tab.set_viewport_size({"width": 360, "height": 800})
    tab.goto(kinds(site)[KINDS.index(kind)], wait_until="load")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    tab.close()


@pytest.mark.parametrize("width", [960, 1280])
def test_the_head_of_a_page_with_all_its_tabs_is_as_wide_as_the_page(
    reader: tuple[BrowserContext, Watch], width: int
) -> None:
    tab = reader[0].new_page()
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto("/course/", wait_until="load")
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.close()


def test_code_fits_beside_the_contents_of_a_wide_page(reader: tuple[BrowserContext, Watch]) -> None:
    tab = reader[0].new_page()
    tab.set_viewport_size({"width": 1280, "height": 900})
    tab.goto("/activations/", wait_until="load")
    cut = tab.evaluate(
        """[...document.querySelectorAll("[data-claim=listing] code")]
             .filter((code) => code.scrollWidth > code.clientWidth).map((code) => code.textContent)"""
    )
    code, contents = (
        tab.locator(selector).first.bounding_box() for selector in (".live.highlight", ".md-sidebar--secondary")
    )
    tab.close()
    assert cut == []
    assert code
    assert contents
    assert contents["x"] + contents["width"] < code["x"]
    assert code["x"] + code["width"] < 1280


def test_the_search_is_fetched_when_a_reader_turns_to_it(reader: tuple[BrowserContext, Watch]) -> None:
    context, seen = reader
    seen.requests.clear()
    tab = context.new_page()
    tab.goto("/about/", wait_until="networkidle")
    assert [request for request in seen.requests if re.search(r"search_index|workers/search\.", request)] == []
    tab.keyboard.press("/")
    expect(tab.locator(".md-search__input")).to_be_focused()
    tab.keyboard.type("softmax")
    tab.locator(".md-search-result__item a[href*='h=softmax']").first.click()
    tab.locator("mark[data-md-highlight]").first.wait_for()
    tab.close()


def test_the_map_of_the_site_is_fetched_once_a_visit(reader: tuple[BrowserContext, Watch]) -> None:
    """The theme takes feeds for the site in other languages, each with a map of its own."""
    context, seen = reader
    seen.requests.clear()
    tab = context.new_page()
    tab.goto("/about/", wait_until="networkidle")
    assert len([request for request in seen.requests if request.endswith("/sitemap.xml")]) == 1
    visit(tab, "../glossary/", "Glossary")
    tab.wait_for_load_state("networkidle")
    assert len([request for request in seen.requests if request.endswith("/sitemap.xml")]) == 1
    assert tab.locator("head link[rel~=alternate][type]").count() == 3  # a browser shows the feeds all the same
    tab.close()


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_what_scrolls_sideways_has_a_shade_at_its_edge(reader: tuple[BrowserContext, Watch], scheme: str) -> None:
    """On a phone and nowhere else, for what fits has none."""
    tab = reader[0].new_page()
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.goto("/attention/", wait_until="load")
    tab.evaluate("(scheme) => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
    read_through(tab)
    found = tab.evaluate(
        """() => [...document.querySelectorAll(".md-content :is(.formula, .claim-table, pre > code)")]
             .filter((box) => box.checkVisibility() && !box.closest("details"))
             .map((box) => [box.scrollWidth > box.clientWidth + 1, getComputedStyle(box).backgroundImage !== "none"])"""
    )
    tab.close()
    assert [wider for wider, shaded in found if wider != shaded] == []
    assert {shaded for _, shaded in found} == {True, False}


@pytest.mark.parametrize("share", range(SHARES))
def test_a_page_with_cells_is_light_before_a_reader_touches_it(
    site: Path, address: str, browser: Browser, share: int
) -> None:
    texts = {path: file(site, path).read_text(encoding="utf-8") for path in pages(site)}
    cells = [path for path, text in texts.items() if LIVE.search(text) or "notebook-code" in text]
    assert len(cells) >= SHARES
    heavy = {path: size for path in cells[share::SHARES] if (size := weight(browser, address + path)) > 300_000}
    assert heavy == {}


ELEMENTS = 5_000


@pytest.mark.parametrize("share", range(SHARES))
def test_a_page_holds_few_elements_at_first_sight(site: Path, address: str, browser: Browser, share: int) -> None:
    """Scripts add to what its HTML holds: a page with less than half of what it may is not looked at in a browser."""
    tags = {path: file(site, path).read_text(encoding="utf-8").count("</") for path in pages(site)}
    large = [path for path, count in tags.items() if count > ELEMENTS / 2]
    assert len(large) >= SHARES
    context = browser.new_context(base_url=address, viewport={"width": 390, "height": 844})
    context.set_default_timeout(PATIENCE)
    found: dict[str, int] = {}
    for path in large[share::SHARES]:
        tab = context.new_page()
        tab.goto(path, wait_until="networkidle")
        if LIVE.search(file(site, path).read_text(encoding="utf-8")):
            tab.locator(".live-ready").first.wait_for(state="attached")
        found[path] = tab.locator("*").count()
        tab.close()
    context.close()
    assert {path: count for path, count in found.items() if count > ELEMENTS} == {}


def test_the_script_of_every_page_is_tiny(site: Path) -> None:
    (script,) = site.glob("assets/live.*/page/main.js")
    assert script.stat().st_size <= 3_000
    assert (script.parent / "offline.js").stat().st_size <= 3_000  # fetched once the page is there


@pytest.mark.parametrize(("scheme", "other"), [("light", "dark"), ("dark", "light")])
def test_a_figure_is_loaded_in_the_scheme_of_the_page_alone(
    browser: Browser, address: str, scheme: str, other: str
) -> None:
    context = browser.new_context(base_url=address, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/activations/")
    page.locator(f"img.figure-{scheme}").first.scroll_into_view_if_needed()
    page.wait_for_function(f"document.querySelector('img.figure-{scheme}').naturalWidth > 0")
    assert [url for url in asked if url.endswith(f".{scheme}.svg")]
    assert not [url for url in asked if url.endswith(f".{other}.svg")]
    context.close()


def test_figures_follow_the_switch_of_the_page(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, color_scheme="light")
    page = context.new_page()
    page.goto("/activations/")
    light, dark = page.locator("img.figure-light").first, page.locator("img.figure-dark").first
    assert light.is_visible()
    assert not dark.is_visible()
    page.locator("form[data-md-component=palette] label:visible").click()
    dark.wait_for(state="visible")
    assert not light.is_visible()
    context.close()


def test_a_page_waits_for_one_style_sheet(address: str, browser: Browser) -> None:
    context = browser.new_context(base_url=address)
    seen = watch(context)
    tab = context.new_page()
    tab.goto("/activations/", wait_until="load")
    assert len([request for request in seen.requests if request.endswith(".css")]) == 1
    context.close()


def test_the_ledger_shows_what_holds_all_words(reader: tuple[BrowserContext, Watch], site: Path) -> None:
    listed = json.loads((site / "ledger.json").read_text(encoding="utf-8"))["claims"]
    told = [" ".join(row[part] for part in ("title", "kind", "name", "text")).lower() for row in listed]
    fitting = sum("sigmoid" in text and "fact" in text for text in told)
    tab = reader[0].new_page()
    tab.goto("/ledger/")
    box, seen = tab.get_by_label("Filter the claims"), tab.locator(".musings-found tbody tr")
    said = tab.locator(".musings-filter [role=status]")
    box.fill("sigmoid FACT")
    expect(said).to_have_text(f"{fitting} claims")
    expect(seen).to_have_count(fitting)
    box.fill("fact")
    expect(said).to_contain_text("the first 200 of them shown")
    expect(seen).to_have_count(200)
    box.fill("no such words at all")
    expect(said).to_have_text("0 claims")
    expect(tab.locator(".musings-found table")).to_be_hidden()
    box.fill("")
    expect(said).to_have_text("")
    box.fill("sigmoid_max_slope")
    first = seen.first.locator("a").first
    title = first.inner_text()
    first.click()
    expect(tab.locator("h1")).to_contain_text(f"The ledger of {title}")
    tab.close()


def test_on_a_phone_a_name_in_the_ledger_is_not_broken_into_its_letters(address: str, browser: Browser) -> None:
    context = browser.new_context(base_url=address, viewport={"width": 390, "height": 844})
    tab = context.new_page()
    tab.goto("/ledger/of-posts-data/")
    names = tab.locator(".md-content td:nth-child(3) code", has_text=re.compile(r"^\w{6,10}$"))
    assert names.count() > 10
    assert (
        names.evaluate_all(
            "all => all.filter((name) => name.getClientRects().length > 1).map((name) => name.textContent)"
        )
        == []
    )
    context.close()


def test_where_the_ledgers_file_is_missing_the_pages_stand(reader: tuple[BrowserContext, Watch]) -> None:
    tab = reader[0].new_page()
    tab.route("**/ledger.json", lambda route: route.abort())
    tab.goto("/ledger/")
    tab.get_by_label("Filter the claims").fill("fact")
    expect(tab.locator(".musings-filter [role=status]")).to_contain_text("could not be read")
    assert tab.locator(".md-content a[href*='of-posts-']").count() > 10
    tab.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_a_word_of_the_trade_is_explained_where_the_reader_is(
    reader: tuple[BrowserContext, Watch], width: int, axe: str
) -> None:
    tab = reader[0].new_page()
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto("/generalisation/")
    word = tab.locator("button.term", has_text="features")
    entry = tab.locator("#term-feature")
    expect(entry).to_be_hidden()
    word.focus()
    tab.keyboard.press("Enter")
    expect(entry).to_contain_text("A number that describes a sample")
    expect(entry).to_be_in_viewport(ratio=1)
    tab.evaluate(axe)
    assert tab.evaluate("() => axe.run('#term-feature').then(({ violations }) => violations.map(({ id }) => id))") == []
    tab.keyboard.press("Escape")
    expect(entry).to_be_hidden()
    expect(word).to_be_focused()
    word.click()
    entry.get_by_role("link", name="Glossary").click()
    tab.wait_for_url("**/glossary/#feature")
    expect(tab.locator("#feature")).to_be_in_viewport()
    tab.close()
