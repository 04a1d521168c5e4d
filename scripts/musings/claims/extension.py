"""The Python-Markdown extension `musings`: it renders the claims of a page, in posts, in excerpts, in any renderer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension

from musings.claims.registry import find_claims, kinds
from musings.core.page import Page
from musings.core.project import Project
from musings.markdown import code, terms, units
from musings.markdown import parts as sections
from musings.markdown.exhibits import Exhibit
from musings.markdown.site import Site


class MusingsExtension(Extension):
    """Renders claims. Option `root`: the folder of `mkdocs.yml`; found from the current folder unless given."""

    def __init__(self, **kwargs: Any) -> None:
        self.config = {"root": ["", "The folder of mkdocs.yml"]}
        super().__init__(**kwargs)
        self._site: Site | None = None

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        root = self.getConfig("root")
        project = Project(Path(root).resolve()) if root else Project.find()
        md.registerExtension(self)
        carriers = {kind.link: kind.carries for kind in kinds().values() if kind.carries}
        self._site = Site(project, md, claimed, carriers)
        terms.extend(self._site)
        for kind in kinds().values():
            kind.extend(md, self._site)
        code.register(md)
        sections.extend(md)
        units.extend(md)

    @contextmanager
    def compared(self, page: Page) -> Iterator[Site]:
        """Have what is rendered meanwhile compared with a page; yield the site, whose failures say what differs."""
        assert self._site is not None
        self._site.given, self._site.failures, self._site.judged = page, [], {}
        try:
            yield self._site
        finally:
            self._site.given = None

    def reset(self) -> None:
        if self._site is not None:
            for work in self._site.resets:
                work()


def claimed(page: Page) -> list[tuple[Exhibit, int]]:
    """Return what the claims of a page exhibit, each with its line."""
    return [(each, claim.line) for claim in find_claims(page) for each in kinds()[claim.kind].shows(claim, page)]


def makeExtension(**kwargs: Any) -> MusingsExtension:  # noqa: N802 - Python-Markdown's name
    """Return the extension; Python-Markdown calls this."""
    return MusingsExtension(**kwargs)
