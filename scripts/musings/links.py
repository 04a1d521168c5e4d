"""Links and images whose address names a claim: `[text](fact:name "title")`, `![text](figure:name)`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from musings.failure import Failure
from musings.page import Page


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
    bang = "!" if image else r"(?<!!)"
    pattern = re.compile(rf"""{bang}\[(?P<text>[^\[\]]*)\]\({scheme}:(?P<name>[^\s()"]+)(?:\s+"(?P<title>[^"]*)")?\)""")
    starts = set()
    for match in pattern.finditer(page.prose):
        starts.add(match.end("text"))
        text = page.text[slice(*match.span("text"))]
        yield Link(text, match["name"], match["title"] or "", match.span(), match.span("text"))
    for match in re.finditer(rf"\]\({scheme}:|(?:href|src)=.{scheme}:|\]:\s*{scheme}:", page.prose):
        if match.start() not in starts and not (image is False and _is_image(page, match.start())):
            yield Link("", scheme, "", match.span(), match.span(), malformed=True)


def _is_image(page: Page, closing: int) -> bool:
    opening = page.prose.rfind("[", 0, closing)
    return opening > 0 and page.prose[opening - 1] == "!"


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
