"""A statement: words that a run bears out, `[three never do](holds:topic.name)`, proved by calling the function."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from musings.claims import words
from musings.claims.claim import Call, Claim, Failure, Kind, mark
from musings.core import modules
from musings.core.page import Page
from musings.markdown.links import find_links, require_well_formed, split_name
from musings.markdown.numerals import numerals

if TYPE_CHECKING:
    from markdown import Markdown

    from musings.markdown.site import Site

_FORM: Final = "[three never do](holds:topic.name)"
_RETURNS: Final = "return whether it holds, and what that was read from: `return largest < 1, {'largest': largest}`"
_MODULE: Final = "statements"


@dataclass(frozen=True)
class StatementClaim(Claim):
    """A link whose words say something that is true or false of a run."""

    malformed: bool


class Statement(Kind[StatementClaim]):
    """Words: the function says whether they are true of the run, and shows what it looked at."""

    name = "statement"
    proved_by = (
        "the function looks at the run and says that the words are true; each number in them is one it looked at"
    )
    link = "holds"
    carries = "words"

    def find(self, page: Page) -> Iterator[StatementClaim]:
        for link in find_links(page, self.link):
            yield StatementClaim(*self.at(page, link.name, link.mark, link.span, link.text), link.malformed)

    def examine(self, claim: StatementClaim, page: Page) -> None:
        self._examine(claim, page)
        _require_read(claim, page)

    def _examine(self, claim: StatementClaim, page: Page) -> None:
        require_well_formed(claim.malformed, _FORM)
        call = self.call(claim, page)
        call.examine(page.project)
        function = _definition(claim, page)
        if function is None or f">>> {function.name}()" not in (ast.get_docstring(function) or ""):
            raise Failure(
                f"{call.where} does not show what it looked at",
                expected=f">>> {call.function}()",
                advice="show the call and its result in the function's docstring: a doubting reader is led to it",
            )

    def call(self, claim: StatementClaim, page: Page) -> Call:
        topic, name = split_name(claim.name, ".", "a statement", "topic.name")
        return Call(f"snippets.{topic}.{_MODULE}", name, lambda value: self._judge(claim, page, value))

    def prove(self, claim: StatementClaim, page: Page) -> None:
        self._examine(claim, page)
        call = self.call(claim, page)
        call.judge(call.here(page.project))
        _require_read(claim, page)  # last: of a statement that is false, what was looked at says more

    def approve(self, claim: StatementClaim, page: Page) -> str | None:
        self._examine(claim, page)
        told = words.told(_definition(claim, page))
        named = [each for each in self.claims(page) if each.name == claim.name]
        words.keep_read(claim, page, [(said, told) for each in named for said in _read(each, page)])
        return None

    def approved(self, claim: StatementClaim, page: Page) -> list[Path]:
        return [page.project.read]

    def _judge(self, claim: StatementClaim, page: Page, value: Any) -> None:
        where = self.call(claim, page).where
        if not (isinstance(value, tuple | list) and len(value) == 2 and str(value[0]) in {"True", "False"}):
            raise Failure(f"{where} does not say whether it holds", got=repr(value), advice=_RETURNS)
        holds, seen = value
        if not holds:
            raise Failure(
                "the statement is not true of the run",
                expected=claim.text,
                got=f"{seen}",
                advice="correct the sentence, or the function",
            )
        known = [*_numbers(seen), *_literals(_definition(claim, page))]
        for numeral in numerals(claim.text):
            if numeral.value != 1 and not any(numeral.says(each) for each in known):
                raise Failure(
                    f"{where} did not look at this number",
                    expected=", ".join(f"{each:.6g}" for each in known[:12]) or "a number that it looked at",
                    got=numeral.text,
                    advice="correct the sentence, or have the function return the number with what it looked at",
                )

    def context(self, claim: StatementClaim, page: Page) -> str:
        return super().context(claim, page) + words.context(claim, page, _read(claim, page))

    def sources(self, claim: StatementClaim, page: Page) -> list[Path]:
        return [page.project.snippets / claim.name.partition(".")[0] / f"{_MODULE}.py"]

    def extend(self, md: Markdown, site: Site) -> None:
        site.rewrite_links(self.link, _render)


def _require_read(claim: StatementClaim, page: Page) -> None:
    for said in _read(claim, page):
        words.require_read(claim, page, said, words.told(_definition(claim, page)))


def _read(claim: StatementClaim, page: Page) -> list[str]:
    """Return the words that are to be read: its own, and the sentence around them, which may turn them round."""
    return [claim.text, words.sentence(claim, page)]


def _definition(claim: StatementClaim, page: Page) -> ast.FunctionDef | None:
    topic, _, name = claim.name.partition(".")
    return modules.function(page.project.snippets / topic / f"{_MODULE}.py", name)


def _numbers(seen: Any) -> Iterator[float]:
    """Yield the numbers in what a function looked at: values, how many there are of them, numbers in their names."""
    if isinstance(seen, bool):
        return
    if isinstance(seen, str):
        yield from (each.value for each in numerals(seen))
    elif isinstance(seen, Mapping):
        yield float(len(seen))
        yield from _all((*seen.keys(), *seen.values()))
    elif isinstance(seen, Collection):
        yield float(len(seen))
        yield from _all(seen)
    else:
        try:
            yield float(seen)
        except (TypeError, ValueError):
            return


def _all(seen: Iterable[Any]) -> Iterator[float]:
    for each in seen:
        yield from _numbers(each)


def _literals(function: ast.FunctionDef | None) -> Iterator[float]:
    """Yield the numbers that a function is written with, its words apart."""
    for node in ast.walk(function) if function else ():
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
            yield float(node.value)


def _render(element: Any, name: str, site: Site) -> None:
    """Turn the link into one to the function: its docstring shows what it looks at."""
    topic, _, function = name.partition(".")
    element.set("class", Statement.name)
    element.set("title", f"Shown by {function}()")
    element.set("href", site.code_address(f"snippets/{topic}/{_MODULE}.py", function))
    mark(element, Statement.name, name)
