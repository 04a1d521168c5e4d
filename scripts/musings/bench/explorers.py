"""How many frames a second an explorer draws while a reader drags its first handle, and while a net is trained."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page

from musings.site.build import whole_pages

MOVES: Final = 90
SLOWEST: Final = "slowest dragged at 95th percentile, frames"
_EXPLORER: Final = re.compile(r'data-explorer="(\w+)" data-first=')
_COUNT: Final = """() => {
  window.frames = [];
  const count = (time) => { window.frames.push(time); window.counting = requestAnimationFrame(count); };
  window.counting = requestAnimationFrame(count);
}"""
_RATES: Final = """() => {
  cancelAnimationFrame(window.counting);
  const times = window.frames.slice(1).map((time, i) => time - window.frames[i]).toSorted((a, b) => a - b);
  return [0.5, 0.95].map((share) => 1000 / times[Math.floor(share * (times.length - 1))]);
}"""

_CAPTION: Final = "[data-explorer=network_playground] .explorer-caption"
_STEP: Final = f"Number(document.querySelector('{_CAPTION}')?.textContent.match(/\\d+/)?.[0])"
_TRAINED: Final = """(selector) => new Promise((resolve) => {
  const caption = document.querySelector(selector);
  const start = performance.now();
  let [frames, steps, last] = [0, 0, ""];
  const count = () => {
    frames += 1;
    if (caption.textContent !== last) steps += 1;
    last = caption.textContent;
    const seconds = (performance.now() - start) / 1000;
    if (seconds < 3) requestAnimationFrame(count);
    else resolve([frames / seconds, steps / seconds]);
  };
  requestAnimationFrame(count);
})"""


def frame_rates(browser: Browser, site: Path, address: str) -> dict[str, float]:
    """Return the frames a second of every explorer of a built site that has a handle."""
    found = {}
    for path, name in _explorers(site):
        page = browser.new_page(viewport={"width": 1280, "height": 1000})
        page.goto(f"{address}{path}#explore={name}:")
        page.wait_for_selector(f"[data-explorer={name}].explorer-ready")
        handle = page.locator(f"[data-explorer={name}] .explorer-handle").first
        if handle.count():
            median, slow = _drag(page, name)
            found[f"dragging {name}, frames a second"] = median
            found[SLOWEST] = min(slow, found.get(SLOWEST, slow))
        if name == "network_playground":
            found["training a net, frames a second"], found["of them with a new net (20 wanted)"] = _train(page)
        page.close()
    return found


def _explorers(site: Path) -> Iterator[tuple[str, str]]:
    for address, html in whole_pages(site):
        for name in _EXPLORER.findall(html):
            yield address, name


def _drag(page: Page, name: str) -> tuple[float, float]:
    """Return frames a second while the first handle is dragged: by a frame's median time, and its 95th percentile."""
    handle = page.locator(f"[data-explorer={name}] .explorer-handle").first
    handle.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    box = handle.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(_COUNT)
    for move in range(MOVES):
        offset = 80 - abs(move % 160 - 80)
        page.mouse.move(x - offset, y - offset)
    median, slow = page.evaluate(_RATES)
    page.mouse.up()
    return median, slow


def _train(page: Page) -> tuple[float, float]:
    """Return the frames a second of the page, and those that show a new net, while Python trains it."""
    page.evaluate("location.hash = '#explore=network_playground:step=195'")
    page.wait_for_function(f"() => {_STEP} === 195")
    page.get_by_role("button", name="Play").click()
    page.wait_for_function(f"() => {_STEP} > 250", timeout=60_000)  # Python is there, and warm
    drawn, trained = page.evaluate(_TRAINED, _CAPTION)
    return drawn, trained
