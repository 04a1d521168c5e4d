"""What has been read is ticked off by the reader's browser, which ticks off what you read and can forget it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import watch

POST = "deploying-models"


def read(tab: Page, post: str) -> None:
    """Go to the foot of a post."""
    tab.goto(f"/{post}/")
    tab.locator(".musings-colophon [data-reading]").scroll_into_view_if_needed()
    expect(tab.locator("[data-reading]")).to_contain_text("has noted")


@pytest.mark.parametrize("width", [390, 1280])
def test_a_post_that_was_read_is_ticked_off_until_it_is_forgotten(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(base_url=address, viewport={"width": width, "height": 900})
    seen = watch(context)
    tab = context.new_page()
    tab.goto("/course/")
    line = tab.locator("[data-progress]").first
    expect(line).to_contain_text("ticks off what you read")
    place = line.bounding_box()
    total = tab.locator(".musings-map > li").count()
    expect(tab.locator(".musings-tick")).to_have_count(0)

    tab.goto(f"/{POST}/")  # opened is not read
    expect(tab.locator("[data-reading]")).to_contain_text("has not noted")
    read(tab, POST)
    tab.goto("/course/")
    expect(line).to_contain_text(f"1 of {total} read")
    expect(tab.locator(".musings-read")).to_have_id(POST)
    expect(tab.locator(".musings-tick")).to_have_text(" ✓ read")
    assert line.bounding_box() == place

    tab.goto("/")
    for each in tab.locator("[data-progress]").all():
        expect(each).to_contain_text(f"1 of {total} read")
    expect(tab.locator(".musings-cards .musings-tick, .musings-latest .musings-tick")).to_have_count(2)
    tab.locator("[data-progress] button").first.click()
    expect(tab.locator(".musings-tick")).to_have_count(0)
    expect(line).to_contain_text("ticks off what you read")
    assert tab.evaluate("localStorage.getItem('musings.read')") is None
    assert seen.strangers(address) == []
    assert seen.complaints == []
    context.close()


def test_a_reader_can_take_it_back_and_comes_to_the_next_post_unread(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    read(tab, POST)
    tab.get_by_role("button", name="Not yet").click()
    expect(tab.locator("[data-reading]")).to_contain_text("has not noted")
    assert tab.evaluate("localStorage.getItem('musings.read')") is None
    tab.get_by_role("button", name="Note it").click()
    tab.locator(".musings-next__link[rel=next]").click()  # without a reload
    tab.wait_for_url("**/deploying-flask/")
    expect(tab.locator("[data-reading]")).to_contain_text("has not noted")
    assert tab.evaluate("localStorage.getItem('musings.read')") == f'["/{POST}/"]'
    context.close()


def test_what_a_browser_keeps_wrongly_or_not_at_all_does_no_harm(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address)
    context.add_init_script("localStorage.setItem('musings.read', '{')")
    tab = context.new_page()
    read(tab, POST)
    context.close()
    context = browser.new_context(base_url=address)
    seen = watch(context)
    context.add_init_script("Storage.prototype.getItem = Storage.prototype.setItem = () => { throw new Error('no'); }")
    tab = context.new_page()
    tab.goto("/course/")
    expect(tab.locator("[data-progress]")).to_contain_text("ticks off what you read")
    assert [text for text in seen.complaints if "no" not in text] == []
    context.close()


def test_without_a_script_nothing_is_said_of_it(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    tab = context.new_page()
    for path in ("/course/", "/", f"/{POST}/"):
        tab.goto(path)
        expect(tab.locator(".musings-progress:visible")).to_have_count(0)
    context.close()
