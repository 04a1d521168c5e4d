"""One browser and one server for all of these tests, and who runs which."""

from __future__ import annotations

import functools
import http.client
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from musings.live import pack, served
from musings.site import fonts, policy
from musings.testing.chromium import ADVICE, ARGUMENTS, find_chromium
from tests.conftest import BUILT_FOR

ROOT = Path(__file__).resolve().parents[2]
NODE_MODULES = Path(os.environ.get("MUSINGS_NODE_MODULES") or ROOT / "node_modules")
FIXTURE = ROOT / "tests" / "sites" / "live"

PATIENCE = 60_000
"""Milliseconds after which what has not come never will: a busy machine starts Python in half of them."""

expect.set_options(timeout=PATIENCE)


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A static host that says nothing and compresses nothing."""

    protocol_version = "HTTP/1.1"
    extensions_map = {  # noqa: RUF012 - as its base has it
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".wasm": "application/wasm",
        ".mjs": "text/javascript",
    }

    def log_message(self, format: str, *args: Any) -> None:
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that closes a connection is no error."""


@functools.cache
def serve(folder: Path) -> str:
    """Serve the folder until the tests end; return its address."""
    server = Server(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}"


def settings(address: str) -> dict[str, str]:
    """What a site is built with that is to be served from there: instant visits need its very address."""
    return {**os.environ, "SITE_URL": address, "NO_MKDOCS_2_WARNING": "1"}


def bring_browser_code(root: Path) -> None:
    """Give a small site this repository's browser code, looks and fonts: a machine may have none of these faces."""
    (root / "node_modules").symlink_to(NODE_MODULES)
    fonts.prepare(ROOT)
    for folder in ("fonts", "live", "styles"):
        shutil.copytree(ROOT / "docs" / "assets" / folder, root / "docs" / "assets" / folder)
    for address, path in served.files().items():
        (root / "docs" / address).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, root / "docs" / address)


def build(root: Path, address: str = "") -> Path:
    """Build a small site that has its browser code, with all that cells run on; return the folder to serve.

    Without an `address` it is made for the one that this process serves it from.
    """
    report = pack.build(root, root / "docs" / "assets" / "pack", cache=ROOT / ".cache" / "pyodide")
    assert report.complete, str(report)
    config = next(path for path in (root / "site.yml", root / "mkdocs.yml") if path.is_file())
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(config)]
    subprocess.run(command, check=True, cwd=root, env=settings(address or f"{serve(root / 'site')}/"))
    policy.apply(root / "site")
    return root / "site"


def patient(context: BrowserContext) -> None:
    """Have this reader wait as long as a busy machine needs.

    What a page gives a run of Python is counted for a reader's own machine; that this limit holds is tested by a clock.
    """
    context.set_default_timeout(PATIENCE)
    context.add_init_script(
        """const wait = window.setTimeout;
        window.setTimeout = (act, ms, ...given) => wait(act, ms >= 30_000 ? 10 * ms : ms, ...given);"""
    )


def visit(tab: Page, href: str, heading: str) -> None:
    """Follow a link of the page, which Material turns into an instant visit."""
    tab.evaluate(
        """href => {
          window.visited = true;  // lost if the page is loaded anew
          const link = document.createElement("a");
          link.href = href;
          // Material follows it once it has read the sitemap, and leaves it to the browser until then.
          link.onclick = (click) => click.preventDefault();
          document.querySelector("article").append(link);
          link.click();
        }""",
        href,
    )
    expect(tab.locator("h1")).to_have_text(re.compile(f"^{heading}"))
    assert tab.evaluate("window.visited") is True


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    """A tab of a telephone, to be touched."""
    context = browser.new_context(
        base_url=address, viewport={"width": 390, "height": 900}, has_touch=True, is_mobile=True
    )
    patient(context)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def fixture_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site of `tests/sites/live`, built with this repository's browser code."""
    root = tmp_path_factory.mktemp("live") / "site"
    shutil.copytree(FIXTURE, root)
    bring_browser_code(root)
    return build(root)


@pytest.fixture(scope="session")
def fixture_address(fixture_site: Path) -> str:
    return serve(fixture_site)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # on another disk
        shutil.copy2(source, target)


