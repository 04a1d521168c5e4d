"""Words that open the glossary's entry where the reader is."""

import pytest

from musings.core import written
from musings.core.project import Project
from musings.proof import account

from .conftest import Site

GLOSSARY = """# Glossary

## Learning rate { #learning-rate }

How far a *step* goes, see [the post](posts/demo.md).

## Loss { #loss }

How wrong an answer is.
"""


@pytest.fixture
def glossed(site: Site) -> Site:
    site.write("docs/glossary.md", GLOSSARY)
    return site


def wrong(site: Site) -> list[tuple[int | None, str]]:
    found = account.read(written.page(Project(site.root), site.post))
    return [(failure.line, failure.problem) for failure in found]


def test_a_word_is_a_button_and_its_entry_stands_once_at_the_end(glossed: Site) -> None:
    glossed.add("\nThe [learning rate](term:learning-rate), and [rates](term:learning-rate) again.\n")
    assert wrong(glossed) == []
    assert glossed.build().returncode == 0
    html = (glossed.root / "site" / "a-demonstration" / "index.html").read_text(encoding="utf-8")
    opens = '<button class="term" popovertarget="term-learning-rate" type="button">'
    assert f"The {opens}learning rate</button>, and {opens}rates</button> again." in html
    assert html.count('id="term-learning-rate"') == 1
    entry = html.partition('id="term-learning-rate"')[2].partition("</div>")[0]
    assert "<strong>Learning rate</strong>. How far a step goes, see the post. " in entry
    assert 'href="../glossary/#learning-rate"' in entry


def test_a_word_that_the_glossary_has_not_is_told_with_its_line(glossed: Site) -> None:
    line = glossed.add("\nThe [losses](term:losses).\n") + 1
    assert wrong(glossed) == [(line, "the glossary has no word losses")]
    (failure,) = account.read(written.page(Project(glossed.root), glossed.post))
    assert "use one of: loss" in str(failure)


def test_a_word_in_an_excerpt_is_told(glossed: Site) -> None:
    glossed.replace("docs/posts/demo.md", "of one and", "of one [loss](term:loss) and")
    ((where, problem),) = wrong(glossed)
    assert where == 8
    assert problem.startswith("the excerpt of a post has the word loss explained")


def test_a_notebook_to_take_away_has_the_words_alone(glossed: Site) -> None:
    glossed.add("\n```pycon { .live }\n>>> 1 + 1\n2\n```\n\nThe [loss](term:loss).\n")
    assert glossed.build().returncode == 0
    (notebook,) = (glossed.root / "site" / "assets" / "downloads").rglob("demo.ipynb")
    assert "The loss." in notebook.read_text(encoding="utf-8")
