"""What a reader may do to a page at the worst: cells that write and draw too much, a Stop, thirty runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from playwright.sync_api import Browser, BrowserContext, Page

RUNS: Final = 30
NASTY: Final = (
    "for i in range(100_000): print(i)",
    "print('x' * 3_000_000)",
    "import matplotlib.pyplot as plt, numpy as np; _ = plt.scatter(*np.random.default_rng(0).random((2, 20_000)))",
    "import matplotlib.pyplot as plt\nfor i in range(20): plt.figure(); _ = plt.plot(range(i + 2))",
    "type('Table', (), {'_repr_html_': lambda self: '<b>' + '<i>x</i>' * 50_000 + '</b>'})()",
    "import sys\nfor i in range(30_000): sys.stdout.write(f'\\r{i}')",
)
"""Cells of which each has once blocked the page of some site for seconds."""

_WATCH: Final = """
window.longest = 0;
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
}).observe({ type: "longtask" });
const Plain = window.Worker;
window.Worker = class extends Plain {
  constructor(...given) {
    super(...given);
    this.addEventListener("message", ({ data }) => { window.heap = data.heap ?? window.heap; });
  }
};"""

Run = Callable[[Page], float]
Edit = Callable[[Page, str, str], None]


def isolated(browser: Browser, address: str) -> tuple[BrowserContext, Page]:
    """Return a page as a reader has it from the second one on: kept by the service worker, and isolated."""
    context = browser.new_context()
    context.add_init_script(_WATCH)
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    page.wait_for_function("() => navigator.serviceWorker.controller")
    return context, page


def hard(browser: Browser, address: str, edit: Edit, run: Run, stop: Run) -> dict[str, float]:
    """Measure it; `edit` loads the page with a cell's text in place, `run` and `stop` give seconds."""
    found: dict[str, float] = {}
    context, page = isolated(browser, address)
    edit(page, address, "sum(range(10))")
    run(page)
    found["Stop, isolated"] = stop(page)
    put(page, "sum(range(10))")
    found["run after Stop, isolated"] = run(page)
    for _ in range(RUNS):
        run(page)
    found[f"memory after {RUNS} runs, MB"] = page.evaluate("window.heap") / 1e6
    longest = 0.0
    for code in NASTY:
        put(page, code)
        page.evaluate("window.longest = 0")
        run(page)
        page.wait_for_timeout(500)  # what it drew is laid out, and an observer is told late
        longest = max(longest, page.evaluate("window.longest"))
    found["longest task of nasty cells, ms"] = longest
    context.close()
    return found


def first_run(browser: Browser, address: str, edit: Edit, run: Run) -> float:
    """Return the megabytes that a first run of plain Python fetches, uncompressed as this host sends them."""
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    edit(page, address, "sum(range(10))")
    page.wait_for_load_state("networkidle")
    sizes: list[int] = []
    context.on("response", lambda response: sizes.append(int(response.headers.get("content-length", 0))))
    run(page)
    context.close()
    return sum(sizes) / 1e6


def put(page: Page, code: str) -> None:
    """Put another text into the cell that is edited."""
    page.locator('.live-ready[data-claim="example"]').first.locator(".cm-content").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(code)
