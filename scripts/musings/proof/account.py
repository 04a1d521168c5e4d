"""The account of a page: it is rendered as the site renders it, and compared with what the checker finds in it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from musings.claims import words
from musings.claims.registry import find_claims
from musings.core import approved, fingerprint
from musings.core.failure import Failure
from musings.core.page import Page
from musings.core.project import Project

if TYPE_CHECKING:
    from markdown import Markdown

_INCLUDE = re.compile(r"""-+8<-+[ \t]+["']([^"'\n:]+)""")
_INCLUDES = re.compile(r"^[ \t]*-+8<-+[ \t]*$", re.MULTILINE)
_BUILTIN: Final = ("toc", "tables", "fenced_code")
"""The extensions that MkDocs adds to those of `mkdocs.yml`."""


class Compared(NamedTuple):
    """What differs in a page from what the checker finds, and the sentences that a person has to judge."""

    failures: list[Failure]
    judged: dict[str, str]


def key(page: Page) -> str:
    """Return the hash of everything that decides how a page is read."""
    project = page.project
    files = {project.root / "mkdocs.yml", *_included(project, page.raw, set()), *fingerprint.tool_files()}
    read = [*approved.kept(project.read, page.name), *words.read_by_name(page)]
    return fingerprint.of(project, ["reading", page.name, page.raw, *read], files)


def _included(project: Project, text: str, known: set[Path]) -> set[Path]:
    """Return the files that a text includes, and that those include."""
    names = [*_INCLUDE.findall(text), *(text.split("\n") if _INCLUDES.search(text) else [])]
    for name in names:
        path = project.snippets / name.strip().partition(":")[0]
        if path not in known and path.is_file():
            known.add(path)
            _included(project, path.read_text(encoding="utf-8", errors="replace"), known)
    return known


def read(page: Page) -> list[Failure]:
    """Render a page as the site does and return what differs from what the checker finds."""
    try:
        words.require_said(page, find_claims(page))
        return _compared(page).failures
    except Failure as failure:
        return [failure]


def judged(page: Page) -> dict[str, str]:
    """Return the sentences of a page that a person has to judge, by their digests."""
    return _compared(page).judged


def approve(page: Page) -> dict[str, str]:
    """Keep of all sentences that a person has to judge that they were read; return them by their digests."""
    if not page.project.settings.options.proofread:
        return {}
    words.forget_unsaid(page, find_claims(page))
    found = judged(page)
    if set(found) != set(approved.kept(page.project.read, page.name)):
        approved.keep(page.project.read, page.name, found)
    return found


def _compared(page: Page) -> Compared:
    """Render a page as the site does; raises `Failure` where that cannot be done."""
    with chdir(page.project.root), _quiet():  # MkDocs runs there, and paths in its settings count from there
        md = _markdown(page.project)
        extension: Any = next((each for each in md.registeredExtensions if hasattr(each, "compared")), None)
        if extension is None:  # a site that renders no claims shows none as proved
            return Compared([], {})
        with extension.compared(page) as site:
            try:
                md.reset().convert(page.markdown())
            except Exception as error:  # any extension may raise anything
                raise Failure(f"the page cannot be rendered: {error!r}", advice="correct the page") from error
    return Compared(list(site.failures), dict(site.judged))


def html(page: Page) -> str:
    """Return a page as the site renders it."""
    with chdir(page.project.root), _quiet():
        return _markdown(page.project).reset().convert(page.markdown())


@contextmanager
def _quiet() -> Iterator[None]:
    """Have nothing logged: what else is wrong with a page is told by its claims."""
    log = logging.getLogger("mkdocs.musings")
    log.disabled = True
    try:
        yield
    finally:
        log.disabled = False


@lru_cache(maxsize=1)
def _markdown(project: Project) -> Markdown:
    """Return the Markdown of the site, as `mkdocs.yml` describes it."""
    from markdown import Markdown
    from mkdocs.config.base import ValidationError
    from mkdocs.config.config_options import MarkdownExtensions
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.exceptions import ConfigurationError

    path = project.root / "mkdocs.yml"
    config = MkDocsConfig(config_file_path=str(path))
    option = MarkdownExtensions(builtins=list(_BUILTIN))
    try:
        with path.open("rb") as file:
            config.load_file(file)
        option.pre_validation(config, "markdown_extensions")
        extensions = option.validate(config.get("markdown_extensions") or [])
    except (ConfigurationError, ValidationError) as error:
        raise Failure(f"mkdocs.yml: {error}", advice="correct its markdown_extensions") from None
    own = {**option.configdata.get("musings", {}), "root": str(project.root)}
    return Markdown(extensions=extensions, extension_configs={**option.configdata, "musings": own})
