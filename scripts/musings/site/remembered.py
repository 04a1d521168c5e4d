"""Pages that `mkdocs serve` need not render again: see `memory`."""

from __future__ import annotations

import copy
import logging
from dataclasses import dataclass
from functools import partial
from operator import attrgetter

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from musings.site import memory

_LOG = logging.getLogger("mkdocs")


@dataclass(frozen=True)
class _Rendered:
    """What rendering leaves in a page of MkDocs, with the names of the files it links to: each build has its own."""

    content: str | None
    toc: TableOfContents
    title: str | None
    anchors: set[str] | None
    links: dict[str, dict[str, str]] | None
    faultless: bool

    @classmethod
    def of(cls, page: Page, *, faultless: bool) -> _Rendered:
        links = page.links_to_anchors
        named = None if links is None else {file.src_uri: anchors for file, anchors in links.items()}
        # Plugins add to the contents, such as the list of tags: what is kept must not be what they are given.
        toc = copy.deepcopy(page.toc)
        return cls(page.content, toc, page._title_from_render, page.present_anchor_ids, named, faultless)

    def put_into(self, page: Page, files: Files) -> None:
        page.content, page.toc = self.content, copy.deepcopy(self.toc)
        page._title_from_render, page.present_anchor_ids = self.title, self.anchors
        if self.links is not None:
            found = {files.get_file_from_path(name): anchors for name, anchors in self.links.items()}
            page.links_to_anchors = {file: anchors for file, anchors in found.items() if file is not None}


def attend(page: Page) -> None:
    """Have the page rendered only if its Markdown is not what it was when it was last rendered without a complaint."""

    def render(config: MkDocsConfig, files: Files) -> None:
        made = partial(_render, page, config, files)
        what = ("rendered", page.file.src_uri)
        memory.once(what, page.markdown, made, keep=attrgetter("faultless")).put_into(page, files)

    vars(page)["render"] = render


def _render(page: Page, config: MkDocsConfig, files: Files) -> _Rendered:
    with _Complaints() as complaints:
        type(page).render(page, config, files)
    return _Rendered.of(page, faultless=not complaints.heard)


class _Complaints(logging.Handler):
    """Hears whether something is said of a page while it is rendered."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.heard = False

    def emit(self, record: logging.LogRecord) -> None:
        self.heard = True

    def __enter__(self) -> _Complaints:
        _LOG.addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        _LOG.removeHandler(self)
