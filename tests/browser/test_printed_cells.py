"""Every cell of every page, run in a real browser: what it gives is what is printed."""

from __future__ import annotations

import doctest
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from musings.site.build import whole_pages
from tests.browser.cells import LIVE, Cells
from tests.browser.conftest import Watch, patient, watch

SHARES = 16
"""In how many parts the pages are run: processes side by side take one after the other, and end together."""


def pages_with_cells(site: Path) -> list[str]:
    """Return the address of every page that has live cells of its own; those with the most come first."""
    counts = {path: len(LIVE.findall(text)) for path, text in whole_pages(site)}
    return sorted((path for path, count in counts.items() if count), key=lambda path: (-counts[path], path))


def test_there_are_pages_with_cells_for_every_share(site: Path) -> None:
    assert len(pages_with_cells(site)) >= SHARES


@pytest.fixture(scope="module")
def reader(browser: Browser, address: str) -> Iterator[tuple[BrowserContext, Watch]]:
    """A reader who has Python in the browser's cache after the first page."""
    context = browser.new_context(base_url=address, viewport={"width": 1200, "height": 900})
    patient(context)
    yield context, watch(context)
    context.close()


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


@pytest.mark.timeout(300)
@pytest.mark.parametrize("share", range(SHARES))
def test_every_cell_comes_out_as_printed(site: Path, reader: tuple[BrowserContext, Watch], share: int) -> None:
    context, seen = reader
    seen.complaints.clear()
    tab = context.new_page()
    wrong: list[str] = []
    for path in pages_with_cells(site)[share::SHARES]:
        cells = Cells(tab, path)
        tab.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        cells.press_at_once([(number, "Run") for number in range(len(cells))])
        for number in range(len(cells)):
            cells.wait(number, timeout=120_000)
            wrong += [f"{path}, cell {number + 1}:\n{what}" for what in differences(cells, number)]
    tab.close()
    assert not wrong, "\n\n".join(wrong)
    assert seen.complaints == []
