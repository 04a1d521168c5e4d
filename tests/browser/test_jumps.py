"""Whoever jumps to a heading lands at it: by an address, by a click in the contents, and by Back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ROOT, patient, requests_of, visit

NEAR = 8
"""Px that a heading may be off its place."""

PLACE = 64
"""Px from the top of the window to where the theme scrolls a heading: below its bar."""

CLAIM = 180
"""Px from the top of the window to a claim: what stands before it is seen too."""

LEDGER_OF = {
    "fact": "activations",
    "statement": "activations",
    "setup": "activations",
    "citation": "activations",
    "listing": "objectives",
    "example": "nuts-and-bolts",
    "formula": "optimisers",
    "figure": "optimisers",
    "table": "optimisers",
    "recorded": "activations",
    "explorer": "optimisers",
    "exchange": "deploying-flask",
}

BACKGROUND = "(element) => getComputedStyle(element).backgroundColor"

POSTS = sorted(path.stem for path in (ROOT / "docs" / "posts").glob("*.md"))
WIDTHS = (390, 1280)

HEADINGS = "[...document.querySelectorAll('.md-content :is(h2, h3)[id]')].map((heading) => heading.id)"

CLICK = """id => {
  [...document.querySelectorAll(".md-nav--secondary a")].find((link) => link.hash === `#${id}`).click();
}"""

EXPLORERS = ROOT / "scripts" / "musings" / "live" / "browser" / "explorers" / "main.js"
(MARGIN,) = re.findall(r'rootMargin: "(\d+)px"', EXPLORERS.read_text(encoding="utf-8"))
"""Px from the window at which an explorer is fetched; from there on it is waited for."""

SETTLED = """async () => {
  const frames = async (left) => { while (left--) await new Promise(requestAnimationFrame); };
  const reach = ({ top, bottom }) => bottom > -MARGIN && top < innerHeight + MARGIN;
  const waiting = () => [...document.querySelectorAll(".md-content [data-explorer]:not(.explorer-ready)")]
    .some((explorer) => reach(explorer.getBoundingClientRect()));
  await document.fonts.ready;
  await frames(3);
  while (waiting()) await frames(1);
  await frames(3);
}""".replace("MARGIN", MARGIN)

OFF = """([id, place]) => {
  const off = document.getElementById(id).getBoundingClientRect().top - place;
  // Where the page ends, no more can be scrolled.
  const end = scrollY + innerHeight >= document.documentElement.scrollHeight - 1;
  return end && off > 0 && off < innerHeight ? 0 : Math.round(off);
}"""


@pytest.fixture
def tab(browser: Browser, address: str, width: int) -> Iterator[Page]:
    context = browser.new_context(base_url=address, viewport={"width": width, "height": 800})
    patient(context)
    yield context.new_page()
    context.close()


def off(tab: Page, heading: str) -> int:
    """Return how far from its place the heading of a page is that has come to rest."""
    tab.evaluate(SETTLED)
    found: int = tab.evaluate(OFF, [heading, PLACE])
    return found


def top(tab: Page, heading: str) -> int:
    """Return where the heading of a page is in the window, once the theme had time to note where the reader is."""
    tab.evaluate(SETTLED)
    tab.wait_for_timeout(400)
    found: float = tab.evaluate("(id) => document.getElementById(id).getBoundingClientRect().top", heading)
    return round(found)


def astray(found: dict[str, int]) -> dict[str, int]:
    return {place: distance for place, distance in found.items() if abs(distance) > NEAR}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("post", POSTS)
def test_a_click_in_the_contents_leads_to_the_heading(tab: Page, post: str) -> None:
    tab.goto(f"/{post}/")
    found = {}
    for heading in reversed(tab.evaluate(HEADINGS)):  # the longest way first: nothing on it has been laid out by then
        tab.evaluate(CLICK, heading)
        found[heading] = off(tab, heading)
    assert astray(found) == {}
    assert len(found) >= 2


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("post", POSTS)
def test_an_address_leads_to_the_heading(tab: Page, post: str) -> None:
    tab.goto(f"/{post}/")
    headings = tab.evaluate(HEADINGS)
    found = {}
    for heading in sorted({headings[0], headings[len(headings) // 2], headings[-1]}):
        tab.goto("about:blank")
        tab.goto(f"/{post}/#{heading}")
        found[heading] = off(tab, heading)
    assert astray(found) == {}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("post", POSTS)
def test_back_leads_to_the_heading(tab: Page, post: str) -> None:
    """Back within a page, back from another page to one that is put anew in its place, and loaded anew."""
    tab.goto(f"/{post}/")
    headings = tab.evaluate(HEADINGS)
    last, middle = headings[-1], headings[len(headings) // 2]
    left = {}
    for heading in (last, middle, headings[0]):
        tab.evaluate(CLICK, heading)
        left[heading] = top(tab, heading)
    found = {}
    for heading in (middle, last):
        tab.go_back()
        found[f"{heading}, within the page"] = top(tab, heading) - left[heading]
    tab.go_forward()
    top(tab, middle)
    visit(tab, "/about/", "About")
    tab.wait_for_timeout(400)
    tab.go_back()
    tab.locator(f"[id='{middle}']").wait_for(state="attached")
    found[f"{middle}, from another page"] = top(tab, middle) - left[middle]
    tab.reload()
    found[f"{middle}, loaded anew"] = top(tab, middle) - left[middle]
    assert astray(found) == {}


def test_a_jump_within_a_page_fetches_nothing(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 800})
    tab = context.new_page()
    tab.goto("/musings/", wait_until="networkidle")
    requests = requests_of(tab)
    for heading in tab.evaluate(HEADINGS):
        tab.evaluate(CLICK, heading)
        off(tab, heading)
    tab.go_back(wait_until="networkidle")
    assert [request for request in requests if "/musings/" in request] == []
    context.close()


def test_a_page_without_a_jump_lays_out_what_is_near(browser: Browser, address: str) -> None:
    """What a reader does not see yet costs the first paint nothing."""
    context = browser.new_context(base_url=address, viewport={"width": 390, "height": 800})
    tab = context.new_page()
    tab.goto("/activations/")
    tab.evaluate(SETTLED)
    laid_out = tab.evaluate(
        """[...document.querySelectorAll(".part > :first-child")]
             .map((heading) => heading.checkVisibility({ contentVisibilityAuto: true }))"""
    )
    assert laid_out.count(True) <= 2
    assert len(laid_out) > 5
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_link_on_another_page_leads_to_the_heading(tab: Page) -> None:
    """From the foot of a post into the ledger, and from there to a function."""
    tab.goto(f"/{POSTS[-1]}/")
    tab.locator(".musings-proved a").click()
    expect(tab.locator("h1")).to_contain_text("The ledger of")
    link = tab.locator(".md-content td a[href*='code/'][href*='#']").last
    function = unquote((link.get_attribute("href") or "").partition("#")[2])
    link.evaluate("(link) => link.click()")
    expect(tab.locator("h1")).to_contain_text("snippets/")
    assert astray({function: off(tab, function)}) == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_a_hit_of_the_search_leads_to_the_heading(tab: Page, width: int) -> None:
    tab.goto("/how-it-works/")
    tab.evaluate("scrollTo(0, 500)")
    tab.get_by_role("textbox", name="Search").fill("dying")
    hit = tab.locator(".md-search-result__link[href*='#']").first
    hit.wait_for()
    if width < 1000:  # the search covers the page, which the theme holds still
        tab.locator("body[data-md-scrolllock]").wait_for()
    hit.click()
    expect(tab.locator(".md-content h1")).not_to_contain_text("How it works")
    tab.wait_for_timeout(200)
    heading = unquote(tab.url.partition("#")[2])
    assert abs(off(tab, heading)) <= NEAR


@pytest.mark.parametrize("width", WIDTHS)
def test_a_row_of_the_ledger_leads_to_its_claim(tab: Page) -> None:
    """To claims of every kind, far down a page, from its list and from what the ledger's box finds."""
    found = {}
    for kind, post in LEDGER_OF.items():
        tab.goto(f"/ledger/of-posts-{post}/")
        tab.wait_for_function("window.document$ !== undefined")
        row = tab.locator(f".md-content td a[href*='#{kind}-']").last
        row.evaluate("(link) => link.click()")
        expect(tab.locator("h1")).not_to_contain_text("ledger")
        found[kind] = claim_off(tab)
    tab.goto("/ledger/")
    tab.get_by_label("Filter the claims").fill("statement nuts")
    tab.locator(".musings-found td a[href*='#statement-']").last.evaluate("(link) => link.click()")
    expect(tab.locator("h1")).not_to_contain_text("ledger")
    found["from the box"] = claim_off(tab)
    assert astray(found) == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_an_address_leads_to_a_claim_and_marks_it(tab: Page) -> None:
    tab.goto("/nuts-and-bolts/")
    (last,) = tab.locator(".md-content a.fact").last.evaluate_all("(links) => links.map(({ id }) => id)")
    plain = tab.locator(f"[id='{last}']").evaluate(BACKGROUND)
    tab.goto("about:blank")
    tab.goto(f"/nuts-and-bolts/#{last}")
    assert abs(claim_off(tab)) <= NEAR
    assert tab.locator(f"[id='{last}']").evaluate(BACKGROUND) != plain


def claim_off(tab: Page) -> int:
    """Return how far from its place the claim is that the address of the page names; it must be marked."""
    name = unquote(tab.url.partition("#")[2])
    tab.evaluate(SETTLED)
    assert tab.locator(":target").evaluate("(marked) => marked.id") == name
    found: int = tab.evaluate(OFF, [name, PLACE if name.startswith("explorer-") else CLAIM])
    return found
