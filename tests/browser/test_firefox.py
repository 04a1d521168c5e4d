"""A short tour in Firefox, where the machine has one: run, edit, stop."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from musings.testing.chromium import find_firefox
from tests.browser import corpus
from tests.browser.cells import fragment
from tests.browser.conftest import Elsewhere
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

    def write(firefox: Firefox, code: str) -> None:
        """Run code of any length in the first cell, as a shared address brings it."""
        address = firefox.evaluate("location.href.split('#')[0]")
        firefox.evaluate("sessionStorage.clear()")
        firefox.open("about:blank")
        firefox.open(address + fragment(code))
        firefox.wait("document.querySelector('.live .live-status')?.textContent.includes('not run yet')")
        firefox.click(".live .live-run")

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
        firefox.wait("document.querySelector('.live .live-status').textContent.startsWith('Stopped: P')")
        replace(firefox, "1+1")
        firefox.wait("document.querySelector('.live .live-text')?.textContent === '2\\n'")

    def test_the_policy_is_in_force(firefox: Firefox) -> None:
        firefox.evaluate(
            "document.head.append("
            "Object.assign(document.createElement('script'), { textContent: 'window.bad = 1' })) ?? true"
        )
        assert firefox.evaluate("window.bad ?? null") is None

    def test_a_cell_reaches_no_other_host(firefox: Firefox, elsewhere: Elsewhere) -> None:
        write(firefox, elsewhere.attempts)
        firefox.wait("document.querySelector('.live .live-text')?.textContent === 'tried\\n'")
        firefox.evaluate(elsewhere.worker)
        elsewhere.hear_nothing()

    def test_a_third_of_the_corpus_is_seen_as_it_must_be(firefox: Firefox) -> None:
        firefox.evaluate("sessionStorage.clear()")
        firefox.open(firefox.evaluate("location.href.split('#')[0]"))
        # The theme puts the page anew in its own place when a part of it is asked for the first time.
        firefox.evaluate("new Promise((resolve) => { location.hash = '#first'; setTimeout(resolve, 1000); })")
        firefox.wait("document.querySelectorAll('.live-ready').length === 5")
        cases = [case for case in corpus.CASES if case.get("firefox")]
        assert len(cases) >= len(corpus.CASES) / 3
        assert (wrong := corpus.complaints(cases, firefox.evaluate)) == "", wrong
