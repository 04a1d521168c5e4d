"""A fact: a number in a sentence, `[0.25](fact:topic.name)`, proved by calling the function it names."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from musings.claims import words
from musings.claims.claim import Call, Claim, Failure, Kind, mark
from musings.core import modules
from musings.core.page import Page
from musings.markdown.links import find_links, require_well_formed, split_name
from musings.markdown.numerals import Format, fractions, numerals

if TYPE_CHECKING:
    from markdown import Markdown

    from musings.markdown.site import Site

_FORM = '[0.25](fact:topic.name), or [about half](fact:topic.name "0.45 to 0.55")'
_INTERVAL = re.compile(r"\s*(?P<low>[-−]?[\d.,]+(?:e[-+]?\d+)?)\s+to\s+(?P<high>[-−]?[\d.,]+(?:e[-+]?\d+)?)\s*")
_TOUCHES_BEFORE = re.compile(r"(?:[\w.,^`$]|&#?\w+;|</?\w[^>]*>|(?<![\w)\].])[-−–+±])[*_]*\Z")
"""What changes a number that stands right behind it: a digit, a letter, a sign that is no dash between two numbers."""
_TOUCHES_AFTER = re.compile(
    r"[*_]*(?:[.,]?\d|[`$<&^⁰¹²³⁴-⁹⁺⁻₀-₉]|e[-+]?\d|\s?[%‰°×]|\s(?:per ?cent|hundred|thousand|million|billion)\b)"
)

_AT_MOST = re.compile(r"\b(?:(?<!no )(?:less|fewer) than|no more than|at most|below|under|almost|nearly)\s+\Z", re.I)
_AT_LEAST = re.compile(r"\b(?:(?<!no )more than|no (?:less|fewer) than|at least|above|over)\s+\Z", re.I)
"""What stands before a number that its interval may come up to, and before one that it begins at."""


@dataclass(frozen=True)
class FactClaim(Claim):
    """A link; its title is the interval in which the value of a word lies."""

    interval: str
    malformed: bool


class Fact(Kind[FactClaim]):
    """A number, compared at the precision it is written in; a word needs an interval as the link's title."""

    name = "fact"
    proved_by = "the function is called; its value, written in the same way, equals the text"
    link = "fact"
    carries = "words"

    def find(self, page: Page) -> Iterator[FactClaim]:
        for link in find_links(page, self.link):
            place = self.at(page, link.name, link.mark, link.span, link.text)
            yield FactClaim(*place, interval=link.title, malformed=link.malformed)

    def examine(self, claim: FactClaim, page: Page) -> None:
        self._examine(claim, page)
        self._require_read(claim, page)

    def _require_read(self, claim: FactClaim, page: Page) -> None:
        for said in self._read(claim, page):
            words.require_read(claim, page, said, words.told(self._definition(claim, page)))

    def _read(self, claim: FactClaim, page: Page) -> Iterator[str]:
        """Yield the words that are to be read: those that an interval bears, and the sentence."""
        if claim.interval:
            yield f"{claim.text} ({claim.interval})"
        yield words.sentence(claim, page)

    def _examine(self, claim: FactClaim, page: Page) -> None:
        require_well_formed(claim.malformed, _FORM)
        if "$" in claim.text:
            raise Failure("a fact's words hold mathematics", got=claim.text, advice="write the number, or words")
        line = page.text[page.text.rfind("\n", 0, claim.mark[0]) + 1 : claim.mark[0]]
        if re.match(r"#{1,6}\s", line):
            raise Failure("a fact stands in a heading", advice="move it into the text: headings become addresses")
        _require_apart(claim, page)
        self.call(claim, page).examine(page.project)
        self.require_origin(claim, page)
        if Format.read(claim.text) is None:
            _require_within(claim)
        elif claim.interval:
            raise Failure(
                "a number is compared as it is written, so the interval says nothing",
                got=claim.interval,
                advice="take the interval out, or write words",
            )

    def require_origin(self, claim: FactClaim, page: Page) -> None:
        """Raise `Failure` where the value comes from elsewhere than the kind says: here, from a record."""
        if found := sorted(map(page.project.name_of, self.records(claim, page))):
            raise Failure(
                f"{self.call(claim, page).where} reads a record, so no run proves the number",
                expected=f"[{claim.text}](recorded:{claim.name})",
                got=f"{', '.join(found)}, read by [{claim.text}]({self.link}:{claim.name})",
                advice="write `recorded:`, and have `musings approve` bind the record to the page",
            )

    def call(self, claim: FactClaim, page: Page) -> Call:
        topic, name = split_name(claim.name, ".", "a fact", "topic.name")
        return Call(f"snippets.{topic}.facts", name, lambda value: self._compare(claim, page, value))

    def prove(self, claim: FactClaim, page: Page) -> None:
        self._examine(claim, page)
        call = self.call(claim, page)
        call.judge(call.here(page.project))
        self._require_read(claim, page)  # last: of a number that is wrong, the value says more

    def _value(self, claim: FactClaim, page: Page, value: Any) -> float | str:
        where = self.call(claim, page).where
        if isinstance(value, str):
            return value
        try:
            number = float(value)
        except (TypeError, ValueError):
            raise Failure(
                f"{where} returns no number",
                got=repr(value),
                advice="return one number, or the text as it is printed",
            ) from None
        if not math.isfinite(number):
            raise Failure(f"{where} returns {number}", advice="a fact is a finite number")
        return number

    def _compare(self, claim: FactClaim, page: Page, given: Any) -> None:
        value = self._value(claim, page, given)
        written = Format.read(claim.text)
        if isinstance(value, str):
            got = value
        elif written is not None:
            got = written.write(value)
        else:
            low, high = _interval(claim)
            if low <= value <= high:
                return
            raise Failure(
                "the value is outside the interval",
                expected=f"{claim.text}: {low:g} to {high:g}",
                got=f"{value:.6g}",
                advice="correct the sentence and its interval by hand, or the function",
            )
        if got.strip() != claim.text.strip():
            raise Failure(
                "the text is not what the code says",
                expected=claim.text,
                got=got,
                advice="run `musings approve` and read the diff, or correct the function",
            )

    def approve(self, claim: FactClaim, page: Page) -> str | None:
        self._examine(claim, page)
        call = self.call(claim, page)
        given = call.here(page.project)
        written = Format.read(claim.text)
        if written is None:
            call.judge(given)  # a word is a person's choice: it stands, or it is an error
        self._keep_read(claim, page, given)
        if written is None:
            return None
        value = self._value(claim, page, given)
        return value if isinstance(value, str) else written.write(value)

    def _keep_read(self, claim: FactClaim, page: Page, given: Any) -> None:
        """Have all words that name the function count as read, save those whose interval its value is not in."""
        told = words.told(self._definition(claim, page))
        kept = []
        for each in self.claims(page):
            if each.name == claim.name:
                with suppress(Failure):
                    if each.interval:
                        self._compare(each, page, given)
                    kept += [(said, told) for said in self._read(each, page)]
        words.keep_read(claim, page, kept)

    def approved(self, claim: FactClaim, page: Page) -> list[Path]:
        return [page.project.read]

    def context(self, claim: FactClaim, page: Page) -> str:
        return super().context(claim, page) + words.context(claim, page, self._read(claim, page))

    def sources(self, claim: FactClaim, page: Page) -> list[Path]:
        topic = claim.name.partition(".")[0]
        return [page.project.snippets / topic / "facts.py"]

    def _definition(self, claim: FactClaim, page: Page) -> ast.FunctionDef | None:
        return modules.function(self.sources(claim, page)[0], claim.name.partition(".")[2])

    def extend(self, md: Markdown, site: Site) -> None:
        site.rewrite_links(self.link, render)


