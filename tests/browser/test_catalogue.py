"""The table of a catalogue: it can be searched and sorted, by keyboard too, and stands without scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from snippets.activations import CATALOGUE
from tests.browser.conftest import PATIENCE, read_through, visit
from tests.browser.test_jumps import NEAR, PLACE
from tests.browser.test_pages import AXE

PATH = "/catalogue/activations/"
TOP = "((part) => part.getBoundingClientRect().top)"


@pytest.fixture
def tab(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, viewport={"width": 1200, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(PATH)
    page.locator(".catalogue-bar input").wait_for()
    yield page
    context.close()


def names(tab: Page) -> list[str]:
    return tab.locator(".catalogue-table tbody tr:visible a").all_inner_texts()


def heading(tab: Page, name: str) -> Locator:
    return tab.locator(".catalogue-table th").filter(has_text=name)


def test_the_table_names_every_function(tab: Page) -> None:
    assert names(tab) == [activation.label for activation in CATALOGUE.values()]


def test_words_narrow_the_table_and_the_number_left_is_said(tab: Page) -> None:
    tab.get_by_label("Show only").fill("sigmoid both")
    assert names(tab) == ["Sigmoid", "Hard sigmoid", "Hard sigmoid (old Keras)", "Sparse sigmoid"]
    expect(tab.locator(".catalogue-bar").get_by_role("status")).to_have_text(f"4 of {len(CATALOGUE)}")
    tab.get_by_label("Show only").fill("")
    assert len(names(tab)) == len(CATALOGUE)


def test_a_heading_sorts_one_way_and_then_the_other_by_keyboard(tab: Page) -> None:
    years = sorted(activation.year for activation in CATALOGUE.values())
    shown = tab.locator(".catalogue-table tbody td:last-child")
    button = heading(tab, "Year").get_by_role("button")
    button.focus()
    for order, expected in (("ascending", years), ("descending", years[::-1])):
        tab.keyboard.press("Enter")
        expect(heading(tab, "Year")).to_have_attribute("aria-sort", order)
        assert [int(text) for text in shown.all_inner_texts()] == expected
    heading(tab, "Name").get_by_role("button").click()
    assert heading(tab, "Year").get_attribute("aria-sort") is None


def test_pictures_have_no_order(tab: Page) -> None:
    assert heading(tab, "Picture").get_by_role("button").count() == 0


def test_an_instant_visit_leaves_one_search(tab: Page) -> None:
    for name in ("Objectives", "Activations"):
        visit(tab, f"../{name.lower()}/", name)
        expect(tab.locator(".catalogue-bar input")).to_have_count(1)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("activations/#sigmoid", "activations/squashing/#sigmoid"),
        ("activations/#mish", "activations/rounded-rectifiers/#mish"),
        ("activations/#softmax", "activations/rows-and-outputs/#softmax"),
        ("objectives/#huber", "objectives/regression/#huber"),
        ("optimisers/#adam", "optimisers/adaptive/#adam"),
        ("activations/#squashing", "activations/#squashing"),
    ],
)
def test_an_old_address_leads_to_the_entry_and_back_to_where_one_was(tab: Page, old: str, new: str) -> None:
    tab.goto("/about/")
    tab.goto(f"/catalogue/{old}")
    tab.wait_for_url(f"**/catalogue/{new}")
    title = tab.locator(f"h2[id='{new.partition('#')[2]}']")
    expect(title).to_be_in_viewport()
    tab.wait_for_function(f"Math.abs({TOP}(document.querySelector(location.hash)) - {PLACE}) <= {NEAR}")
    tab.go_back()
    tab.wait_for_url("**/about/")


def test_an_instant_visit_of_an_old_address_leads_to_the_entry(tab: Page) -> None:
    tab.goto("/about/")
    tab.wait_for_function(
        "() => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/sitemap.xml'))"
    )
    tab.evaluate(
        """() => {
          const link = document.createElement("a");
          link.href = "/catalogue/objectives/#triplet";
          link.onclick = (click) => click.preventDefault();  // until the theme has read the sitemap
          document.querySelector("article").append(link);
          link.click();
        }"""
    )
    tab.wait_for_url("**/catalogue/objectives/embedding/#triplet")
    expect(tab.locator("h2#triplet")).to_be_in_viewport()
    tab.go_back()
    tab.wait_for_url("**/about/")


def test_who_comes_back_to_an_old_address_stays(tab: Page) -> None:
    tab.goto("/about/")
    tab.evaluate("() => { history.pushState(null, '', '/catalogue/objectives/#triplet'); location.href = '/course/'; }")
    tab.wait_for_url("**/course/")
    tab.go_back()
    tab.locator(".catalogue-bar input").wait_for()
    assert tab.url.endswith("/catalogue/objectives/#triplet")


def test_a_row_leads_to_its_entry(tab: Page) -> None:
    tab.get_by_label("Show only").fill("geglu")
    tab.locator(".catalogue-table tbody a:visible").click()
    tab.wait_for_url("**/catalogue/activations/gates-and-pools/#geglu")
    expect(tab.locator("h2#geglu")).to_be_in_viewport()
    expect(tab.locator(".md-tabs__item--active")).to_have_text("Catalogue")


def test_without_scripts_an_old_address_shows_the_row_of_the_entry(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{PATH}#maxout")
    row = page.locator("tr#maxout")
    expect(row).to_be_in_viewport(ratio=1)
    row.get_by_role("link").click()
    expect(page.locator("h2#maxout")).to_be_in_viewport()
    context.close()


def test_without_scripts_the_table_stands_and_offers_nothing(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(PATH)
    assert page.locator(".catalogue-table tbody tr").count() == len(CATALOGUE)
    assert page.locator(".catalogue-table button, .catalogue-bar *").count() == 0
    expect(page.locator(".catalogue-bar")).to_be_hidden()
    context.close()


def test_nothing_moves_when_the_search_comes(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, viewport={"width": 1200, "height": 900})
    page = context.new_page()
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver((list) => list.getEntries().forEach((e) => window.shift += e.value))"
        ".observe({ type: 'layout-shift', buffered: true });"
    )
    page.goto(PATH)
    page.locator(".catalogue-bar input").wait_for()
    page.wait_for_timeout(300)
    assert page.evaluate("window.shift") < 0.01
    context.close()


@pytest.mark.parametrize("name", ["activations", "activations/rounded-rectifiers", "objectives", "optimisers/adaptive"])
def test_a_catalogue_can_be_used_by_everyone(name: str, axe: str, tab: Page) -> None:
    tab.goto(f"/catalogue/{name}/")
    tab.locator(".catalogue-bar input, .live-ready").first.wait_for()
    tab.evaluate(f"{axe}; document.querySelectorAll('details').forEach((each) => {{ each.open = true; }})")
    found: list[str] = []
    for width, scheme in ((1280, "default"), (390, "slate")):
        tab.set_viewport_size({"width": width, "height": 900})
        tab.evaluate("(scheme) => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
        read_through(tab)
        found += [f"{width}, {scheme}: {violation}" for violation in tab.evaluate(AXE)]
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert found == []
