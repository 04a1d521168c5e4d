"""The MkDocs plugin `musings`. Each event calls one thing of this package, which is where to look."""

from __future__ import annotations

import logging
import operator
from collections.abc import Callable
from contextlib import nullcontext, suppress
from functools import partial, wraps
from pathlib import Path
from typing import Literal, ParamSpec, TypeVar
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from musings import services
from musings.core import store, written
from musings.core.failure import Failure
from musings.core.page import Page as WrittenPage
from musings.core.project import GENERATED_PAGES, Project
from musings.core.settings import Options
from musings.drawing import cards
from musings.live import served
from musings.markdown import complaints
from musings.proof.check import PAGE, among_pages, examine
from musings.proof.proofs import Proofs
from musings.site import (
    bill,
    catalogue,
    course,
    descriptions,
    excerpts,
    fonts,
    ledger,
    licences,
    markup,
    memory,
    offline,
    remembered,
    search,
    serving,
    sitemap,
    stylesheets,
    surroundings,
    unproved,
    writers,
)
from musings.site import code_pages as pages
from musings.site.downloads import Address, downloads, kept_file
from musings.site.entries import foot, part
from musings.site.policy import apply
from musings.site.prepare import entries_of, prepare
from musings.site.serving import Serving

P = ParamSpec("P")
T = TypeVar("T")

log = logging.getLogger("mkdocs.musings")


def _project(config: MkDocsConfig) -> Project:
    return Project(Path(config.config_file_path or "mkdocs.yml").resolve().parent)


def _kept_file(page: WrittenPage, address: Address) -> Path | None:
    return memory.once(("download", page.path), page.raw, partial(kept_file, page, address))


def _require_address(config: MkDocsConfig) -> None:
    """Raise `Failure` where another program listens already: MkDocs says so by a traceback, after a build."""
    host, port = config.dev_addr
    try:
        services.require_free(host, port, f"run `mkdocs serve --dev-addr {host}:{port + 1}`")
    except services.ServiceError as error:
        raise Failure(str(error)) from None


def _told(event: Callable[P, T]) -> Callable[P, T]:
    """Have a `Failure` end the build with its sentence: MkDocs shows where any other error arose."""

    @wraps(event)
    def told(*given: P.args, **named: P.kwargs) -> T:
        try:
            with store.in_order():
                return event(*given, **named)
        except Failure as failure:
            raise PluginError(str(failure)) from None

    return told


def _relative_address(path: str, files: Files) -> str:
    """Return the address of a file under docs/ from where the site begins."""
    file = files.get_file_from_path(path)
    return (file.url if file is not None else path).removeprefix("./")


def page_address(path: str, config: MkDocsConfig, files: Files) -> str:
    """Return the address on the web of a file under docs/."""
    return (config.site_url or "/") + _relative_address(path, files)


