"""A reader of a site that stands behind nginx, as its author was told to put it there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.cells import Cells
from tests.browser.conftest import patient, serve, watch
from tests.hosted import Host, hosted


@pytest.fixture(scope="module")
def host(fixture_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    with hosted(fixture_site, tmp_path_factory.mktemp("nginx")) as host:
        yield host


def test_a_cell_runs_and_is_interrupted_at_the_first_visit(browser: Browser, host: Host) -> None:
    context = browser.new_context(base_url=host.address)
    patient(context)
    seen = watch(context)
    tab = context.new_page()
    cells = Cells(tab, "/cells/")
    assert tab.evaluate("crossOriginIsolated")
    cells.edit(0, "while True: print('x', end='')")
    cells.press(0, "Run")
    expect(cells[0].locator(".live-text")).to_contain_text("x")
    cells.press(0, "Stop")
    expect(cells[0]).to_contain_text("what it has defined is kept")
    assert (seen.complaints, seen.strangers(host.address)) == ([], [])
    context.close()


def test_another_site_cannot_put_a_page_into_a_frame(browser: Browser, host: Host, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(f'<iframe src="{host.address}/cells/"></iframe>', encoding="utf-8")
    tab = browser.new_page()
    complaints: list[str] = []
    tab.on("console", lambda message: complaints.append(message.text))
    tab.goto(f"{serve(tmp_path)}/")
    expect(tab.locator("iframe")).to_be_visible()
    tab.wait_for_load_state()
    assert any("frame-ancestors 'self'" in text for text in complaints), complaints
    tab.close()
