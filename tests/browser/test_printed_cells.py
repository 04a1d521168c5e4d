"""Every cell of every page, run in a real browser: what it gives is what is printed."""

from __future__ import annotations

import doctest
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from musings.site import whole_pages
from tests.browser.cells import LIVE, Cells
from tests.browser.conftest import watch


def pages_with_cells(site: Path) -> list[str]:
    """Return the address of every page that has live cells of its own."""
    return [path for path, text in whole_pages(site) if LIVE.search(text)]


def test_there_are_pages_with_cells_for_every_share(site: Path) -> None:
    assert len(pages_with_cells(site)) >= SHARES


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


SHARES = 6
"""In how many parts the pages are run, so that processes side by side share the work."""


@pytest.mark.timeout(400)
@pytest.mark.parametrize(
    "share", [pytest.param(share, marks=pytest.mark.xdist_group(f"cells {share}")) for share in range(SHARES)]
)
def test_every_cell_comes_out_as_printed(site: Path, browser: Browser, address: str, share: int) -> None:
    context = browser.new_context(base_url=address, viewport={"width": 1200, "height": 900})
    context.set_default_timeout(60_000)
    seen = watch(context)
    tab = context.new_page()
    wrong: list[str] = []
    for path in pages_with_cells(site)[share::SHARES]:
        cells = Cells(tab, path)
        tab.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        for number in range(len(cells)):
            cells.press(number, "Run")
        for number in range(len(cells)):
            cells.wait(number, timeout=120_000)
            wrong += [f"{path}, cell {number + 1}:\n{what}" for what in differences(cells, number)]
    context.close()
    assert not wrong, "\n\n".join(wrong)
    assert seen.complaints == []
