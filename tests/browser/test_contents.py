"""The contents beside a post mark the part that a reader is in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import patient
from tests.browser.test_jumps import CLICK, PLACE, SETTLED, off

POSTS = ("activations", "optimisers")
CLEAR = 10
"""Px around the line at which a heading counts as reached: nearer to it either answer is right."""

ENTRIES = """[...document.querySelectorAll(".md-nav--secondary a.md-nav__link")]
  .map((link) => decodeURIComponent(link.hash.slice(1)))"""

MARKED = """() => [...document.querySelectorAll(".md-nav--secondary .md-nav__link--active")]
  .map((link) => decodeURIComponent(link.hash.slice(1))).at(-1) ?? null"""

STEP = """([entries, place, clear, step]) => {
  scrollTo(0, step);
  const tops = entries.map((id) => [id, document.getElementById(id).getBoundingClientRect().top - place]);
  if (tops.some(([, top]) => Math.abs(top) <= clear)) return [null, false];
  return [tops.filter(([, top]) => top < 0).at(-1)?.[0] ?? null, true];
}"""


@pytest.fixture
def tab(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 800})
    patient(context)
    yield context.new_page()
    context.close()


def marked(tab: Page, wanted: str | None) -> str | None:
    """Return the last entry that is marked, once it is the wanted one or has had time to become so."""
    for _ in range(40):
        found: str | None = tab.evaluate(MARKED)
        if found == wanted:
            break
        tab.wait_for_timeout(25)
    return found


@pytest.mark.parametrize("post", POSTS)
def test_an_entry_that_is_clicked_is_the_marked_one(tab: Page, post: str) -> None:
    tab.goto(f"/{post}/")
    entries = tab.evaluate(ENTRIES)
    found = {}
    for entry in entries:
        tab.evaluate(CLICK, entry)
        off(tab, entry)
        found[entry] = marked(tab, entry)
    assert found == {entry: entry for entry in entries}
    assert len(entries) > 10


@pytest.mark.parametrize("post", POSTS)
def test_the_marked_entry_is_the_last_heading_above_the_line(tab: Page, post: str) -> None:
    tab.goto(f"/{post}/")
    entries = tab.evaluate(ENTRIES)
    tab.evaluate(CLICK, entries[-1])  # all of the page is laid out
    tab.evaluate(SETTLED)
    end = tab.evaluate("document.documentElement.scrollHeight - innerHeight")
    compared = 0
    for step in [*range(0, end - 1, 2500), *range(end - 2, 0, -4100)]:
        wanted, clear = tab.evaluate(STEP, [entries, PLACE, CLEAR, step])
        if clear:
            compared += 1
            assert marked(tab, wanted) == wanted, step
    assert compared > 10
