"""Numbers in disguise: characters that look like digits or words, and what stands beside a fact and changes it."""

import pytest

from musings.claims.claim import Failure
from musings.claims.registry import kinds
from musings.core import written
from musings.core.project import Project
from musings.markdown.sentences import loose
from tests.tool.conftest import Site

LOOKS = "a character that only looks like one"
DISGUISED = [
    "lose ½ of it",
    "lose Ⅻ points",
    "lose ④ and ㊷ points",
    "take for\u200bty steps",
    "take for\u00adty steps",
]


@pytest.mark.parametrize("words", DISGUISED)
def test_a_number_in_disguise_is_seen(words: str) -> None:
    assert any(LOOKS in failure.problem for failure in loose(f"The nets {words}.", ""))


@pytest.mark.parametrize("words", ["are 2\u00a0m² wide", "naïve", "a\u202fb", "x₂ and 10⁻⁷"])
def test_spaces_accents_and_powers_are_no_disguise(words: str) -> None:
    assert not any(LOOKS in failure.problem for failure in loose(words, ""))


def touched(site: Site, after: str) -> bool:
    site.add(f"\nIts slope is at most [0.250](fact:demo.largest_slope){after}.\n")
    page = written.page(Project(site.root), site.post)
    claim = next(each for each in kinds()["fact"].find(page) if each.text == "0.250")
    try:
        kinds()["fact"].examine(claim, page)
    except Failure as failure:
        return "something touches the brackets of the fact" in failure.problem
    return False


@pytest.mark.parametrize(
    "after", [" %", "\u00a0%", " percent", " per cent", "×", " × that", " million", " thousand", "°"]
)
def test_a_unit_or_a_scale_behind_a_fact_makes_it_another_number(site: Site, after: str) -> None:
    assert touched(site, after)


@pytest.mark.parametrize("after", ["", ", a quarter", " metres", " (of 1)", " percentiles"])
def test_words_behind_a_fact_leave_it_as_it_is(site: Site, after: str) -> None:
    assert not touched(site, after)
