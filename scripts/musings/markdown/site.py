"""What a claim is rendered with: the page, addresses from it, and Python-Markdown's ways of changing what it makes."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from musings.core import approved, modules, written
from musings.core.failure import Failure
from musings.core.page import Page
from musings.core.project import Project
from musings.markdown import exhibits, footnotes, foreign, links, reading, sentences
from musings.markdown.anchors import MARK, Anchors
from musings.markdown.complaints import warn
from musings.markdown.fences import Fences, Rule

_BEFORE_LINKS: Final = 165
"""Before Python-Markdown's links (160), which would take those in an image's alternative text for links of the page."""
_AFTER_INLINE: Final = 15
"""After Python-Markdown's `inline` (20), before MkDocs looks at addresses (0 on pages, 1 in the blog's excerpts)."""
_AFTER_ALL: Final = -100
"""After every other treatment of the tree."""
_LAST: Final = -10
"""After all that puts stashed HTML back into the page."""
_HEAD: Final = ("title", "subtitle", "description", "tags", "categories")
"""What of a page's front matter its readers see."""

Rewrite = Callable[[Element, str, "Site"], None]
Claimed = Callable[[Page], list[tuple[exhibits.Exhibit, int]]]
"""Returns what the claims of a page exhibit, each with its line."""


class Site:
    """What rendering a claim needs to know: the project, the page that is being rendered, and addresses from it."""

    def __init__(
        self, project: Project, md: Markdown, claimed: Claimed, carriers: Mapping[str, sentences.Carry]
    ) -> None:
        self.project = project
        self.md = md
        self.claimed = claimed
        self.carriers = carriers
        self.given: Page | None = None
        self.failures: list[Failure] = []
        self.judged: dict[str, str] = {}
        """The sentences of the page that a person has to judge, by their digests."""
        self.vouched: set[str] = set()
        """Texts of the page that are looked at elsewhere."""
        self.placed = False
        self._anchors = Anchors()
        self._fences = Fences(md, self.anchor)
        self._rewriter = _Rewriter(md, self)
        self.before_page(self._anchors.clear)
        md.inlinePatterns.register(_Alternative(md, self), "musings_alternative", _BEFORE_LINKS)
        md.treeprocessors.register(self._rewriter, "musings", _AFTER_INLINE)
        md.treeprocessors.register(_Placed(md, self), "musings_placed", _AFTER_ALL)
        md.postprocessors.register(_Leftovers(md, self), "musings", _LAST)

    @property
    def page(self) -> Page | None:
        """The page that is being rendered; None where no renderer of pages is around."""
        if self.given is not None or not self.source:
            return self.given
        return written.at(self.project, self.source)

    @property
    def source(self) -> str:
        """The page's path under docs/; the empty string where no renderer of pages is around."""
        if self.given is not None:
            return self.project.address_of(self.given.path)
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
        path = self.project.root / file
        known = anchor and anchor in modules.functions(path)
        return self.address(self.project.code_page(path)) + (f"#{anchor}" if known else "")

    def anchor(self, kind: str, name: str) -> str:
        """Return a name for the place of the next claim of this kind and name; none where a page is shown in part."""
        return self._anchors.next(kind, name) if self.whole else ""

    def name_places(self, root: Element) -> None:
        """Give the elements of claims the names of their places."""
        for element in root.iter() if self.whole else ():
            if MARK in element.attrib:
                kind, _, name = element.attrib.pop(MARK).partition(" ")
                element.attrib.setdefault("id", self.anchor(kind, name))

    def mark_fences(self, rule: Rule) -> None:
        """Have each fence marked as the rule says, unless an earlier one speaks of it."""
        self._fences.rules.append(rule)

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

    @property
    def resets(self) -> list[Callable[[], None]]:
        """What is done before a page is rendered."""
        return self._rewriter.resets

    @property
    def rules(self) -> Collection[tuple[str, str]]:
        """The elements and schemes of addresses that name claims."""
        return self._rewriter.rules.keys()

    @property
    def schemes(self) -> set[str]:
        """The schemes of addresses that name claims."""
        return {scheme for _, scheme in self._rewriter.rules}

    def compare(self, rendered: list[reading.Shown]) -> None:
        """Complain of each link and image that is shown as a claim and was not found as such, and the reverse."""
        if (page := self.page) is not None:
            for failure in reading.differences(page, rendered, self._rewriter.rules, whole=self.whole):
                self.complain(failure)

    def compare_exhibits(self, html: str) -> None:
        """Complain of code, tables, formulas and numbers that no claim carries, of claims that do not show."""
        page = self.page
        if page is None or written.is_generated(page):
            return
        shown = exhibits.read(html)
        checked = (shown or self.whole) and reading.is_checked(page)
        differences = exhibits.differences(shown, self.claimed(page) if checked else [], whole=self.whole)
        written_here = self.whole and reading.is_checked(page) and not written.is_catalogue(page)
        loose = list(self._loose(html)) if written_here else []
        if written_here and page.name in self.project.settings.options.uncounted:
            loose = [] if loose else [_counted(page)]
        prose = page.prose if checked else ""
        foreigners = (
            *foreign.found(html),
            *foreign.pictures(html),
            *foreign.escaped(prose),
            *foreign.elements(html, prose),
            *foreign.bare(
                (to for each, to in self._rewriter.bare if not each.get("data-illustration", "").strip()), prose
            ),
        )
        for failure in (*foreigners, *loose):
            failure.line = page.line_in_file(failure.line or exhibits.line_of(page.text, failure.got or ""))
        for failure in (*differences, *foreigners, *loose):
            failure.line = failure.line or page.line_in_file(exhibits.line_of(page.text, failure.got or ""))
            self.complain(failure)

    def _loose(self, html: str) -> Iterator[Failure]:
        """Yield the numbers that no claim carries: in sentences, and in the alternative texts of pictures."""
        assert self.page is not None
        prose = sentences.Prose(html, self._rewriter.carriers, self.vouched)
        yield from prose.loose(self.page)
        said = [str(self.page.front_matter.get(key, "")) for key in _HEAD]
        for words in (*self._rewriter.alternatives, *said):
            yield from sentences.loose(words, self.page.prose)
        if self.project.settings.options.proofread:
            self.judged = prose.judged()
            known = approved.kept(self.project.read, self.page.name)
            unread = [words for key, words in self.judged.items() if key not in known]
            yield from (sentences.unread(words, self.page.prose) for words in unread)

    @property
    def whole(self) -> bool:
        """Whether all of a page is rendered: Material's blog shows the openings of posts in its lists."""
        return "excerpt" not in self.md.treeprocessors

    def complain(self, failure: Failure) -> None:
        """Say what is wrong with the page, with its file and the line."""
        self.failures.append(failure)
        where = f"{self.page.name}:{failure.line or 1}: " if self.page is not None else ""
        warn(f"{where}{failure}")

    def vouch(self, element: Element) -> None:
        """Say of the words of an element that they are looked at elsewhere."""
        self.vouched.add(" ".join(_words(element).split()))

    def add_block(self, block: type[Block]) -> None:
        """Register a named block, `/// name`."""
        _OneBlock(block).extendMarkdown(self.md)


