"""Links and images whose address names a claim: `[text](fact:name "title")`, `![text](figure:name)`."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from musings.core.failure import Failure
from musings.core.page import Page

_IN_AN_IMAGE = r"""\[[^\[\]]*\]\([a-z]+:[^\s()"]+(?:\s+"[^"]*")?\)"""
_WITHIN = re.compile(r"""\[(?P<text>[^\[\]]*)\]\((?P<scheme>[a-z]+):(?P<name>[^\s()"]+)(?:\s+"(?P<title>[^"]*)")?\)""")
"""A claim in the alternative text of an image: Markdown has no place for a link there, this site has."""

_OPENING = re.compile(r"""(?:\]\(|\]:|\b(?:href|src)\s*=)[\s<"']*|<""", re.IGNORECASE)


@dataclass(frozen=True)
class Link:
    """A link as written: its text, what the address names, its title, and where they stand."""

    text: str
    name: str
    title: str
    mark: tuple[int, int]
    span: tuple[int, int]
    malformed: bool = False


def find_links(page: Page, scheme: str, *, image: bool = False) -> Iterator[Link]:
    """Yield the page's links with addresses of a scheme; one that cannot be read is yielded as malformed."""
    readable, spelt = _patterns(scheme, image)
    starts = set()
    for match in readable.finditer(page.prose):
        starts.add(match.end("text"))
        text = page.text[slice(*match.span("text"))]
        yield Link(text, match["name"], match["title"] or "", match.span(), match.span("text"))
    for start, address in _openings(page.prose):
        if start not in starts and (found := spelt.match(page.prose, address)):
            yield Link("", scheme, "", (start, found.end()), (start, found.end()), malformed=True)


def rewritten(text: str, scheme: str, new: Callable[[re.Match[str]], str], *, image: bool = False) -> str:
    """Return a text with something new for each link with an address of a scheme; a match has `text` and `name`."""
    return _patterns(scheme, image)[0].sub(new, text)


def within(text: str, schemes: Collection[str]) -> Iterator[re.Match[str]]:
    """Yield the links with addresses of these schemes in the alternative text of an image."""
    for match in _WITHIN.finditer(text):
        if match["scheme"] in schemes:
            yield match


def with_claims(schemes: Collection[str]) -> str:
    """Return a pattern of an image whose alternative text holds a link, and whose address has one of the schemes."""
    part = rf"(?:[^\[\]]|{_IN_AN_IMAGE})*"
    address = rf"""(?:{"|".join(schemes)}):[^\s()"]+"""
    return rf"!\[(?P<alt>{part}?{_IN_AN_IMAGE}{part})\]\((?P<address>{address})\)"


@lru_cache(maxsize=64)
def _openings(prose: str) -> tuple[tuple[int, int], ...]:
    """Return where Markdown or a browser could read an address, and where that begins; found once for all schemes."""
    return tuple(match.span() for match in _OPENING.finditer(prose))


@cache
def _patterns(scheme: str, image: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what matches a link that is read, and the scheme in all the ways in which an address may spell it."""
    before = r"(?<!\\)!" if image else r"(?<![\\!])"
    text = rf"(?P<text>(?:[^\[\]\n]|\n(?![ \t]*\n){f'|{_IN_AN_IMAGE}' if image else ''})*)"
    readable = rf"""{before}\[{text}\]\({scheme}:(?P<name>[^\s()"]+)(?:\s+"(?P<title>[^"]*)")?\)"""
    return re.compile(readable), re.compile("".join(map(_spelt, f"{scheme}:")), re.IGNORECASE)


def _spelt(character: str) -> str:
    """Return a pattern of a character as itself, as a number or a name of HTML, or as a percent code."""
    codes = {ord(character), ord(character.upper())}
    ways = [re.escape(character), *(rf"&#0*{code};?|&#x0*{code:x};?|%{code:x}" for code in codes)]
    return f"(?:{'|'.join([*ways, '&colon;'])})" if character == ":" else f"(?:{'|'.join(ways)})"


def require_well_formed(malformed: bool, form: str) -> None:
    """Raise `Failure` for a link that could not be read."""
    if malformed:
        raise Failure("the link cannot be read", expected=form, advice="write it in this form, on the page itself")


def split_name(name: str, separator: str, what: str, form: str) -> tuple[str, str]:
    """Return topic and name of a claim; raises `Failure` where it does not have both.

    >>> split_name("activations.sigmoid", ".", "a fact", "topic.name")
    ('activations', 'sigmoid')
    """
    topic, found, last = name.partition(separator)
    if not (found and topic.isidentifier() and last.isidentifier()):
        raise Failure(f"{name} does not name {what}", expected=form, advice="correct the name")
    return topic, last
