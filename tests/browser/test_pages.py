"""The real site in a real browser: every cell comes out as printed, and no page asks another host for anything."""

from __future__ import annotations

import doctest
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from musings.bench import weight
from tests.browser.cells import Cells
from tests.browser.conftest import Watch, watch

LIVE = re.compile(r'<div[^>]*class="[^"]*\blive\b[^"]*"[^>]*data-claim=')


@pytest.fixture(scope="module")
def reader(browser: Browser, address: str) -> Iterator[tuple[BrowserContext, Watch]]:
    context = browser.new_context(base_url=address, viewport={"width": 1200, "height": 900})
    context.set_default_timeout(60_000)
    yield context, watch(context)
    context.close()


def pages(site: Path) -> list[str]:
    """Return the address of every page."""
    found = [f"/{path.relative_to(site).as_posix()}" for path in sorted(site.rglob("*.html"))]
    return [path.removesuffix("index.html") for path in found]


def file(site: Path, path: str) -> Path:
    return site / (path.lstrip("/") + ("index.html" if path.endswith("/") else ""))


def differences(cells: Cells, number: int) -> Iterator[str]:
    """Yield what a cell gave that doctest, asked here, does not accept, and what the page itself says of it."""
    printed = cells[number].locator("pre code").first.text_content() or ""
    if cells[number].get_attribute("data-claim") == "listing":
        if cells.state(number) != "done":
            yield f"{printed}\n-> {cells.status(number)}"
        return
    examples = doctest.DocTestParser().get_examples(printed)
    steps: list[str] = cells.result(number)["steps"]
    if len(steps) != len(examples):
        yield f"{printed}\n-> {len(steps)} statements in the page, {len(examples)} for doctest"
    for example, got in zip(examples, steps, strict=False):
        flags = sum(flag for flag, on in example.options.items() if on)
        want = example.want if example.exc_msg is None else example.exc_msg
        said = got if example.exc_msg is None else got[-len(example.exc_msg) :]
        if not doctest.OutputChecker().check_output(want, said, flags):
            yield f"{example.source}expected:\n{want}got:\n{got}"
    if cells.same(number) != "true":
        yield f"{printed}\n-> {cells.status(number)}"


@pytest.mark.timeout(400)
def test_every_cell_comes_out_as_printed(site: Path, reader: tuple[BrowserContext, Watch]) -> None:
    context, seen = reader
    tab = context.new_page()
    live = [
        path
        for path in pages(site)
        if LIVE.search(text := file(site, path).read_text(encoding="utf-8")) and "md-post--excerpt" not in text
    ]
    assert live
    wrong: list[str] = []
    for path in live:
        cells = Cells(tab, path)
        tab.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        for number in range(len(cells)):
            cells.press(number, "Run")
        for number in range(len(cells)):
            cells.wait(number, timeout=120_000)
            wrong += [f"{path}, cell {number + 1}:\n{what}" for what in differences(cells, number)]
    tab.close()
    assert not wrong, "\n\n".join(wrong)
    assert seen.complaints == []


def test_no_page_asks_another_host_or_breaks_the_policy(
    site: Path, address: str, reader: tuple[BrowserContext, Watch]
) -> None:
    context, seen = reader
    tab = context.new_page()
    for path in pages(site):
        tab.goto(path, wait_until="load")
    tab.close()
    assert seen.strangers(address) == []
    assert [text for text in seen.complaints if "404" not in text] == []


def test_every_page_carries_the_policy(site: Path) -> None:
    lacking = [path for path in pages(site) if "Content-Security-Policy" not in file(site, path).read_text("utf-8")]
    assert lacking == []


def test_no_page_loads_the_runtime_by_itself(site: Path, reader: tuple[BrowserContext, Watch]) -> None:
    context, seen = reader
    seen.requests.clear()
    tab = context.new_page()
    for path in pages(site)[:8]:
        tab.goto(path, wait_until="load")
    tab.close()
    assert seen.runtime() == []


def test_a_page_with_cells_is_light_before_a_reader_touches_it(site: Path, address: str, browser: Browser) -> None:
    live = [path for path in pages(site) if LIVE.search(file(site, path).read_text(encoding="utf-8"))]
    heavy = {path: size for path in live if (size := weight(browser, address + path)) > 300_000}
    assert heavy == {}


def test_the_script_of_every_page_is_tiny(site: Path) -> None:
    assert (site / "assets" / "live" / "main.js").stat().st_size <= 3_000
