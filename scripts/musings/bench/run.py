"""The benchmarks: what a reader waits for, and what the snippets measure. On the screen, and in `build/bench.json`.

`python -m musings.bench` builds the site and measures, then blogs of many posts, then runs what the `benchmarks.toml`
files under `snippets/` name; `python -m musings.bench NAME` runs one of those alone. A benchmark asserts nothing.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Page, Response, sync_playwright

from musings.bench import benchmarks
from musings.bench.blogs import blogs
from musings.bench.explorers import frame_rates
from musings.bench.hard import first_run, hard, put
from musings.bench.moved import moved
from musings.bench.serve import saves
from musings.core.failure import Failure
from musings.site.build import whole_pages
from musings.testing.chromium import ADVICE, ARGUMENTS, find_chromium

COLD: Final = {
    "plain Python": "sum(range(10))",
    "NumPy": "import numpy as np\nnp.arange(3).sum()",
    "Matplotlib": "import matplotlib.pyplot as plt\n_ = plt.plot([1, 2])",
}
ROUNDS: Final = 3
BLOGS: Final = "blogs"
"""The benchmark that is the tool's own."""
TEXT: Final = re.compile("text|javascript|json|xml|svg")
BUDGETS: Final = {
    "cold, NumPy": 4.5,
    "warm, NumPy": 0.2,
    "Stop": 0.5,
    "Stop, isolated": 0.5,
    "run after Stop, isolated": 2.0,
    "longest task of nasty cells, ms": 100.0,
    "save to page": 1.0,
}
UNITS: Final = ("KB", "MB", "ms", "frames")
"""A name that says its own unit."""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder as a static host would, uncompressed."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def live(site: Path) -> dict[str, float]:
    """Measure the live part of a built site: seconds, and kilobytes; the median of three rounds where it is a time."""
    chromium = find_chromium()
    if chromium is None:
        raise Failure("the benchmarks need a Chromium", advice=ADVICE)
    path = _page_with_cells(site)
    with serving(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        found: dict[str, float] = {"before intent, KB compressed": weight(browser, address + path) / 1000}
        rounds = [_round(browser, address + path) for _ in range(ROUNDS)]
        found["first run, MB"] = first_run(browser, address + path, _edit, _run)
        found |= hard(browser, address + path, _edit, _run, _stop)
        frames = frame_rates(browser, site, address)
        browser.close()
    for name in rounds[0]:
        found[name] = sorted(each[name] for each in rounds)[ROUNDS // 2]
    return found | frames


def _page_with_cells(site: Path) -> str:
    for address, html in whole_pages(site):
        if 'data-claim="example"' in html:
            return address
    raise Failure(f"no page of {site} has live cells")


def weight(browser: Browser, address: str) -> int:
    """Return the bytes that a page fetches before a reader touches it, as a host that compresses sends them."""
    page = browser.new_page()
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))
    page.goto(address, wait_until="networkidle")
    sizes = [
        len(gzip.compress(response.body(), 6 if TEXT.search(response.headers.get("content-type", "")) else 0))
        for response in responses
    ]
    page.close()
    return sum(sizes)


def _round(browser: Browser, address: str) -> dict[str, float]:
    times: dict[str, float] = {}
    for name, code in COLD.items():
        context = browser.new_context()
        page = context.new_page()
        _edit(page, address, code)
        times[f"cold, {name}"] = _run(page)
        if name == "NumPy":
            times["warm, NumPy"] = _run(page)
        if name == "plain Python":
            times["Stop"] = _stop(page)
            put(page, code)
            times["run after Stop"] = _run(page)
        context.close()
    return times


def _edit(page: Page, address: str, code: str) -> None:
    page.goto(address)
    cell = page.locator('.live-ready[data-claim="example"]').first
    cell.get_by_role("button", name="Edit").click()
    put(page, code)


def _run(page: Page) -> float:
    """Press Run and return the seconds until the output stands, by the page's own clock."""
    milliseconds: float = page.evaluate(
        """() => new Promise((resolve) => {
          const cell = document.querySelector('.live-ready[data-claim="example"]');
          const start = performance.now();
          addEventListener("live:end", ({ target }) => {
            if (target === cell) requestAnimationFrame(() => resolve(performance.now() - start));
          });
          cell.querySelector(".live-run").click();
        })"""
    )
    return milliseconds / 1000


def _stop(page: Page) -> float:
    put(page, "while True: pass")  # what prints without end is ended by the limit of its output
    page.locator('.live-ready[data-claim="example"]').first.get_by_role("button", name="Run").click()
    page.wait_for_selector("[data-state=running]")
    milliseconds: float = page.evaluate(
        """() => new Promise((resolve) => {
          const start = performance.now();
          const cell = document.querySelector("[data-state=running]");
          cell.querySelector(".live-stop").click();
          const look = () => (cell.dataset.state === "stopped" ? resolve(performance.now() - start) : setTimeout(look));
          look();
        })"""
    )
    return milliseconds / 1000


def table(found: dict[str, float]) -> str:
    """Return the figures as lines, with the budget where there is one."""
    lines = [f"{'live part':<46}{'measured':>10}{'budget':>10}"]
    for name, value in found.items():
        frames = "frames" in name
        unit = "" if any(each in name for each in UNITS) else " s"
        budget = "60" if frames else f"{BUDGETS[name]:.1f}{unit}" if name in BUDGETS else ""
        lines.append(f"{name:<46}{f'{value:.2f}{unit}':>10}{budget:>10}")
    return "\n".join(lines)


def main(names: Sequence[str] = ()) -> None:
    """Measure what is named, or everything; print the tables and write `build/bench.json`."""
    root = Path.cwd()
    known = benchmarks.discover(root)
    if not names:
        _keep(root, "live", _live(root))
    for name in names or (BLOGS, *known):
        if name == BLOGS:
            found = blogs(root)
            print("\nBlogs of many posts\n" + "\n".join(found["report"]))
            _keep(root, BLOGS, found)
            continue
        if name not in known:
            raise SystemExit(f"there is no benchmark {name!r}; there are {', '.join((BLOGS, *known))}")
        _keep(root, name, _measure(root, known[name]))


def _measure(root: Path, benchmark: benchmarks.Benchmark) -> dict[str, list[str]]:
    """Run a benchmark and print its report, and how far what pages print of it moved from its record."""
    again = root / benchmark.again if benchmark.again else None
    if again is not None:
        again.unlink(missing_ok=True)  # what another day left says nothing of this one
    report = benchmarks.run(benchmark, root)
    print(f"\n{benchmark.title}\n{report}")
    kept = {"report": report.splitlines()}
    if again is not None and again.is_file():
        kept["moved"] = moved(root, root / benchmark.record, again)
        print(f"\nSince {benchmark.record} was written\n" + "\n".join(kept["moved"]))
    return kept


def _live(root: Path) -> dict[str, float]:
    """Build the site, measure its live part and how long a save takes, and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", folder]
        subprocess.run(command, cwd=root, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
        found = live(Path(folder)) | saves(root)
    print(table(found))
    return found


def _keep(root: Path, name: str, found: Mapping[str, object]) -> None:
    place = root / "build" / "bench.json"
    place.parent.mkdir(exist_ok=True)
    kept = json.loads(place.read_text(encoding="utf-8")) if place.is_file() else {}
    kept[name] = {"when": time.strftime("%Y-%m-%d"), **found}
    place.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
