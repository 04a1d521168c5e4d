"""The site while it is written: a save is shown as soon as the pages saved are rendered, and the rest follows.

MkDocs builds the whole site at each save, in the very folder that it serves, and lets every request wait for the end of
that. Here what was saved is rendered into the site that stands. Then the whole is built into another folder, which is
served from when it is done: lists, search and feeds are as they would be without the short way. What fails leaves the
last good site where it is.
"""

from __future__ import annotations

import logging
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment
from mkdocs import livereload
from mkdocs.commands import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from musings.core import fingerprint, modules, store, written
from musings.core.page import Page as WrittenPage
from musings.core.project import Project
from musings.proof import state
from musings.site import memory, policy, surroundings

SCRIPT: Final = "assets/live/reload.js"
"""Where the served site has the script that shows a page anew."""
MANY: Final = 6
"""Of so many pages, the whole site is built nearly as soon as they."""
MOMENT: Final = 0.05
"""What was written less than so many seconds ago may be half a page: many editors empty a file before they write it."""
STATE: Final = "assets/live/state"
"""Where it says how far the proof of the post has come that is being written; the script beside it shows that."""
_HERE: Final = Path(__file__).parent

log = logging.getLogger("mkdocs.musings")


class Superseded(BaseException):
    """A build is given up, as something was saved meanwhile. No fault: MkDocs would report an `Exception`."""


def scripts(config: MkDocsConfig) -> list[File]:
    """Return the scripts that show a page anew, and how far its proof is, as files of the site."""
    places = {SCRIPT: "reload.js", f"{STATE}.js": "state.js"}
    return [File.generated(config, place, abs_src_path=str(_HERE / name)) for place, name in places.items()]


@dataclass
class Built:
    """A whole build: what MkDocs has made, and what it was made from."""

    project: Project
    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment
    pages: dict[Path, bytes]
    named: dict[Path, frozenset[Path]]
    """By page the files that its claims name."""
    sources: surroundings.Sources
    plugins: list[tuple[Any, dict[str, Any]]]
    """Each plugin with its attributes: the next build gives them other ones, even if it is given up."""

    def saved(self) -> list[Page] | None:
        """Return the pages that a save changed, or None where it may have changed more than can be shown at once."""
        now, sources = texts(self.project), surroundings.sources(self.project)
        code = surroundings.changed(self.sources, sources)
        if now.keys() != self.pages.keys() or not all(map(self._is_code, code)):
            return None
        changed = [path for path in now if now[path] != self.pages[path] or not code.isdisjoint(self.named[path])]
        if len(changed) > MANY or any(_front(now[path]) != _front(self.pages[path]) for path in changed):
            return None
        modules.look_again()
        memory.note("sources", sources)
        self.pages, self.sources = now, sources
        files = [self.files.get_file_from_path(self.project.address_of(path)) for path in changed]
        pages = [file.page for file in files if file is not None and file.page is not None]
        return pages if len(pages) == len(changed) else None

    def _is_code(self, path: Path) -> bool:
        """Whether a file is code, from which pages are made only as far as they name it."""
        project = self.project
        return path.suffix == ".py" and any(map(path.is_relative_to, (project.snippets, project.plots, project.tests)))

    def render(self, page: Page) -> bool:
        """Put a page that was saved into the site that stands; return whether nothing else needs to be known for it."""
        for plugin, attributes in self.plugins:
            vars(plugin).update(attributes)
        path = Path(page.file.abs_dest_path)
        _read(page, written.at(self.project, page.file.src_uri))
        with tempfile.TemporaryDirectory(prefix="musings_") as folder:
            made = Path(folder) / path.name
            page.file.abs_dest_path = str(made)
            try:
                build._populate_page(page, self.config, self.files)
                documents = self.files.documentation_pages()
                build._build_page(page, self.config, documents, self.nav, self.env)
            finally:
                page.file.abs_dest_path = str(path)
            html = policy.as_before(made.read_text(encoding="utf-8"), path.read_text(encoding="utf-8"))
        if html is not None:
            store.write(path, html)  # in one step: requests are answered meanwhile
        return html is not None


