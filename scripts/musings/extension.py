"""The Python-Markdown extension `musings`: it renders the claims of a page, in posts, in excerpts, in any renderer."""

from __future__ import annotations

import logging
import posixpath
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from musings import modules
from musings.claims import kinds
from musings.project import GENERATED_PAGES, Project
from musings.rendering import sections

log = logging.getLogger("mkdocs.musings")

_AFTER_INLINE: Final = 15
"""After Python-Markdown's `inline` (20), before MkDocs looks at addresses (0 on pages, 1 in the blog's excerpts)."""

Rewrite = Callable[[Element, str, "Site"], None]


class Site:
    """What rendering a claim needs to know: the project, the page that is being rendered, and addresses from it."""

    def __init__(self, project: Project, md: Markdown) -> None:
        self.project = project
        self.md = md
        self._rewriter = _Rewriter(md, self)
        md.treeprocessors.register(self._rewriter, "musings", _AFTER_INLINE)

    @property
    def source(self) -> str:
        """The page's path under docs/; the empty string where no renderer of pages is around."""
        if "relpath" in self.md.treeprocessors:  # MkDocs
            mkdocs: Any = self.md.treeprocessors["relpath"]
            return str(mkdocs.file.src_uri)
        if "rendering_context" in self.md.preprocessors:  # Zensical
            zensical: Any = self.md.preprocessors["rendering_context"]
            return str(zensical.page.path)
        return ""

    def address(self, path: str) -> str:
        """Return the address of a file under docs/ relative to the page, as an author would write it."""
        return posixpath.relpath(path, posixpath.dirname(self.source) or ".")

    def own_address(self, anchor: str) -> str:
        """Return the address of a place in this page that also holds in an excerpt on another page."""
        return f"{posixpath.basename(self.source)}#{anchor}" if self.source else f"#{anchor}"

    def code_address(self, file: str, anchor: str = "") -> str:
        """Return the address of the page that shows a file of snippets/, and in it of a function."""
        page = f"{GENERATED_PAGES}/{Path(file).relative_to('snippets').with_suffix('.md').as_posix()}"
        known = anchor and anchor in modules.functions(self.project.root / file)
        return self.address(page) + (f"#{anchor}" if known else "")

    def rewrite_links(self, scheme: str, rewrite: Rewrite) -> None:
        """Have `rewrite` called for each link whose address begins with the scheme."""
        self._rewriter.rules["a", scheme] = rewrite

    def rewrite_images(self, scheme: str, rewrite: Rewrite) -> None:
        """Have `rewrite` called for each image whose address begins with the scheme."""
        self._rewriter.rules["img", scheme] = rewrite

    def after(self, work: Callable[[Element], None]) -> None:
        """Have `work` called with the page's root when links and images have been rewritten."""
        self._rewriter.last.append(work)

    def before_page(self, work: Callable[[], None]) -> None:
        """Have `work` called before a page is rendered, to forget the last one."""
        self._rewriter.resets.append(work)

    def add_block(self, block: type[Block]) -> None:
        """Register a named block, `/// name`."""
        _OneBlock(block).extendMarkdown(self.md)


class _OneBlock(BlocksExtension):
    def __init__(self, block: type[Block]) -> None:
        super().__init__()
        self.block = block

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802 - pymdownx's name
        block_mgr.register(self.block, self.getConfigs())


class _Rewriter(Treeprocessor):
    """Hands each element whose address names a claim to that claim's kind."""

    def __init__(self, md: Markdown, site: Site) -> None:
        super().__init__(md)
        self.site = site
        self.rules: dict[tuple[str, str], Rewrite] = {}
        self.last: list[Callable[[Element], None]] = []
        self.resets: list[Callable[[], None]] = []

    def run(self, root: Element) -> None:
        for element in list(root.iter()):
            attribute = {"a": "href", "img": "src"}.get(str(element.tag))
            if attribute is None:
                continue
            scheme, found, name = (element.get(attribute) or "").partition(":")
            rule = self.rules.get((str(element.tag), scheme)) if found else None
            if rule is not None:
                tail = element.tail
                rule(element, name, self.site)
                element.tail = tail
        for work in self.last:
            work(root)


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
        self._site = Site(project, md)
        for kind in kinds().values():
            kind.extend(md, self._site)
        sections.extend(md)

    def reset(self) -> None:
        if self._site is not None:
            for work in self._site._rewriter.resets:
                work()


def makeExtension(**kwargs: Any) -> MusingsExtension:  # noqa: N802 - Python-Markdown's name
    """Return the extension; Python-Markdown calls this."""
    return MusingsExtension(**kwargs)


_said: set[str] = set()


def warn(message: str) -> None:
    """Log a writer's mistake, which fails a strict build, once: a page is rendered again for every list it is in."""
    if message not in _said:
        _said.add(message)
        log.warning(re.sub(r"\s*\n\s*", " | ", message))
