"""One reading: what a page shows as a claim is what the checker finds in it, with the very words.

Python-Markdown reads a page in its way, the patterns of `links` and `page` in theirs. Where the two differ, something
could be shown as proved at which nobody looked. So each link and image that is rendered as a claim is compared with
those that are found: in `musings check`, in `mkdocs serve` and in the strict build.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from musings.core import modules, written
from musings.core.failure import Failure
from musings.core.page import Page
from musings.core.project import Project
from musings.markdown.formulas import INLINE
from musings.markdown.links import find_links

if TYPE_CHECKING:
    from markdown import Markdown

_STASHED = re.compile("\x02(?:wzxhzdk:(?P<html>[0-9]+)|(?P<escaped>[0-9]+)|(?P<amp>amp))\x03")
_TAG = re.compile(r"<[^>]*>")
_MATHEMATICS = re.compile(rf"{INLINE}|\\([\\`*_{{}}\[\]()>#+\-.!$])")
"""Mathematics, whose backslashes stay, or a character that one frees of its meaning."""
_LATEX = re.compile(r"<annotation [^>]*>(.*?)</annotation>", re.DOTALL)
_ADDRESS = re.compile(r"""\b(?:href|src)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)


@dataclass(frozen=True)
class Shown:
    """A link or an image as a reader meets it: what it names, its words, its title."""

    tag: str
    scheme: str
    name: str
    text: str
    title: str

    @property
    def named(self) -> tuple[str, str, str]:
        """What it names, whatever its words."""
        return self.tag, self.scheme, self.name

    def __str__(self) -> str:
        """Return it as an author would write it."""
        title = f' "{self.title}"' if self.title else ""
        return f"{'!' if self.tag == 'img' else ''}[{self.text}]({self.scheme}:{self.name}{title})"


def shown(element: Element, scheme: str, name: str, md: Markdown) -> Shown:
    """Return what an element shows that is about to be rendered as a claim."""
    text = element.get("alt", "") if element.tag == "img" else "".join(element.itertext())
    return Shown(str(element.tag), scheme, name, _words(unstashed(text, md)), element.get("title", ""))


def unstashed(text: str, md: Markdown) -> str:
    """Return a text with what Python-Markdown has put aside in its place; of HTML, what stands outside its tags."""

    def original(mark: re.Match[str]) -> str:
        if mark["html"]:
            html = str(md.htmlStash.rawHtmlBlocks[int(mark["html"])])
            latex = _LATEX.search(html)
            return f"${unescape(latex[1])}$" if latex else _TAG.sub("", html)
        return chr(int(mark["escaped"])) if mark["escaped"] else "&"

    return _STASHED.sub(original, text)


def _words(text: str) -> str:
    return " ".join(unescape(text).split())


def found(page: Page, rules: Iterable[tuple[str, str]]) -> Iterator[tuple[Shown, int]]:
    """Yield the claims that the checker finds as links and images, each with its line."""
    for tag, scheme in rules:
        for link in find_links(page, scheme, image=tag == "img"):
            if not link.malformed:  # told by the claim itself
                text = _words(_MATHEMATICS.sub(lambda m: m[0] if m["latex"] else m[2], link.text))
                yield Shown(tag, scheme, link.name, text, link.title), page.line(link.mark[0])
    for address, text in page.pictures():
        scheme, _, name = address.partition(":")
        yield Shown("img", scheme, name, _words(text), ""), 1


def differences(
    page: Page, rendered: Iterable[Shown], rules: Collection[tuple[str, str]], *, whole: bool = True
) -> Iterator[Failure]:
    """Yield what is shown and was not found and, where the page is rendered whole, what was found and is not shown."""
    rendered = list(rendered)
    if not rendered and not whole:
        return
    checked = page.path.is_file() if not rendered else is_checked(page)
    lines = list(found(page, rules)) if checked else []
    extra = Counter(rendered) - Counter(each for each, _ in lines)
    missing = Counter(each for each, _ in lines) - Counter(rendered)
    for each in extra.elements():
        proved = next((other for other in missing.elements() if other.named == each.named), None)
        if proved is not None:
            missing[proved] -= 1
            yield Failure(
                f"the page shows other words than those of the {each.scheme} that is looked at",
                expected=str(proved),
                got=str(each),
                advice="write the text plain: no emphasis, no code, no mathematics, no HTML",
                line=next(line for other, line in lines if other == proved),
            )
        elif not (checked and _told(page, each)):
            yield Failure(
                f"the page shows a {each.scheme} that nothing looks at",
                got=str(each),
                advice=f"write [text]({each.scheme}:name) plainly and on the page itself; a stray ` before it is \\`",
                line=line_of(page, f"{each.scheme}:{each.name}"),
            )
    for each in missing.elements() if whole else ():
        yield Failure(
            f"the page does not show this {each.scheme} as what it is: it stands in code, in HTML or in another link",
            expected=str(each),
            advice="indent it less, or take it out of what it stands in",
            line=next(line for other, line in lines if other == each),
        )


def is_checked(page: Page) -> bool:
    """Whether `check` looks at a page; in what another tool makes, or lies where it does not look, nothing is found."""
    if written.is_generated(page) or not page.path.is_file():
        return False
    # What was found of all pages is asked first: to look for them at each page takes longest on a site of many.
    return page.path in _found(page.project) or page.path in _pages(page.project)


def _pages(project: Project) -> frozenset[Path]:
    return frozenset(page.path for page in written.pages(project))


_found = modules.until_looked_again(_pages)


def _told(page: Page, each: Shown) -> bool:
    """Whether the claim that is shown is one of those that are refused as they are written."""
    address = f"{each.scheme}:{each.name}"
    refused = [link for link in find_links(page, each.scheme, image=each.tag == "img") if link.malformed]
    return any(page.text.startswith(address, link.mark[1] - len(each.scheme) - 1) for link in refused)


def line_of(page: Page, text: str) -> int:
    """Return the line on which a text first stands; the first line where it stands nowhere."""
    offset = page.text.find(text) if page.path.is_file() else -1
    return page.line(offset) if offset >= 0 else 1


class _Addresses(HTMLParser):
    def __init__(self, schemes: Collection[str]) -> None:
        super().__init__()
        self.schemes = schemes
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for key, value in attrs if key in {"href", "src"} and value and self.names(value)]

    def names(self, address: str) -> bool:
        """Whether an address begins with one of the schemes, however it is spelt."""
        scheme, colon, _ = re.sub(r"[\x00-\x20]", "", unquote(unescape(address))).lower().partition(":")
        return bool(colon) and scheme in self.schemes


def leftovers(html: str, schemes: Collection[str]) -> list[str]:
    """Return the addresses in HTML that name a claim and lead nowhere: nothing has rendered them.

    >>> leftovers('<a href="FACT&#58;topic.name">1</a> <code>href="fact:x"</code>', {"fact"})
    ['FACT:topic.name']
    """
    reader = _Addresses(schemes)
    if any(reader.names(match[1].strip("\"'")) for match in _ADDRESS.finditer(html)):  # reading all takes long
        reader.feed(html)
        reader.close()
    return reader.found


def leftover(page: Page | None, address: str) -> Failure:
    """Return what is said of an address that names a claim and is not rendered as one."""
    return Failure(
        "the page shows an address that names a claim and is none",
        got=address,
        advice="write it as Markdown, [text](fact:topic.name), the scheme in small letters",
        line=line_of(page, address) if page is not None else None,
    )
