"""What the service worker does: pages without a network, of one version, and isolated from the second one on."""

from __future__ import annotations

import functools
import json
import os
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from musings.site import offline, serving
from musings.testing.chromium import find_firefox
from tests.browser.cells import Cells, fragment
from tests.browser.conftest import (
    FIXTURE,
    PATIENCE,
    Elsewhere,
    Quiet,
    Server,
    Watch,
    bring_browser_code,
    build,
    patient,
    requests_of,
    visit,
    watch,
)
from tests.browser.firefox import Firefox

PLAIN, NUMPY, LISTING, AFTER, PLOT = range(5)


class Host:
    """A static host of the site in `folder`/musings, which can be exchanged, and which can be gone for a while."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.there = False
        self.port = 0
        host = self

        class Handler(Quiet):
            def handle_one_request(self) -> None:
                super().handle_one_request()
                self.close_connection = self.close_connection or not host.there

            def do_GET(self) -> None:  # noqa: N802 - as its base has it
                if host.there:
                    super().do_GET()

            def end_headers(self) -> None:
                self.send_header("Cache-Control", "no-cache")
                super().end_headers()

        self.handler = functools.partial(Handler, directory=str(folder))
        self.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/musings/"

    def start(self) -> None:
        self.server = Server(("127.0.0.1", self.port), self.handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.there = True

    def stop(self) -> None:
        if self.there:
            self.there = False
            self.server.shutdown()
            self.server.server_close()

    def publish(self, site: Path) -> None:
        """Have this site in place of the one before."""
        fresh = self.folder / "fresh"
        fresh.symlink_to(site)
        fresh.replace(self.folder / "musings")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Host, dict[str, Path]]:
    """The small site in two versions and as it is while it is written, and the host that they are built for."""
    root = tmp_path_factory.mktemp("offline") / "site"
    shutil.copytree(FIXTURE, root)
    bring_browser_code(root)
    config = root / "mkdocs.yml"
    script = "  - path: assets/live/page/{}.js\n    type: module\n"
    written = config.read_text("utf-8").replace(script.format("main"), script.format("main") + script.format("offline"))
    assert offline.SCRIPT in written
    config.write_text(written, encoding="utf-8")
    folder = root.parent / "host"
    folder.mkdir()
    host = Host(folder)
    built = build(root, host.address)
    sites = {name: root.parent / name for name in ("first", "second", "written")}
    for site in sites.values():
        shutil.copytree(built, site)
    for path in sites["second"].rglob("*.html"):
        path.write_text(path.read_text("utf-8").replace("The first example", "The renewed example"), encoding="utf-8")
    assert offline.finish(sites["first"]) != offline.finish(sites["second"])
    for path in sites["written"].rglob("*.html"):
        text = re.sub(r"<script[^>]*page/offline\.js[^>]*></script>", "", path.read_text("utf-8"))
        tag = f'<script src="/musings/{serving.SCRIPT}" data-epoch="1"></script>'
        path.write_text(text.replace("</body>", f"{tag}</body>"), encoding="utf-8")
    shutil.copy(Path(serving.__file__).with_name("reload.js"), sites["written"] / serving.SCRIPT)
    for day, site in enumerate(sites.values()):
        for path in site.rglob("*"):
            os.utime(path, (day * 86400.0, day * 86400.0))  # by its date the host knows whether a file has changed
    return host, sites


@pytest.fixture(scope="module")
def sites(made: tuple[Host, dict[str, Path]]) -> dict[str, Path]:
    return made[1]


@pytest.fixture
def host(made: tuple[Host, dict[str, Path]]) -> Iterator[Host]:
    """The host, with the first version."""
    host, sites = made
    if not host.there:
        host.start()
    host.publish(sites["first"])
    yield host
    host.stop()


@pytest.fixture
def reader(browser: Browser, host: Host) -> Iterator[BrowserContext]:
    """One who was never here before."""
    context = browser.new_context(base_url=host.address, service_workers="allow")
    patient(context)
    yield context
    context.close()


def version_in(site: Path) -> str:
    return next(site.glob("assets/live.*")).name.partition(".")[2]


KEPT = """async () => (await Promise.all((await caches.keys()).map(async (name) =>
  (await (await caches.open(name)).keys()).map(({ url }) => `${name} ${new URL(url).pathname}`)))).flat()"""


def wait_until_kept(tab: Page, *names: str) -> None:
    """Wait until the service worker is there and keeps these; a name may be the end of an address."""
    wait_for(
        tab, f"({KEPT})().then((kept) => {json.dumps(names)}.every((name) => kept.some((each) => each.endsWith(name))))"
    )
    wait_for(tab, "navigator.serviceWorker.controller?.state === 'activated'")


def wait_until_all_is_kept(tab: Page) -> None:
    """Wait until the page works, and all that it has fetched is kept."""
    tab.wait_for_selector(".live-ready")
    fetched = "performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)"
    of_site = f"{fetched}.filter((path) => path.startsWith('/musings/') && !path.endsWith('/sw.js'))"
    wait_for(tab, f"({KEPT})().then((kept) => {of_site}.every((path) => kept.some((each) => each.endsWith(path))))")


def wait_for(tab: Page, promised: str) -> None:
    """Wait until what is promised is true; Playwright itself takes a promise for the truth."""
    for _ in range(PATIENCE // 100):
        if tab.evaluate(promised):
            return
        tab.wait_for_timeout(100)
    raise AssertionError(f"never came true: {promised}; kept: {tab.evaluate(KEPT)}")


def code_of(tab: Page) -> set[str]:
    """Return the versions whose code a document has fetched."""
    asked = tab.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
    return {found[1] for each in asked if (found := re.search(r"/assets/live\.(\w+)/", each))}


def search(tab: Page, words: str) -> None:
    tab.keyboard.press("/")
    expect(tab.locator(".md-search__input")).to_be_focused()
    tab.keyboard.type(words)
    expect(tab.locator(".md-search-result__item").first).to_be_visible()
    tab.keyboard.press("Escape")


def test_what_was_read_is_there_without_a_network(host: Host, reader: BrowserContext) -> None:
    tab = reader.new_page()
    cells = Cells(tab, "cells/")
    wait_until_kept(tab, "/musings/cells/", "page/main.js", "cell/cell.js", ".css")
    cells.run(NUMPY)
    search(tab, "example")
    wait_until_kept(tab, "search_index.json", "pyodide.asm.wasm")
    wait_until_all_is_kept(tab)
    tab.close()
    host.stop()

    tab = reader.new_page()
    cells = Cells(tab, "cells/")
    assert tab.evaluate("crossOriginIsolated")
    assert (
        cells[PLAIN].locator(".live-run").evaluate("e => getComputedStyle(e).cursor") == "pointer"
    )  # it has its styles
    assert cells.run(NUMPY) == "done"
    assert cells.same(NUMPY) == "true"
    search(tab, "example")
    answer = tab.goto("more/")
    assert answer
    assert answer.status == 503
    expect(tab.locator("body")).to_contain_text("this page is not among those that are kept here")
    host.start()
    tab.reload()
    expect(tab.locator("h1")).to_have_text(re.compile("More cells"))


def test_an_instant_visit_without_a_network_ends_at_a_page_that_says_so(host: Host, reader: BrowserContext) -> None:
    tab = reader.new_page()
    tab.goto("cells/")
    wait_until_kept(tab, "/musings/cells/")
    tab.reload()
    wait_until_kept(tab, "/musings/sitemap.xml")
    wait_until_all_is_kept(tab)
    host.stop()
    for address in ("more/", "more/#part"):
        tab.goto("cells/")
        tab.wait_for_selector(".live-ready")
        follow(tab, f"../{address}")
        expect(tab.locator("body")).to_contain_text("this page is not among those that are kept here")


def follow(tab: Page, href: str) -> None:
    """Press a link of the page."""
    tab.evaluate(
        """href => {
          window.visited = true; // lost if a page is loaded
          const link = Object.assign(document.createElement("a"), { href });
          document.querySelector("article").append(link);
          link.click();
        }""",
        href,
    )


def test_from_the_second_page_on_a_page_is_isolated_and_visits_are_instant(reader: BrowserContext) -> None:
    tab = reader.new_page()
    loaded = requests_of(tab)
    tab.goto("")
    wait_until_kept(tab, "/musings/")
    assert tab.evaluate("crossOriginIsolated") is False
    assert len([each for each in loaded if each.endswith("/musings/")]) == 1  # nothing is loaded anew under the reader
    follow(tab, "more/")
    tab.wait_for_function("() => window.visited === undefined && window.crossOriginIsolated")
    tab.wait_for_selector(".live-ready")
    visit(tab, "../cells/", "Cells")


def test_a_visit_stays_instant_where_python_would_be_lost(reader: BrowserContext) -> None:
    tab = reader.new_page()
    cells = Cells(tab, "cells/")
    wait_until_kept(tab, "/musings/cells/")
    cells.run(PLAIN)
    visit(tab, "../more/", "More cells")


def test_a_deploy_never_mixes_versions(host: Host, reader: BrowserContext, sites: dict[str, Path]) -> None:
    first, second = (version_in(sites[name]) for name in ("first", "second"))
    old = reader.new_page()
    cells = Cells(old, "cells/")
    wait_until_kept(old, "/musings/cells/", "sitemap.xml")
    old.reload()
    cells.ready()
    tab = reader.new_page()
    tab.goto("blog/")
    wait_until_kept(tab, "/musings/blog/")
    host.publish(sites["second"])

    follow(tab, "../cells/")  # what would have put a page of the second version among code of the first
    expect(tab.locator("article")).to_contain_text("The renewed example")
    assert tab.evaluate("window.visited") is None
    Cells(tab)
    assert code_of(tab) == {second}

    cells.press(PLAIN, "Edit")  # what the old page has not fetched yet is not taken from the new site
    expect(cells[PLAIN].locator(".live-status")).to_have_text("The editor could not be loaded")
    assert code_of(old) == {first}
    expect(old.locator("article")).to_contain_text("The first example")
    kept = tab.evaluate(KEPT)
    assert {each.split()[2] for each in kept if each.startswith(f"musings /musings/ {first} ") and "/live." in each}
    assert not [each for each in kept if each.startswith(f"musings /musings/ {first} ") and second in each.split()[3]]
    old.close()

    # Where no page of the site is open any more, the second version's worker begins.
    wait_for(tab, f"caches.has('musings /musings/ {second}')")
    tab.close()
    tab = reader.new_page()
    tab.goto("..")  # beside the site
    workers = "navigator.serviceWorker.getRegistrations()"
    wait_for(tab, f"{workers}.then(([{{ active, waiting, installing }}]) => active && !waiting && !installing)")
    tab.goto("cells/")
    wait_for(tab, f"caches.has('musings /musings/ {first}').then((there) => !there)")
    assert not [each for each in tab.evaluate(KEPT) if first in each]
    host.stop()
    tab.goto("blog/")  # read in the first version, kept in the second
    assert code_of(tab) <= {second}
    tab.goto("cells/")
    Cells(tab)
    expect(tab.locator("article")).to_contain_text("The renewed example")
    assert code_of(tab) == {second}


def test_a_site_that_is_being_written_has_the_worker_taken_away(
    host: Host, reader: BrowserContext, sites: dict[str, Path]
) -> None:
    tab = reader.new_page()
    tab.goto("cells/")
    wait_until_kept(tab, "/musings/cells/", "cell/cell.js", "page/elements.js", "sitemap.xml")
    tab.wait_for_timeout(500)  # what the worker is still about to keep
    host.publish(sites["written"])
    tab.goto("more/")
    registered = "navigator.serviceWorker.getRegistrations().then(({ length }) => length)"
    wait_for(tab, f"{registered}.then((count) => !count)")
    tab.goto("cells/")
    tab.wait_for_function("() => document.readyState === 'complete'")
    assert tab.evaluate(registered) == 0
    assert not tab.evaluate("Boolean(navigator.serviceWorker.controller)")


def test_an_isolated_cell_reaches_no_other_host_and_breaks_no_policy(
    host: Host, reader: BrowserContext, elsewhere: Elsewhere
) -> None:
    seen: Watch = watch(reader)
    tab = reader.new_page()
    tab.goto("cells/")
    wait_until_kept(tab, "/musings/cells/")
    cells = Cells(tab, "cells/")
    assert tab.evaluate("crossOriginIsolated")
    cells.run(PLOT)
    assert cells.same(PLOT) == "true"
    assert seen.complaints == []
    assert seen.strangers(host.address.rstrip("/")) == []
    cells.edit(PLAIN, elsewhere.attempts)
    cells.run(PLAIN)
    assert cells.text(PLAIN) == "tried\n"
    tab.evaluate(elsewhere.worker)
    elsewhere.hear_nothing()


FIREFOX = find_firefox()

# As in test_firefox.py: where there is no Firefox there is no test.
if FIREFOX is not None:

    def test_firefox_isolates_the_second_page_keeps_python_at_stop_and_needs_no_network(
        host: Host, tmp_path: Path
    ) -> None:
        assert FIREFOX is not None
        firefox = Firefox(Path(FIREFOX), tmp_path)
        first = "document.querySelector('.live')"
        status = f"{first}.querySelector('.live-status').textContent"

        def write(code: str) -> None:
            firefox.evaluate("sessionStorage.clear()")
            firefox.open("about:blank")
            firefox.open(f"{host.address}cells/{fragment(code)}")
            firefox.wait(f"{first}?.querySelector('.live-status')?.textContent.includes('not run yet')")
            firefox.click(".live .live-run")

        try:
            firefox.open(f"{host.address}cells/")
            firefox.wait("navigator.serviceWorker.controller?.state === 'activated'")
            write("n = 0\nwhile True: n += 1")
            assert firefox.evaluate("crossOriginIsolated")
            firefox.wait(f"{status} === 'Running'")
            firefox.click(".live .live-stop")
            firefox.wait(f"{status}.startsWith('Stopped')")
            assert firefox.evaluate(status) == "Stopped: what it has defined is kept"
            host.stop()
            write("6 * 7")
            firefox.wait(f"{first}.querySelector('.live-text')?.textContent === '42\\n'")
        finally:
            firefox.close()