def _interval(claim: FactClaim) -> tuple[float, float]:
    match = _INTERVAL.fullmatch(claim.interval)
    if match is None:
        raise Failure(
            f"“{claim.text}” is no number that can be compared",
            expected="a number, or an interval as the link's title",
            got=claim.interval or None,
            advice=f'write [{claim.text}]({claim.kind}:{claim.name} "0.45 to 0.55"), '
            "with the bounds that make the words true",
        )
    low, high = (float(match[end].replace("−", "-").replace(",", "")) for end in ("low", "high"))
    if not low <= high:
        raise Failure("the interval is empty", got=claim.interval, advice="write the lower bound first")
    return low, high


def _require_apart(claim: FactClaim, page: Page) -> None:
    """Raise `Failure` where a digit, a sign or a unit touches the link: the reader sees another number."""
    start, end = claim.mark
    before, after = page.text[max(0, start - 24) : start], page.text[end : end + 24]
    touching = _TOUCHES_BEFORE.search(before) or _TOUCHES_AFTER.match(after)
    if touching or re.match(r"[*_]*\[[^\]\n]*\]\((?:fact|recorded):", page.text[end : end + 80]):
        raise Failure(
            "the reader sees another number: something touches the brackets of the fact",
            got=f"{before.rpartition(' ')[2]}[{claim.text}](…){after.split()[0] if after.strip() else ''}",
            advice="write the whole number, its sign and its unit between the brackets",
        )


def _require_within(claim: FactClaim) -> None:
    """Raise `Failure` unless the numbers among the words of a fact lie in its interval, on the side that they say."""
    low, high = _interval(claim)
    shares = list(fractions(claim.text))
    for numeral in (*numerals(claim.text), *shares):
        before = claim.text[: numeral.start]
        at_most, at_least = _AT_MOST.search(before), _AT_LEAST.search(before)
        if (at_most and high > numeral.value) or (at_least and low < numeral.value):
            raise Failure(
                "the interval goes beyond what the words say",
                expected=claim.text,
                got=f"{low:g} to {high:g}",
                advice="correct the words or the interval",
            )
        beside = numeral in shares and (at_most or at_least)  # an interval in decimals cannot begin at a third
        if not beside and not low <= numeral.value <= high and numeral.value != 1:
            raise Failure(
                "the words say a number outside their own interval",
                expected=f"{low:g} to {high:g}",
                got=numeral.text,
                advice="correct the words or the interval",
            )


def render(element: Any, name: str, site: Site) -> None:
    """Turn the link into one to the function's code: whoever doubts a number is one click from its proof."""
    topic, _, function = name.partition(".")
    interval = element.get("title", "")
    element.set("class", "fact")
    element.set("title", f"Proved by {function}()" + (f": {interval}" if interval else ""))
    element.set("href", site.code_address(f"snippets/{topic}/facts.py", function))
    mark(element, Fact.name, name)
