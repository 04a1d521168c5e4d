"""Words that only a person can hold to what proves them: the two are read side by side, again when either changes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from typing import Final

from musings.claims.claim import Claim, Failure
from musings.core import approved
from musings.core.page import Page
from musings.markdown.links import rewritten
from musings.markdown.sentences import HIDDEN, digest

NEWLY: Final = "newly read"
"""Under this name a page that is being approved has the words that nobody had read, each with what it is held to."""
_CLAIMS: Final = ("fact", "recorded", "holds", "setup")
_ENDS: Final = re.compile(r"\n[ \t]*\n|\n[ \t]*(?:[-*+]|\d+\.|\||/{3,})[ \t]|(?<=[.!?;:…])[\s”’)]+(?=[A-Z“‘(\[*_$`\d])")
"""Where a sentence ends: before the next one, a paragraph, an item of a list, a row."""


def sentence(claim: Claim, page: Page) -> str:
    """Return the sentence that a claim stands in: its own words are marked, those of other claims are hidden.

    A number may be right and its sentence false: "minus [6.0]", "[6.0] hours", "nobody says that [all of them learn]".
    """
    start, end = claim.mark
    paragraph = max(page.text.rfind("\n\n", 0, start), 0)
    begins = max((each.end() for each in _ENDS.finditer(page.text, paragraph, start)), default=0)
    ends = _ENDS.search(page.text, end)
    after = page.text[end : ends.start() if ends else len(page.text)]
    return f"{_hidden(page.text[begins:start])}[{claim.text}]{_hidden(after)}"


def _hidden(text: str) -> str:
    for scheme in _CLAIMS:
        text = rewritten(text, scheme, lambda _: HIDDEN)
    return text


def require_read(claim: Claim, page: Page, words: str, told: str, who: str = "the function says of itself") -> None:
    """Raise `Failure` where a project asks for words to be read, and these, or what they are held to, have changed."""
    if _asked(page) and _digest(words, told) not in approved.kept(page.project.read, _key(claim, page)):
        raise Failure(
            f"these words, or what {who}, have changed since the two were read side by side",
            expected=told,
            got=" ".join(words.split()),
            advice="read both; if the words say what is looked at there, `musings approve`",
        )


def keep_read(claim: Claim, page: Page, words: Iterable[tuple[str, str]]) -> None:
    """Have these words, all that the page says by this name, count as read, each beside what it is held to."""
    if not _asked(page):
        return
    by_digest = {_digest(*each): each for each in words}
    known = approved.kept(page.project.read, _key(claim, page))
    page.found.setdefault(NEWLY, []).extend(each for key, each in by_digest.items() if key not in known)
    if by_digest.keys() != set(known):
        approved.keep(page.project.read, _key(claim, page), by_digest)


def require_said(page: Page, claims: Iterable[Claim]) -> None:
    """Raise `Failure` where words were read by a name that the page says nothing by any more: another stands there."""
    for name in _unsaid(page, claims):
        raise Failure(
            "words were read by this name, and the page says nothing by it any more",
            expected=name,
            advice="if they are gone for good, or have another name on purpose, `musings approve`",
        )


def forget_unsaid(page: Page, claims: Iterable[Claim]) -> None:
    """Have only what the page still says count as read."""
    for name in _unsaid(page, claims):
        approved.keep(page.project.read, f"{page.name} {name}", ())


def read_by_name(page: Page) -> list[str]:
    """Return the names of claims by which words of a page were read."""
    if not _asked(page):
        return []
    begins = f"{page.name} "
    return [name.removeprefix(begins) for name in approved.names(page.project.read) if name.startswith(begins)]


def _unsaid(page: Page, claims: Iterable[Claim]) -> list[str]:
    said = {f"{each.kind} {each.name}" for each in claims}
    return [name for name in read_by_name(page) if name not in said]


def context(claim: Claim, page: Page, words: Iterable[str] = ()) -> str:
    """Return what decides whether words count as read, besides what they are held to."""
    if not _asked(page):
        return "False"
    return "\0".join([f"True{approved.kept(page.project.read, _key(claim, page))}", *words])


def told(function: ast.FunctionDef | None) -> str:
    """Return what a function says of itself, without the run that it shows."""
    said = ast.get_docstring(function) if function else None
    return " ".join((said or "").partition(">>>")[0].split())


def _asked(page: Page) -> bool:
    return page.project.settings.options.proofread


def _key(claim: Claim, page: Page) -> str:
    return f"{page.name} {claim.kind} {claim.name}"


def _digest(words: str, told: str) -> str:
    return digest(f"{words}\0{told}")
