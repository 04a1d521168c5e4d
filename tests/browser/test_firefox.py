"""A short tour in Firefox, where the machine has one: run, edit, stop."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from musings.testing.chromium import find_firefox
from tests.browser.firefox import Firefox

FIREFOX = find_firefox()

# Where there is no Firefox there is no test: it is not one that could be passed by installing nothing.
if FIREFOX is not None:

    @pytest.fixture(scope="module")
    def firefox(tmp_path_factory: pytest.TempPathFactory, fixture_address: str) -> Iterator[Firefox]:
        assert FIREFOX is not None
        firefox = Firefox(Path(FIREFOX), tmp_path_factory.mktemp("firefox"))
        firefox.open(f"{fixture_address}/cells/")
        firefox.wait("document.querySelectorAll('.live-ready').length === 5")
        yield firefox
        firefox.close()

    def state(number: int) -> str:
        return f"document.querySelectorAll('.live')[{number}].dataset.state"

    def over(number: int) -> str:
        return f"['done', 'error', 'stopped'].includes({state(number)})"

    def replace(firefox: Firefox, code: str) -> None:
        """Write code over that of the first cell, through the keyboard."""
        if firefox.evaluate("!document.querySelector('.cm-content')"):
            firefox.click(".live .live-edit")
            firefox.wait("Boolean(document.querySelector('.cm-content'))")
        firefox.click(".live .cm-content")
        firefox.press("Control+a", *code)
        firefox.press("Control+Enter")

    def test_a_plot_comes_out_as_printed(firefox: Firefox) -> None:
        firefox.evaluate("document.querySelectorAll('.live')[4].querySelector('.live-run').click() ?? true")
        firefox.wait(over(4))
        assert firefox.evaluate("document.querySelectorAll('.live')[4].dataset.same") == "true"
        assert firefox.evaluate("document.querySelectorAll('.live-figure svg').length") == 1

    def test_an_edit_runs(firefox: Firefox) -> None:
        replace(firefox, "6*7")
        firefox.wait("document.querySelector('.live .live-text')?.textContent === '42\\n'")

    def test_stop_ends_an_endless_loop(firefox: Firefox) -> None:
        replace(firefox, "while 1: pass")
        firefox.wait(f"{state(0)} === 'running'")
        firefox.click(".live .live-stop")
        firefox.wait("document.querySelector('.live .live-status').textContent === 'Stopped'")  # by the reader
        replace(firefox, "1+1")
        firefox.wait("document.querySelector('.live .live-text')?.textContent === '2\\n'")

    def test_the_policy_is_in_force(firefox: Firefox) -> None:
        firefox.evaluate(
            "document.head.append("
            "Object.assign(document.createElement('script'), { textContent: 'window.bad = 1' })) ?? true"
        )
        assert firefox.evaluate("window.bad ?? null") is None
