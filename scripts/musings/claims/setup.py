"""A set-up: a number that the code sets, `[300 steps](setup:topic.module.STEPS)`, compared with the code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from musings.claims import registry
from musings.claims.claim import Claim, Failure, Kind, mark
from musings.core import bindings, modules
from musings.core.page import Page
from musings.markdown import exhibits
from musings.markdown.links import find_links, require_well_formed
from musings.markdown.numerals import numerals

if TYPE_CHECKING:
    from markdown import Markdown

    from musings.markdown.site import Site

_FORM: Final = "[300 steps](setup:topic.module.STEPS), [300 steps](setup:topic.module.function.steps), or setup:below"
_NEAR: Final = {"above": -1, "below": 1}


@dataclass(frozen=True)
class SetupClaim(Claim):
    """A link whose words hold numbers."""

    malformed: bool


class Setup(Kind[SetupClaim]):
    """A number that nothing measures: it is what the code, or the example beside it, was told to do."""

    name = "setup"
    several = "set-ups"
    proved_by = "each number in the words is one that the named constant, argument or example holds"
    link = "setup"
    carries = "words"

    def find(self, page: Page) -> Iterator[SetupClaim]:
        for link in find_links(page, self.link):
            yield SetupClaim(*self.at(page, link.name, link.mark, link.span, link.text), link.malformed)

    def examine(self, claim: SetupClaim, page: Page) -> None:
        require_well_formed(claim.malformed, _FORM)
        written = list(numerals(claim.text))
        if not written:
            raise Failure("the words of a set-up hold no number", got=claim.text, expected=_FORM)
        given = _given(claim, page)
        for numeral in written:
            if numeral.value not in given:
                raise Failure(
                    f"{claim.name} does not set this number",
                    expected=", ".join(f"{value:.10g}" for value in sorted(given)[:12]) or None,
                    got=numeral.text,
                    advice="correct the text, or name what sets it: a constant, or a function and in it a parameter's "
                    "default, an argument by name, a variable",
                )

    def prove(self, claim: SetupClaim, page: Page) -> None:
        self.examine(claim, page)

    def sources(self, claim: SetupClaim, page: Page) -> list[Path]:
        if claim.name in _NEAR:
            near = _near(claim, page)
            return list(registry.kinds()[near.kind].sources(near, page)) if near else []
        found = bindings.split(page.project, claim.name)
        return [found[0]] if found else []

    def context(self, claim: SetupClaim, page: Page) -> str:
        near = _near(claim, page) if claim.name in _NEAR else None
        return super().context(claim, page) + (registry.kinds()[near.kind].context(near, page) if near else "")

    def extend(self, md: Markdown, site: Site) -> None:
        site.rewrite_links(self.link, _render)


def _given(claim: SetupClaim, page: Page) -> set[float]:
    """Return the numbers that are set where the claim says; raises `Failure` where there is no such place."""
    if claim.name in _NEAR:
        near = _near(claim, page)
        if near is None:
            raise Failure(f"there is no code {claim.name}", got=claim.text, advice="name a constant of snippets/")
        return {each.value for text in _code(near, page) for each in numerals(text)}
    found = bindings.split(page.project, claim.name)
    if found is None:
        raise Failure(f"{claim.name} does not begin with a module of snippets/", expected=_FORM, advice="correct it")
    given = bindings.numbers(*found)
    if not given:
        if problem := modules.syntax_error(page.project, found[0]):
            raise problem
        raise Failure(
            f"{page.project.name_of(found[0])} sets no number as {'.'.join(found[1])}",
            expected=_FORM,
            advice="name a constant, or a function and in it a parameter with a default, an argument, a variable",
        )
    return given


def _code(claim: Claim, page: Page) -> list[str]:
    shown = registry.kinds()[claim.kind].shows(claim, page)
    return [each.text for each in shown if each.element == exhibits.CODE]


def _near(claim: SetupClaim, page: Page) -> Claim | None:
    """Return the claim with code that is next to a set-up, in the direction that it names."""
    direction = _NEAR[claim.name]
    others = _with_code(page)
    if direction > 0:
        return next((each for each in others if each.mark[0] > claim.mark[0]), None)
    return next((each for each in reversed(others) if each.mark[0] < claim.mark[0]), None)


@lru_cache(maxsize=8)
def _with_code(page: Page) -> list[Claim]:
    """Return the claims of a page that show code, in their order: looked for once, for all its set-ups."""
    return [each for each in registry.find_claims(page, without={Setup.name}) if _code(each, page)]


def _render(element: Any, name: str, site: Site) -> None:
    """Turn the link into one to the code that sets the number, where the site shows that code."""
    element.set("class", Setup.name)
    if name in _NEAR:
        element.tag = "span"
        element.attrib.pop("href")
        element.set("title", f"As in the code {name}")
        mark(element, Setup.name, name)
        return
    found = bindings.split(site.project, name)
    if found is None:
        return
    file = site.project.name_of(found[0])
    element.set("title", f"Set by {'.'.join(found[1])} in {file}")
    element.set("href", site.code_address(file, found[1][0]))
    mark(element, Setup.name, name)
