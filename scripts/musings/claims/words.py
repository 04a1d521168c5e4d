"""Words that only a person can hold to a function: read beside what it says of itself, again when either changes."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from musings.claims.claim import Claim, Failure
from musings.core import approved
from musings.core.page import Page
from musings.markdown.sentences import digest


def require_read(claim: Claim, page: Page, words: str, function: ast.FunctionDef | None) -> None:
    """Raise `Failure` where a project asks for words to be read, and these, or the function, have changed since."""
    if _asked(page) and _digest(words, function) not in approved.kept(page.project.read, _key(claim, page)):
        raise Failure(
            "these words, or what the function says of itself, have changed since the two were read side by side",
            expected=_told(function),
            got=" ".join(words.split()),
            advice="read the function; if the words say what it looks at, `musings approve`",
        )


def keep_read(claim: Claim, page: Page, words: Iterable[str], function: ast.FunctionDef | None) -> None:
    """Have these words, all that the page says by this function, count as read beside it."""
    if _asked(page):
        approved.keep(page.project.read, _key(claim, page), {_digest(each, function) for each in words})


def context(claim: Claim, page: Page) -> str:
    """Return what decides whether words count as read, besides themselves and the function."""
    return f"{_asked(page)}{approved.kept(page.project.read, _key(claim, page))}"


def _asked(page: Page) -> bool:
    return page.project.settings.options.proofread


def _key(claim: Claim, page: Page) -> str:
    return f"{page.name} {claim.kind} {claim.name}"


def _told(function: ast.FunctionDef | None) -> str:
    """Return what a function says of itself, without the run that it shows."""
    told = ast.get_docstring(function) if function else None
    return " ".join((told or "").partition(">>>")[0].split())


def _digest(words: str, function: ast.FunctionDef | None) -> str:
    return digest(f"{words}\0{_told(function)}")