@pytest.fixture(scope="session")
def site(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, as if built for the address that this process serves it from."""
    target = tmp_path_factory.mktemp("real") / "site"
    shutil.copytree(built_site, target, copy_function=_link)
    for path in [*target.rglob("*.html"), *target.rglob("*.xml")]:
        text = path.read_text(encoding="utf-8")
        path.unlink()  # the original is linked, and stays
        path.write_text(text.replace(BUILT_FOR, f"{serve(target)}/"), encoding="utf-8")
    return target


@pytest.fixture(scope="session")
def address(site: Path) -> str:
    return serve(site)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_chromium()
    if path is None:
        pytest.fail(ADVICE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        # What a service worker fetches no test sees, nor can it stand in for it: only those that are about one have it.
        for name in ("new_context", "new_page"):
            setattr(browser, name, functools.partial(getattr(browser, name), service_workers="block"))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The accessibility checker, to be run in a page."""
    return (NODE_MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def read_through(page: Page) -> None:
    """Lay out all of a page, and bring up its explorers, as if a reader had come to each part of it."""
    page.evaluate(
        """async (patience) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(".part, .part details { content-visibility: visible !important }");
          document.adoptedStyleSheets = [sheet];
          for (const explorer of document.querySelectorAll(".md-content [data-explorer]")) {
            if (explorer.closest(".md-post--excerpt")) continue;
            // One that the page does not watch yet must still be in view when it begins to.
            for (const came = performance.now(); !explorer.matches(".explorer-ready"); ) {
              const waited = performance.now() - came;
              if (waited > patience) throw new Error(`no explorer ${explorer.dataset.explorer} came up`);
              explorer.scrollIntoView();
              await new Promise(requestAnimationFrame);
            }
          }
          scrollTo(0, 0);
          for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
        }""",
        PATIENCE,
    )


class Elsewhere:
    """Another host, as far as a browser is concerned: what comes to it is what a page did not keep in."""

    def __init__(self) -> None:
        self.reached: list[str] = []

        reached = self.reached

        class Note(Quiet):
            def do_GET(self) -> None:
                reached.append(self.path)
                self.send_error(404)

        server = Server(("127.0.0.1", 0), Note)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.address = f"127.0.0.1:{server.server_address[1]}"
        self.host = f"http://{self.address}"
        self.socket = f"ws://{self.address}"

    @property
    def attempts(self) -> str:
        """What a cell can try; each way comes to the host where nothing forbids it."""
        return f"""import js
for name in ("fetch", "XMLHttpRequest", "WebSocket", "EventSource", "Worker", "importScripts", "caches", "eval"):
    way = getattr(js, name, None)
    try:
        if name == "eval":
            _ = way("import('{self.host}/eval')")
        elif name == "Worker":
            _ = way.new(js.URL.createObjectURL(js.Blob.new(["{self._inside("nested")}"])))
        elif name == "caches":
            _ = way.open("c").then(lambda cache: cache.add("{self.host}/cache"), print)
        elif name in ("fetch", "importScripts"):
            _ = way("{self.host}/" + name)
        elif name == "XMLHttpRequest":
            way = way.new()
            way.open("GET", "{self.host}/XMLHttpRequest", False)
            way.send()
        else:
            _ = way.new(("{self.host}/" if name == "EventSource" else "{self.socket}/") + name)
    except Exception:
        pass
print("tried")
"""

    def _inside(self, name: str) -> str:
        """Return JavaScript for a worker of one's own."""
        ways = [f"fetch('{self.host}/{name}-fetch')", f"import('{self.host}/{name}-import')"]
        return ";".join([*ways, f"new WebSocket('{self.socket}/{name}-socket')"])

    @property
    def worker(self) -> str:
        """What a page can try in a worker that is begun as the one of the cells, and in one within it."""
        nested = f"new Worker(URL.createObjectURL(new Blob([{json.dumps(self._inside('nested'))}])))"
        code = f"{nested};{self._inside('worker')}"
        return (
            f"new Promise((resolve) => {{ const code = {json.dumps(code)} + ';setTimeout(() => postMessage(1), 500)';"
            " const worker = new Worker(URL.createObjectURL(new Blob([code])), { type: 'module' });"
            " worker.onmessage = worker.onerror = () => resolve(true); })"
        )

    def hear_nothing(self) -> None:
        """Nothing has come, though what is sent does come."""
        connection = http.client.HTTPConnection(self.address)
        connection.request("GET", "/sent")
        connection.getresponse()
        assert self.reached == ["/sent"]
        self.reached.clear()


@pytest.fixture(scope="session")
def elsewhere() -> Elsewhere:
    return Elsewhere()


@dataclass
class Watch:
    """What a browser asked for and complained of."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def strangers(self, address: str) -> list[str]:
        own = (address + "/", "data:", "blob:")
        return [request for request in self.requests if not request.startswith(own)]

    def runtime(self) -> list[str]:
        return runtime(self.requests)


def runtime(requests: list[str]) -> list[str]:
    """Those for Python, and for what it runs in."""
    return [request for request in requests if "/pack/" in request or "/live/worker" in request]


def requests_of(page: Page) -> list[str]:
    """What this one tab, its workers among it, asks for from now on."""
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    return requests


def watch(context: BrowserContext) -> Watch:
    seen = Watch()
    context.on("request", lambda request: seen.requests.append(request.url))

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            seen.complaints.append(message.text)

    context.on("console", hear)
    context.on("weberror", lambda error: seen.complaints.append(str(error.error)))
    return seen


@pytest.fixture(scope="module")
def context(browser: Browser, fixture_address: str) -> Iterator[BrowserContext]:
    """A reader, kept for a module's tests, so that Python stays warm in the browser's cache."""
    context = browser.new_context(base_url=fixture_address, viewport={"width": 1200, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    patient(context)
    context.seen = watch(context)  # type: ignore[attr-defined]
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, fixture_address: str) -> Iterator[Page]:
    """A tab of its own, which must neither complain nor ask another host."""
    seen: Watch = context.seen  # type: ignore[attr-defined]
    seen.complaints.clear()
    seen.requests.clear()
    page = context.new_page()
    yield page
    page.close()
    assert seen.complaints == []
    assert seen.strangers(fixture_address) == []