class MusingsPlugin(BasePlugin[Options]):
    """Writes what pages need, says which claims cannot stand, and finishes the pages. The options are `Options`."""

    sheet: stylesheets.Joined | None = None
    nav: Navigation
    env: Environment
    files: Files
    found_by: dict[str, dict[str, str]]
    """By the address of a page the words under which its parts are to be found."""
    serving: Serving | None = None
    """What a writer's pages are served by, who is told on each of them what is not proved."""
    dirty = False
    listening = False
    """Whether the server has begun: from then on its port is its own."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether the site is served while it is written."""
        self.serving = Serving() if command == "serve" else None
        self.dirty = dirty

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]) -> None:
        """Have a save be shown at once; who builds only what was saved has asked for something else."""
        if self.serving and not self.dirty:
            self.serving.attend(server, builder)

    def on_shutdown(self) -> None:
        """Leave nothing behind of what was served."""
        if self.serving:
            self.serving.end()

    @event_priority(90)
    def _settle_writers(self, config: MkDocsConfig) -> MkDocsConfig:
        """Say who writes before the feeds ask."""
        writers.settle(config)
        return config

    @_told
    def _tell_extension(self, config: MkDocsConfig) -> MkDocsConfig:
        """Tell the Markdown extension where the project is; have a save of what is shown and drawn refresh the page."""
        project = _project(config)
        if self.serving and not self.listening:
            _require_address(config)
            self.listening = True
        if self.serving and self.serving.folder:
            config.site_dir = self.serving.folder
        if "musings" not in config.markdown_extensions:
            raise PluginError("mkdocs.yml: the plugin musings needs `- musings` at the end of markdown_extensions")
        config.mdx_configs.setdefault("musings", {})["root"] = str(project.root)
        watched = {Path(path).resolve() for path in config.watch}
        folders = [folder for folder in (project.snippets, project.plots) if folder.is_dir() and folder not in watched]
        config.watch += map(str, folders)
        faces = [served.FACES] if fonts.there(project.root) else []
        config.extra_css = [*faces, *served.STYLES, *config.extra_css]
        for address in [served.SCRIPT, *([] if self.serving else [offline.SCRIPT])]:
            script = ExtraScriptValue(address)
            script.type = "module"
            config.extra_javascript = [*config.extra_javascript, script]
        return config

    on_config = CombinedEvent(_settle_writers, _tell_extension)

    @_told
    def on_pre_build(self, config: MkDocsConfig) -> None:
        """Write what the pages include, and say which claims cannot stand: a strict build fails on each."""
        complaints.forget()
        self.found_by = {}
        project = _project(config)
        self.proofs = Proofs(project)
        if self.serving:
            self.serving.begin(project)
        memory.note("sources", surroundings.sources(project))
        memory.note("said", surroundings.said(written.pages(project)))
        problems = memory.once("catalogue", None, partial(catalogue.write_stale, project), keep=operator.not_)
        for problem in problems:  # pages like any other, so they come first
            log.warning(problem)
        wrong = [
            result
            for page in written.pages(project)
            for result in memory.once(("examined", page.path), page.path.read_bytes(), partial(examine, [page]))
        ]
        for result in wrong:
            log.warning("%s:%d: %s %s: %s", result.post, result.line, result.kind, result.name, result.failure)
        for written_page, failure in among_pages(project):
            log.warning("%s:%d: %s", written_page.name, failure.line or 1, failure)
        if any(result.kind == PAGE for result in wrong):  # MkDocs itself would end in a traceback
            raise PluginError("a page cannot be read: see above")
        with self.serving.apart() if self.serving else nullcontext():
            problems = prepare(project)
        for problem in problems:
            log.warning(problem)

    @_told
    def on_files(self, files: Files, config: MkDocsConfig) -> None:
        """Add what the tool gives to a site, where it has no file of its own; join the style sheets."""
        for address, path in served.files().items():
            if files.get_file_from_path(address) is None:
                files.append(File.generated(config, address, abs_src_path=str(path)))
        if self.serving:
            for script in serving.scripts(config):
                files.append(script)
        parts = memory.once("parts", "", partial(licences.parts_of, _project(config)))
        base = config.site_url or "/"
        told = {
            licences.ADDRESS: licences.text(parts, config.copyright or "", base + bill.ADDRESS),
            bill.ADDRESS: bill.text(parts, config.site_name, base),
        }
        for address, content in told.items():
            if files.get_file_from_path(address) is None:
                files.append(File.generated(config, address, content=content))
        self.sheet = stylesheets.joined(files, config)

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> None:
        """Note the addresses of all files: pages link to each other."""
        memory.note("addresses", tuple((file.src_uri, file.url) for file in files))
        self.nav = nav

    def on_pre_page(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Stop where a writer has saved something meanwhile; know what was proved before a page is shown at once."""
        if self.serving:
            self.serving.go_on()
            if self.serving.at_once:
                self.proofs = Proofs(_project(config))

    @_told
    def on_page_markdown(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Give a notebook's page its Markdown; render no page again that stands as it did."""
        if page.file.src_uri.endswith(".ipynb"):
            # mkdocs-jupyter has made a page of the file; what it would render asks other hosts for scripts.
            vars(page).pop("render", None)
            source = written.at(_project(config), page.file.src_uri)
            page.meta.update(source.front_matter)
            markdown = source.markdown()
        if hasattr(page, "posts"):  # Material's blog lists there what has pages of its own
            page.meta.setdefault("search", {"exclude": True})
        self.found_by[page.url] = page.meta.get("found_by", {})
        remembered.attend(page)
        return markdown

    @_told
    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put the code into pages that show a file whole; describe the page; tell a writer what of it is not proved."""
        project = _project(config)
        # Code is put into the page as HTML in which MkDocs looks for no anchors.
        page.present_anchor_ids = (page.present_anchor_ids or set()) | markup.anchors(html)
        if described := descriptions.of(page, html):
            page.meta = {**page.meta, "description": described}
        if "card" in page.meta:
            page.meta = {**page.meta, "card_address": self._card(page, config, files)}
        if page.file.src_uri.startswith(f"{GENERATED_PAGES}/"):
            html = pages.with_code(project, html)
        foot = self._foot(project, page, files)
        # The front page says it under its title: who comes there has not read the rest.
        html = html.replace("</h1>", f"</h1>{foot}", 1) if page.is_homepage and "</h1>" in html else html + foot
        return unproved.mark(project, page.file.src_uri, self.proofs) + html if self.serving else html

    def _foot(self, project: Project, page: Page, files: Files) -> str:
        """Return what a page ends with: how much of it was proved; the front page speaks of the whole site."""
        source = written.at(project, page.file.src_uri)
        listed = files.get_file_from_path(project.ledger.name if page.is_homepage else part(source))
        if listed is None or written.is_generated(source):
            return ""
        of = written.pages(project) if page.is_homepage else [source] if source.path.is_file() else []
        with suppress(Failure, OSError):  # said where pages are examined
            found = [entry for each in of for entry in entries_of(each)]
            return foot(found, self.proofs, listed.url_relative_to(page.file), whole=page.is_homepage)
        return ""

    def _card(self, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Add a page's card to the site, and return its address; nobody shares what is only being written."""
        address = cards.address(page.file.src_uri)
        if not self.serving and files.get_file_from_path(address) is None:
            title = config.site_name if page.is_homepage else descriptions.words(str(page.title))
            name = (config.site_url or "").partition("://")[2].strip("/") if page.is_homepage else config.site_name
            drawn = cards.draw(_project(config), str(page.meta["card"]), title, name)
            files.append(File.generated(config, address, content=drawn))
        return address

    def on_page_context(
        self, context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Have the head of a page name those who wrote it."""
        if names := writers.of(page, config):
            page.meta = {**page.meta, "author": ", ".join(names)}
        return context

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Let the page name one style sheet, and be valid."""
        if self.serving:
            self.serving.go_on()
        return markup.mended(self.sheet.put(output) if self.sheet else output)

    def on_post_template(self, output_content: str, template_name: str, config: MkDocsConfig) -> str:
        """Do the same to a page that is a template, such as that of a wrong address."""
        return markup.mended(self.sheet.put(output_content) if self.sheet else output_content)

    def on_template_context(
        self, context: TemplateContext, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Name what stands in place of a page that is not kept by where the site begins: that may be any page."""
        if template_name == offline.PAGE:
            context["base_url"] = urlsplit(config.site_url or "/").path
        return context

    @_told
    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> None:
        """Add the notebooks that readers can take away, now that every page knows its address and has been rendered."""
        env.globals["writers"] = partial(writers.of, config=config)
        env.globals["people"] = writers.named(config)
        env.globals["course"] = course.of(_project(config), files)
        excerpts.cut(files, _project(config))
        for download in downloads(_project(config), lambda path: page_address(path, config, files), _kept_file):
            files.append(File.generated(config, download.path, content=download.content))
            source = files.get_file_from_path(download.page.project.address_of(download.page.path))
            if source is not None and source.page is not None:
                source.page.meta["download"] = download.path
        self.env, self.files = env, files

    @_told
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Finish what knows all pages: the search's index, the sitemap, the policy of inline scripts, the version."""
        for problem in search.finish(Path(config.site_dir), _project(config), self.found_by):
            log.warning(problem)
        sitemap.prune(Path(config.site_dir), config.site_url or "/")
        if self.sheet and not self.serving:
            stylesheets.finish(Path(config.site_dir), self.sheet)
        ledger.place(Path(config.site_dir), _project(config), partial(_relative_address, files=self.files))
        apply(Path(config.site_dir))
        if self.serving:
            self.serving.done(config, self.files, self.nav, self.env)
        else:
            offline.finish(Path(config.site_dir))
