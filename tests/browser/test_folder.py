"""The site opened from a folder: a browser runs no module there, and no server finds the page of a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PATIENCE


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("page", ["", "activations/", "catalogue/activations/", "code/activations/relu/", "ledger/"])
def test_every_link_of_a_page_in_a_folder_leads_to_a_file(built_site: Path, tab: Page, page: str) -> None:
    tab.goto((built_site / page / "index.html").as_uri())
    links = tab.evaluate(
        """[...document.links].filter(({ protocol }) => protocol === "file:")
          .map(({ pathname }) => decodeURIComponent(pathname))"""
    )
    assert len(links) > 20
    assert [link for link in dict.fromkeys(links) if not Path(link).is_file()] == []


def test_a_page_in_a_folder_can_be_read_and_says_what_cannot_run(built_site: Path, tab: Page) -> None:
    tab.goto((built_site / "index.html").as_uri())
    said = tab.locator(".musings-folder")
    expect(said).to_be_visible()
    expect(said).to_contain_text("python -m http.server")
    tab.locator("main a[href$='/site/activations/index.html']:visible").first.click()
    expect(tab.locator("h1")).to_contain_text("ctivation")
    expect(said).to_be_visible()
    figure = tab.locator("img.figure-light").first
    figure.scroll_into_view_if_needed()
    tab.wait_for_function("document.querySelector('img.figure-light').naturalWidth > 0")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    assert tab.evaluate("document.styleSheets.length") == 1


def test_a_served_page_says_nothing_of_folders(browser: Browser, address: str) -> None:
    tab = browser.new_page(base_url=address)
    tab.goto("/about/")
    expect(tab.locator(".musings-folder")).to_be_hidden()
    assert tab.locator("a[href$='index.html']").count() == 0
    tab.close()
