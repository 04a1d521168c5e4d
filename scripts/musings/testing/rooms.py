"""How much room each explorer takes, measured in a browser at every width: a page keeps it before the explorer comes.

What was measured stands beside the explorers, in `docs/assets/live/explorers/rooms.json`; a page gives each block its
own measures, and live.css takes the one for the width at hand. After a change of an explorer, of its looks or of the
fonts: `make site`, then

    python -m musings.testing.rooms

which measures the explorers of `site/`, or of the folder it is given, and writes the file. A test in the browser says
when it is due.
"""

from __future__ import annotations

import functools
import http.server
import json
import math
import re
import sys
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from musings.core import store
from musings.core.project import Project
from musings.live import explorers
from musings.testing.chromium import ADVICE, ARGUMENTS, find_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

STEPS: Final = (0, 15, 16, 17, 18, 19, 20, 22, 26, 30, 36)
"""Where the widths of blocks are parted, in rem: as live.css has them. Between two, the most that is taken counts."""

WINDOWS: Final = (*range(320, 801, 2), 1280)
"""The windows, in px, in which it is measured: from the narrowest phone to where a block is as wide as the text,
and one with a margin that it takes too."""

_BLOCK: Final = re.compile(r"<div [^>]*data-explorer=[^>]* data-first=")
_WHOLE: Final = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(".part { content-visibility: visible !important }");
  document.adoptedStyleSheets = [sheet];
}"""
_TAKEN: Final = """async (all) => {
  for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
  await document.fonts.ready;
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  return all.map((block) => {
    const frame = block.querySelector(".explorer-frame");
    frame.style.minHeight = 0;
    const taken = frame.getBoundingClientRect().height;
    frame.style.minHeight = "";
    return [block.dataset.explorer, block.clientWidth / rem, taken / rem];
  });
}"""


def kept(rooms: list[float], width: float) -> float:
    """Return what is kept in a block of a width, in rem.

    >>> kept([50, 49, 48, 47, 46, 45, 44, 43, 42, 41, 40], 17.9)
    47
    """
    return rooms[sum(width >= step for step in STEPS) - 1]


def taken(page: Page, windows: Iterable[int] = WINDOWS) -> Iterator[tuple[int, str, float, float]]:
    """Yield, for each window and each explorer of an open page, the width of the block and the height taken, in rem."""
    page.evaluate(_WHOLE)
    blocks = page.locator(".md-content [data-explorer][data-first]")
    for block in blocks.all():
        block.evaluate("block => block.scrollIntoView({ behavior: 'instant' })")
        page.wait_for_function("block => block.matches('.explorer-ready')", arg=block.element_handle())
    for window in windows:
        page.set_viewport_size({"width": window, "height": 900})
        for name, width, height in blocks.evaluate_all(_TAKEN):
            yield window, name, width, height


def measure(browser: Browser, addresses: Iterable[str]) -> dict[str, list[float]]:
    """Return the rooms of the explorers on these pages."""
    found: dict[str, list[float]] = {}
    for address in addresses:
        context = browser.new_context(reduced_motion="reduce")
        page = context.new_page()
        page.goto(address)
        for _, name, width, height in taken(page):
            rooms = found.setdefault(name, [0.0] * len(STEPS))
            step = sum(width >= start for start in STEPS) - 1
            rooms[step] = max(rooms[step], math.ceil(height * 10 - 1e-6) / 10)
        context.close()
    return found


def _main(project: Project, site: Path) -> None:
    """Measure the explorers of a built site and write the file."""
    from playwright.sync_api import sync_playwright

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    pages = [page for page in sorted(site.rglob("index.html")) if _BLOCK.search(page.read_text(encoding="utf-8"))]
    path = find_chromium()
    if path is None:
        sys.exit(ADVICE)
    address = f"http://127.0.0.1:{server.server_address[1]}/"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        found = measure(browser, [f"{address}{page.parent.relative_to(site).as_posix()}/" for page in pages])
        browser.close()
    lines = ",\n".join(f'  "{name}": {json.dumps(rooms)}' for name, rooms in sorted(found.items()))
    store.write(explorers.rooms_file(project), f"{{\n{lines}\n}}\n")


if __name__ == "__main__":
    _main(Project.find(), Path(*(sys.argv[1:] or ["site"])))