def _words(element: Element) -> str:
    """Return what a reader sees of an element as words: all but its code."""
    own = "" if element.tag == "code" else element.text or ""
    return own + "".join(f"{_words(child)}{child.tail or ''}" for child in element)


def _counted(page: Page) -> Failure:
    return Failure(
        "every number of this page is accounted for, and mkdocs.yml says otherwise",
        got=f"uncounted: {page.name}",
        advice="take the page out of `uncounted` in mkdocs.yml",
    )


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
        self.carriers: list[sentences.Carrier] = []
        self.alternatives: list[str] = []
        self.bare: list[tuple[Element, str]] = []
        """Pictures that no claim carries, with their addresses as they are written."""

    def run(self, root: Element) -> None:
        rendered: list[reading.Shown] = []
        self.carriers, self.alternatives, self.bare = [], [], []
        self.site.vouched.clear()
        for element in list(root.iter()):
            attribute = {"a": "href", "img": "src"}.get(str(element.tag))
            if attribute is None:
                continue
            scheme, found, name = (element.get(attribute) or "").partition(":")
            rule = self.rules.get((str(element.tag), scheme)) if found else None
            shown = reading.shown(element, scheme, name, self.site.md) if rule else None
            if element.tag == "img":
                rendered += self._alternative(element)
                if rule is None:
                    self.bare.append((element, element.get("src", "")))
            if rule is not None and shown is not None:
                rendered.append(shown)
                tail = element.tail
                rule(element, name, self.site)
                element.tail = tail
                if carry := self.site.carriers.get(scheme):
                    self.carriers.append(
                        sentences.Carrier(element.get("class", "").partition(" ")[0], shown.text, carry)
                    )
        if self.site.whole:
            self.carriers += [
                sentences.Carrier(footnotes.MARK, mark, "words") for mark in footnotes.marks(root, self.md)
            ]
            self.site.vouched.update(footnotes.hints(self.md))
        else:
            footnotes.take_off(root)
        for work in self.last:
            work(root)
        self.site.name_places(root)
        self.site.compare(rendered)

    def _alternative(self, image: Element) -> Iterator[reading.Shown]:
        """Have the claims in an image's alternative text read as its words; yield them."""
        words = text = image.get("alt", "")
        for match in links.within(text, [scheme for tag, scheme in self.rules if tag == "a"]):
            yield reading.Shown(
                "a", match["scheme"], match["name"], " ".join(match["text"].split()), match["title"] or ""
            )
            words = words.replace(match[0], match["text"])
            if self.site.carriers.get(match["scheme"]) == "words":
                text = text.replace(match[0], sentences.HIDDEN)
        image.set("alt", words)
        self.site.vouched.add(" ".join(words.split()))
        self.alternatives.append(reading.unstashed(text, self.md))


class _Alternative(InlineProcessor):
    """Keeps claims in the alternative text of an image as they are written, for `_Rewriter`."""

    def __init__(self, md: Markdown, site: Site) -> None:
        super().__init__(r"!\[", md)
        self.site = site

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | None, int | None, int | None]:  # type: ignore[override]  # noqa: N802
        pattern = re.compile(links.with_claims([scheme for tag, scheme in self.site.rules if tag == "img"]))
        found = pattern.match(data, m.start(0))
        if found is None:
            return None, None, None
        image = Element("img", {"src": found["address"]})
        image.set("alt", self.unescape(found["alt"]))
        return image, found.start(), found.end()


class _Placed(Treeprocessor):
    """Notes that the whole tree is there: what is finished from now on is the page."""

    def __init__(self, md: Markdown, site: Site) -> None:
        super().__init__(md)
        self.site = site

    def run(self, root: Element) -> None:
        self.site.placed = True


class _Leftovers(Postprocessor):
    """Complains of what the finished page shows and no claim carries: addresses, code, tables, formulas."""

    def __init__(self, md: Markdown, site: Site) -> None:
        super().__init__(md)
        self.site = site

    def run(self, text: str) -> str:
        for address in reading.leftovers(text, self.site.schemes):
            self.site.complain(reading.leftover(self.site.page, address))
        if self.site.placed:  # the table of contents has each heading finished by itself, before the page is
            self.site.placed = False
            self.site.compare_exhibits(text)
        return text
