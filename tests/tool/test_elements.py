"""Default deny: what no word of a page says, and what takes words back, has no place on it; nor has a bare picture."""

import pytest

from musings.claims.illustration import Illustration
from musings.core import written
from musings.core.project import Project
from musings.proof import account
from tests.tool.conftest import Site

ELEMENT = "the page has an element that says, hides or takes back something"
LABEL = "the contents would say what no heading says"
PICTURE = "the page shows a picture that no claim covers"
REFUSED = {
    "style": ("<style>p::after { content: '0.99' }</style>", ELEMENT),
    "script": ("<script>document.title = '0.99'</script>", ELEMENT),
    "template": ("<template><p>0.99</p></template>", ELEMENT),
    "iframe": ('<iframe srcdoc="0.99"></iframe>', ELEMENT),
    "object": ('<object data="x.svg"></object>', ELEMENT),
    "option": ('<select><option label="0.99"></select>', ELEMENT),
    "ruby": ("<ruby>slope<rt>0.99</rt></ruby>", ELEMENT),
    "words struck out": ("It is <del>not</del> so.", ELEMENT),
    "words that are hidden": ("It is <span hidden>not</span> so.", ELEMENT),
    "words without a place": ('It is <span style="display: none">not</span> so.', ELEMENT),
    "attributes that hide": ("It is *not*{ hidden } so.", ELEMENT),
    "upper case": ("It is <DEL>not</DEL> so.", ELEMENT),
    "drawing": ("<svg><text>so</text></svg>", ELEMENT),
    "mathematics as HTML": ("It is <math><mn>0.99</mn></math>.", "mathematics is written between dollars here"),
    "another heading for the contents": ('## Slopes { data-toc-label="All of 25 nets learnt" }', LABEL),
    "picture": ("![A line](x.png)", PICTURE),
    "picture with its data": ("![A line](data:image/gif;base64,R0lGOD)", PICTURE),
    "picture by its name": ("![A line][x]\n\n[x]: x.png", PICTURE),
    "picture in HTML": ('<p><img alt="A line" src="x.png"></p>', PICTURE),
    "picture that looks like a figure": ("![A line](x.png){ .figure-light }", PICTURE),
    "picture with an empty reason": ('![A line](x.png){ data-illustration=" " }', PICTURE),
}
ALLOWED = {
    "notation": "H<sub>2</sub>O, <kbd>Enter</kbd>, <abbr>etc.</abbr><br>A *word*, a **word**.",
    "columns": "/// table | illustration: nothing makes it\n| a | b |\n|:--|--:|\n| c | d |\n///",
    "a picture that says why": '![A line](x.png){ data-illustration="a photograph" }',
    "a picture of HTML that says why": '<p><img alt="A line" data-illustration="a photograph" src="x.png"></p>',
    "elements that are named in code": "`<style>`, `<del>`, `<math>` and `data-toc-label`.",
}


def told(site: Site, text: str) -> list[str]:
    site.add(f"\n{text}\n")
    return [failure.problem for failure in account.read(written.page(Project(site.root), site.post))]


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused(site: Site, name: str) -> None:
    text, problem = REFUSED[name]
    assert any(each.startswith(problem) for each in told(site, text))


@pytest.mark.parametrize("name", ALLOWED)
def test_what_can_be_read_stays(site: Site, name: str) -> None:
    assert [each for each in told(site, ALLOWED[name]) if each.startswith((ELEMENT, LABEL, PICTURE))] == []


def test_the_line_is_told(site: Site) -> None:
    site.add("\nIt is <del>not</del> so.\n")
    page = written.page(Project(site.root), site.post)
    (failure,) = (each for each in account.read(page) if each.problem.startswith(ELEMENT))
    assert page.raw.split("\n")[(failure.line or 0) - 1] == "It is <del>not</del> so."


@pytest.mark.parametrize("key", ["title", "subtitle", "tags", "categories"])
def test_a_number_in_the_head_of_a_page_is_seen(site: Site, key: str) -> None:
    lines = [line for line in site.post.read_text(encoding="utf-8").split("\n") if not line.startswith(f"{key}:")]
    site.post.write_text("\n".join([lines[0], f"{key}: [All of 25 nets learnt]", *lines[1:]]), encoding="utf-8")
    failures = account.read(written.page(Project(site.root), site.post))
    assert any(failure.got == "25" or "25" in (failure.got or "") for failure in failures)


def test_a_picture_that_says_why_is_listed_as_an_illustration(site: Site) -> None:
    site.add(f"\n{ALLOWED['a picture that says why']}\n\n{ALLOWED['a picture of HTML that says why']}\n")
    found = [claim.reason for claim in Illustration().find(written.page(Project(site.root), site.post))]
    assert found == ["a photograph"] * 2
