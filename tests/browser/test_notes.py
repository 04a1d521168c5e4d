"""Sources stand beside the sentence that names them where the window is wide, and open in place where it is not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import patient

POSTS = ("activations", "attention", "deploying-flask")
NEAR = 420
"""Px that a note may stand below its sentence, where what is there already asks for it."""

SETTLED = """async () => {
  const frames = async (left) => { while (left--) await new Promise(requestAnimationFrame); };
  dispatchEvent(new Event("scroll"));  // a reader is there: what is far away is laid out in time
  while (document.querySelector(".part:not(.part-there)")) await frames(1);
  await document.fonts.ready;
  await frames(5);
}"""

FOUND = """() => {
  const box = (element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return { left, top, right, bottom };
  };
  const notes = [...document.querySelectorAll(".side-note[data-placed]")].filter((note) => note.checkVisibility());
  const wide = ".highlight, .listing-links, .claim-table, figure, .formula, [data-explorer], .proof-place, h2, p, li";
  const others = [...document.querySelectorAll(`.md-content__inner :is(${wide})`)].filter(
    (other) => !other.closest(".side-notes") && other.checkVisibility({ visibilityProperty: true }),
  );
  return {
    notes: notes.map((note) => ({ ...box(note), text: note.textContent })),
    others: others.map((other) => ({ ...box(other), name: other.className || other.localName })),
    named: [...document.querySelectorAll("a.citation")].map((link) => ({
      top: link.getClientRects()[0]?.top ?? -1e6,
      text: document.querySelector(link.hash).textContent.trim(),
    })),
  };
}"""


@pytest.fixture
def tab(browser: Browser, address: str, width: int) -> Iterator[Page]:
    context = browser.new_context(base_url=address, viewport={"width": width, "height": 900})
    patient(context)
    yield context.new_page()
    context.close()


def apart(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(
        one["bottom"] <= other["top"]
        or other["bottom"] <= one["top"]
        or one["right"] <= other["left"]
        or other["right"] <= one["left"]
    )


@pytest.mark.parametrize("width", [1280, 1920])
@pytest.mark.parametrize("post", POSTS)
def test_notes_stand_in_the_margin_beside_their_sentence_and_over_nothing(tab: Page, post: str, width: int) -> None:
    tab.goto(f"/{post}/")
    tab.evaluate(SETTLED)
    found = tab.evaluate(FOUND)
    notes = found["notes"]
    assert len(notes) > 8
    assert len(notes) > 0.6 * tab.locator(".side-note").count()
    for note in notes:
        assert note["right"] <= width
        assert [other["name"] for other in found["others"] if not apart(note, other)] == [], note["text"]
        below = [note["top"] - named["top"] for named in found["named"] if named["text"] == note["text"]]
        assert [distance for distance in below if -1 <= distance <= NEAR], note["text"]
    assert [pair for pair in pairwise(notes) if not apart(*pair)] == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1280])
def test_notes_make_room_for_what_grows(tab: Page) -> None:
    tab.goto("/activations/")
    tab.evaluate(SETTLED)
    before = tab.evaluate(FOUND)["notes"]
    tab.evaluate("document.querySelector('.md-content h2').style.marginTop = '500px'")
    expect(tab.locator(".side-note[data-placed]").first).to_be_attached()
    tab.evaluate(SETTLED)
    after = tab.evaluate(FOUND)
    assert after["notes"][-1]["top"] > before[-1]["top"] + 300
    assert [n["text"] for n in after["notes"] if any(not apart(n, other) for other in after["others"])] == []


@pytest.mark.parametrize("width", [390, 768])
def test_a_source_opens_where_the_reader_is_where_there_is_no_margin(tab: Page, axe: str) -> None:
    tab.goto("/generalisation/")
    tab.wait_for_function("() => document.querySelector('.side-notes')")
    assert tab.locator(".side-note:visible").count() == 0
    link = tab.get_by_role("link", name="Zhang et al. (2017)").first
    link.focus()
    tab.keyboard.press("Enter")
    shown = tab.locator(".side-note-open")
    expect(shown).to_contain_text("Understanding Deep Learning Requires Rethinking Generalization")
    expect(shown).to_be_in_viewport(ratio=1)
    tab.evaluate(axe)
    assert (
        tab.evaluate("() => axe.run('.side-note-open').then(({ violations }) => violations.map(({ id }) => id))") == []
    )
    tab.keyboard.press("Escape")
    expect(shown).to_be_hidden()
    expect(link).to_be_focused()
    link.click()
    shown.get_by_role("link", name="All sources").click()
    expect(tab.locator("#ref-zhang2017")).to_be_in_viewport()
    assert json.loads(tab.evaluate("JSON.stringify(location.hash)")) == "#ref-zhang2017"


@pytest.mark.parametrize("width", [1280])
def test_without_a_script_sources_stand_at_the_end_alone(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False, viewport={"width": width, "height": 900})
    tab = context.new_page()
    tab.goto("/generalisation/")
    assert tab.locator(".side-notes").count() == 0
    tab.get_by_role("link", name="Zhang et al. (2017)").first.click()
    expect(tab.locator("#ref-zhang2017")).to_be_in_viewport()
    context.close()