def _read(page: Page, source: WrittenPage) -> None:
    """Have a page say what its file says by now: the blog reads a post once a build."""
    page.markdown = source.markdown()
    if "description" not in source.front_matter:
        page.meta.pop("description", None)
    if hasattr(page, "config") and "readtime" not in source.front_matter:
        page.config.readtime = None


def texts(project: Project) -> dict[Path, bytes]:
    """Return the pages of Markdown that a person wrote, as they are."""
    return {page.path: page.path.read_bytes() for page in written.pages(project) if page.path.suffix == ".md"}


def let_writers_end(paths: Iterable[Path]) -> None:
    """Wait until none of these files has been written within the last moment."""
    while any(path.is_file() and 0 <= time.time() - path.stat().st_mtime < MOMENT for path in paths):
        time.sleep(MOMENT / 5)


def _front(text: bytes) -> bytes:
    """Return the front matter of a page: lists, feeds and the search are made of it."""
    return text.split(b"\n---", 1)[0] if text.startswith(b"---") else b""


class Serving:
    """The server of a writer: what it gives out, and how it follows what is saved."""

    def __init__(self) -> None:
        self.newest: Built | None = None
        """The build that ended last; it is served once MkDocs is content with it."""
        self.folder = ""
        """Where the build that is going on writes; empty for where MkDocs says."""
        self.at_once = False
        """Whether pages are being rendered into the site that stands."""
        self._built: Built | None = None
        self._own = self._spare = ""
        self._server: LiveReloadServer | None = None
        self._build: Callable[[], None] | None = None
        self._pages: dict[Path, bytes] = {}
        self._sources: surroundings.Sources | None = None
        self._failed = False
        self._following: threading.Thread | None = None
        self._given_up: set[threading.Thread | None] = set()
        self._apart = threading.Event()

    def attend(self, server: LiveReloadServer, builder: Callable[..., None]) -> None:
        """Take over what the server does at a save and what it adds to pages."""
        self._server, self._build, self._built = server, builder, self.newest
        self._own = self._spare = tempfile.mkdtemp(prefix="musings_")
        server.builder = self.save
        setattr(server, "_inject_js_into_html", self._with_script)  # noqa: B010 - a method of its class otherwise
        server.error_handler = self._error_page
        if state.page():
            serve, place = server._serve_request, state.file(self._project)
            at = f"{server.mount_path}{STATE}.json"

            def with_state(environ: dict[str, Any], start: Callable[..., object]) -> Iterable[bytes] | None:
                if environ["PATH_INFO"] != at:
                    return serve(environ, start)
                start("200 OK", [("Content-Type", "application/json"), ("Cache-Control", "no-store")])
                return [place.read_bytes() if place.is_file() else b"{}"]

            setattr(server, "_serve_request", with_state)  # noqa: B010 - a method of its class otherwise
        # Who is asked to end removes its folders, as at Ctrl-C; `musings serve` asks.
        signal.signal(signal.SIGTERM, signal.default_int_handler)

    def begin(self, project: Project) -> None:
        """Note what a build is made from: what is saved while it goes on is not in it."""
        self._pages, self._sources, self._project = texts(project), surroundings.sources(project), project
        self._failed = False

    def done(self, config: MkDocsConfig, files: Files, nav: Navigation, env: Environment) -> None:
        """Note what a build has made."""
        assert self._sources is not None
        plugins = [(plugin, dict(vars(plugin))) for plugin in config.plugins.values()]
        named = {
            page.path: memory.once(("named", page.path), page.raw, partial(surroundings.named_by, page))
            for page in written.pages(self._project)
        }
        self.newest = Built(self._project, config, files, nav, env, self._pages, named, self._sources, plugins)

    def end(self) -> None:
        """Give up what is being built."""
        self._give_up()
        if self._own:
            shutil.rmtree(self._own, ignore_errors=True)

    def go_on(self) -> None:
        """Raise `Superseded` where the build that is going on is no longer wanted."""
        if threading.current_thread() in self._given_up:
            raise Superseded

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Let saves be shown while something long goes on in a block from which no page is rendered."""
        self._apart.set()
        try:
            yield
        finally:
            self._apart.clear()
        self.go_on()

    def save(self) -> None:
        """Show what was saved: alone, where that is possible, or by building the whole site."""
        let_writers_end(self._pages)
        if self._is_known():
            return
        before = self._give_up()
        if self._at_once():
            self._following = threading.Thread(target=self._follow, args=[before], daemon=True)
            self._following.start()
        else:
            if before is not None:
                before.join()
            self._whole()

    def _is_known(self) -> bool:
        """Whether all is shown and being built already: MkDocs takes for saves what builds write below docs/."""
        server, built = self._server, self._built
        if server is None or built is None or self._failed:
            return False
        now = texts(built.project), surroundings.sources(built.project)
        if now != (self._pages, self._sources) or now != (built.pages, built.sources):
            return False
        with server._epoch_cond:
            server._wanted_epoch = server._visible_epoch
        return True

    def _at_once(self) -> bool:
        built = self._built
        if built is None:
            return False
        start, self.at_once = time.monotonic(), True
        try:
            with _silence():  # the whole build says it all
                pages = built.saved()
                if pages is None or not all(built.render(page) for page in pages):
                    return False
        except (Exception, SystemExit):  # whatever it is, the whole build says it as the writer knows it
            return False
        finally:
            self.at_once = False
        names = ", ".join(page.file.src_uri for page in pages) or "No page"
        log.info("%s shown after %.2f seconds; the rest of the site follows", names, time.monotonic() - start)
        return True

    def _follow(self, given_up: threading.Thread | None) -> None:
        """Build the whole site while the one that stands is served; show it where a page is another."""
        try:
            if given_up is not None:
                given_up.join()
            self.go_on()
            before = self._shown()
            self._whole()
            if self._shown() != before:
                self._reload()
        except Superseded:
            log.info("A build is given up: something was saved meanwhile")
        finally:
            self._given_up.discard(threading.current_thread())

    def _whole(self) -> None:
        """Build the site into a folder that is not being served, and serve it from there; else leave all as it is."""
        assert self._server is not None
        assert self._build is not None
        self.folder, served = self._spare, self._server.root
        try:
            self._build()
        except Abort:  # MkDocs has said why
            log.error("The site stays as it was before this save, until that is mended")
            self._failed = True
            return
        except Exception:
            log.exception("The site stays as it was before this save, as the build ended in a fault of the tool")
            self._failed = True
            return
        finally:
            self.folder = ""
        self._server.root, self._spare, self._built = self._spare, served, self.newest
        log.info("The site is whole again")

    def _give_up(self) -> threading.Thread | None:
        """Have the build that is going on come to its end; return it where that takes long and hinders nobody."""
        following, self._following = self._following, None
        if following is None or not following.is_alive():
            return None
        self._given_up.add(following)
        while following.is_alive() and not self._apart.is_set():
            following.join(timeout=0.02)
        return following

    def _shown(self) -> dict[Path, str]:
        """Return what all pages and drawings are that the server gives out."""
        assert self._server is not None
        root = Path(self._server.root)
        return {
            path.relative_to(root): fingerprint.of_file(path)
            for path in root.rglob("*")
            if path.suffix in {".html", ".svg"}
        }

    def _reload(self) -> None:
        """Have browsers fetch their page again, unless the next save has them do so."""
        server = self._server
        assert server is not None
        with server._epoch_cond:
            if server._visible_epoch == server._wanted_epoch:
                server._visible_epoch = server._wanted_epoch = livereload._timestamp()
                server._epoch_cond.notify_all()

    def _with_script(self, content: bytes, epoch: int) -> bytes:
        assert self._server is not None
        root = self._server.mount_path
        tag = f'<script src="{root}{SCRIPT}" data-epoch="{epoch}" data-page="{time.monotonic_ns()}"></script>'
        if state.page():
            tag += f'<script type="module" src="{root}{STATE}.js"></script>'
        before, end, after = content.rpartition(b"</body>")
        return before + tag.encode() + end + after

    def _error_page(self, code: int) -> bytes | None:
        assert self._server is not None
        path = Path(self._server.root) / f"{code}.html"
        return path.read_bytes() if path.is_file() else None


@contextmanager
def _silence() -> Iterator[None]:
    """Print nothing of what is logged; who counts it, does."""
    nothing = logging.Filter("nothing")
    handlers = list(logging.getLogger("mkdocs").handlers)
    for handler in handlers:
        handler.addFilter(nothing)
    try:
        yield
    finally:
        for handler in handlers:
            handler.removeFilter(nothing)
