"""Words that no program can judge: a person has read them, and reads them again when they change."""

import json
import os
import shutil
from pathlib import Path

import pytest

from musings.claims.claim import Failure
from musings.claims.registry import find_claims, kinds
from musings.core import written
from musings.core.project import Project
from tests.tool.conftest import Site

UNREAD = "nobody has read it since it changed"
APART = "have changed since the two were read side by side"
STATEMENTS = '''\
def none_is_dead():
    """No unit is dead after the walk.

    >>> none_is_dead()
    (True, {'dead': 0})
    """
    return True, {"dead": 0}
'''
FACT = "docs/posts/demo.md fact demo.largest_slope"
NAME = "docs/posts/demo.md statement demo.none_is_dead"


@pytest.fixture
def site(site: Site) -> Site:
    """One that asks for it."""
    site.replace("mkdocs.yml", "  - musings\nmark", "  - musings: {proofread: true}\nmark")
    return site


def kept(site: Site) -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads((site.root / "tests/baseline/read.json").read_text(encoding="utf-8"))
    return found


def test_a_sentence_with_a_count_is_asked_for_and_told_when_it_counts_as_read(site: Site) -> None:
    line = site.add("\nIt has two halves, one of them flat.\n")
    done = site.check()
    assert done.returncode == 1
    assert f"docs/posts/demo.md:{line + 1}: page demo.md" in done.stderr
    assert UNREAD in done.stderr
    done = site.run("approve")
    assert "read: docs/posts/demo.md: It has two halves, one of them flat." in done.stdout
    assert "written: tests/baseline/read.json" in done.stdout
    assert site.check().returncode == 0
    assert "nothing to approve" in site.run("approve").stdout


def test_who_does_not_ask_for_it_reads_when_he_likes(site: Site) -> None:
    site.replace("mkdocs.yml", "{proofread: true}", "{proofread: false}")
    site.add("\nIt has two halves, one of them flat.\n")
    state(site)
    assert site.check().returncode == 0
    site.run("approve")
    assert not (site.root / "tests/baseline/read.json").is_file()


def test_who_no_longer_asks_for_it_keeps_what_was_read(site: Site) -> None:
    site.add("\nIt has two halves, one of them flat.\n")
    site.run("approve")
    before = kept(site)
    site.replace("mkdocs.yml", "{proofread: true}", "{proofread: false}")
    site.run("approve")
    assert kept(site) == before


CHANGES = {
    "count": ("two halves", "three halves"),
    "word around it": ("one of them flat", "one of them steep"),
    "claim put beside it": ("one of them flat", "[0.25](fact:demo.largest_slope) of it flat"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_read_is_asked_for_again_when_it_changes(site: Site, change: str) -> None:
    site.add("\nIt has two halves, one of them flat.\n")
    site.run("approve")
    site.edit(*CHANGES[change])
    assert UNREAD in site.check().stderr
    site.edit(*reversed(CHANGES[change]))
    assert site.check().returncode == 0


def test_what_makes_no_difference_to_a_reader_is_not_asked_for(site: Site) -> None:
    site.add('\nIt has two halves, one of them is "flat".\n')
    site.run("approve")
    site.edit('two halves, one of them is "flat"', 'two\n*halves*, one of them is "flat"')
    assert site.check().returncode == 0


def test_what_is_no_longer_said_is_forgotten(site: Site) -> None:
    site.add("\nIt has two halves.\n")
    site.run("approve")
    assert len(kept(site)["docs/posts/demo.md"]) == 1
    site.edit("It has two halves.", "It has sides.")
    assert site.check().returncode == 0
    site.edit("It has sides.", "It has parts.")
    site.run("approve")
    assert "docs/posts/demo.md" not in kept(site)


def test_a_page_that_cannot_be_rendered_keeps_what_was_read_of_it(site: Site) -> None:
    site.add("\nIt has two halves.\n")
    site.run("approve")
    before = kept(site)
    site.write("breaks.py", "def makeExtension(**_):\n    return Breaks()\n\n\n" + BREAKS)
    site.replace("mkdocs.yml", "  - attr_list\n", "  - attr_list\n  - breaks\n")
    here = f"{site.root}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"
    done = site.run("approve", PYTHONPATH=here)
    assert "the page cannot be rendered: ZeroDivisionError" in done.stderr
    assert kept(site) == before


BREAKS = """\
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor


class Breaks(Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Broken(md), "broken", 0)


class Broken(Preprocessor):
    def run(self, lines):
        return [] if 1 / 0 else lines
"""


def state(site: Site) -> None:
    site.write("snippets/demo/statements.py", STATEMENTS)
    site.add("\nHere [no unit is dead](holds:demo.none_is_dead).\n")


def test_the_words_of_a_statement_are_read_beside_what_its_function_says(site: Site) -> None:
    state(site)
    done = site.check()
    assert APART in done.stderr
    assert "expected: No unit is dead after the walk." in done.stderr
    assert "written: tests/baseline/read.json" in site.run("approve").stdout
    assert site.check().returncode == 0
    site.edit("no unit is dead", "every unit is dead")
    assert APART in site.check().stderr
    assert APART in site.build().stderr


def test_a_function_that_says_something_else_is_read_beside_the_words_again(site: Site) -> None:
    state(site)
    site.run("approve")
    site.replace("snippets/demo/statements.py", "after the walk", "before the walk")
    assert APART in site.check().stderr


def test_a_function_may_show_another_run(site: Site) -> None:
    state(site)
    site.run("approve")
    text = STATEMENTS.replace("{'dead': 0}", "{'dead': 1}").replace('{"dead": 0}', '{"dead": 1}')
    site.write("snippets/demo/statements.py", text)
    assert site.check().returncode == 0


def test_each_of_the_words_that_a_function_proves_is_read(site: Site) -> None:
    state(site)
    site.add("\nThere [none is](holds:demo.none_is_dead), too.\n")
    site.run("approve")
    assert len(kept(site)[NAME]) == 4  # each, and its sentence
    site.edit("There [none is](holds:demo.none_is_dead), too.", "")
    site.edit("no unit", "not one unit")
    site.run("approve")
    assert len(kept(site)[NAME]) == 2
    assert site.check().returncode == 0


def test_a_statement_that_is_false_is_not_approved_by_reading_it(site: Site) -> None:
    state(site)
    site.replace("snippets/demo/statements.py", "return True", "return False")
    site.run("approve")
    assert "the statement is not true of the run" in site.check().stderr


def part(site: Site, words: str = "a quarter") -> str:
    fact = f'Its slope is at most [{words}](fact:demo.largest_slope "0.24 to 0.26")'
    site.add(f"\n{fact}.\n")
    return fact


def test_the_words_of_a_fact_with_an_interval_are_read_beside_what_its_function_says(site: Site) -> None:
    fact = part(site)
    assert APART in site.check().stderr
    assert "written: tests/baseline/read.json" in site.run("approve").stdout
    assert site.check().returncode == 0
    site.edit(fact, fact.replace("a quarter", "hardly a quarter"))
    assert APART in site.check().stderr
    assert APART in site.build().stderr


CHANGED = {
    "interval": ("docs/posts/demo.md", "0.24 to 0.26", "0.24 to 0.27"),
    "function": ("snippets/demo/facts.py", "def largest_slope():", 'def largest_slope():\n    """The least."""'),
}


@pytest.mark.parametrize("what", CHANGED)
def test_words_of_a_fact_are_read_again_beside_another(site: Site, what: str) -> None:
    part(site)
    site.run("approve")
    site.replace(*CHANGED[what])
    assert APART in site.check().stderr


def test_each_of_the_words_of_a_fact_is_read_and_each_sentence(site: Site) -> None:
    site.run("approve")
    before = kept(site)[FACT]
    part(site)
    part(site, "about a quarter")
    site.add("\nThat is [0.25](fact:demo.largest_slope).\n")
    site.run("approve")
    assert len(set(kept(site)[FACT]) - set(before)) == 2 + 3
    assert site.check().returncode == 0


def test_words_that_are_false_are_not_approved_by_reading_them(site: Site) -> None:
    part(site)
    site.replace("snippets/demo/facts.py", "return 0.25", "return 0.5")
    assert "the value is outside the interval" in site.run("approve").stderr
    site.replace("snippets/demo/facts.py", "return 0.5", "return 0.25")
    assert APART in site.check().stderr


TWO = """\
def largest_slope():
    \"\"\"The largest slope of the sigmoid.\"\"\"
    return 0.25


def share_of_eggs():
    \"\"\"The share of the eggs that broke.\"\"\"
    return 0.2504
"""
SLOPE = "Its slope is at most [0.25](fact:demo.largest_slope), and no more"
EGGS = "Of the eggs [25.04 %](fact:demo.share_of_eggs) broke"


@pytest.fixture
def alike(site: Site) -> Site:
    """One with two facts of a topic that the number alone cannot tell apart."""
    site.write("snippets/demo/facts.py", TWO)
    site.add(f"\n{SLOPE}.\n\n{EGGS}.\n")
    return site


def test_a_number_is_read_in_its_sentence(alike: Site) -> None:
    done = alike.check()
    assert done.stderr.count(APART) >= 2
    assert "expected: The share of the eggs that broke." in done.stderr
    assert "got:      Of the eggs [25.04 %] broke" in done.stderr
    alike.run("approve")
    assert alike.check().returncode == 0
    assert "nothing to approve" in alike.run("approve").stdout


SWAPS = {
    "for the other": ("largest_slope), and", "share_of_eggs), and"),
    "in a sentence of its own": ("at most [0.25]", "at least [0.25]"),
}


@pytest.mark.parametrize("swap", SWAPS)
def test_a_fact_is_not_swapped_for_one_with_the_same_value(alike: Site, swap: str) -> None:
    alike.run("approve")
    alike.edit(*SWAPS[swap])
    assert APART in alike.check().stderr
    assert APART in alike.build().stderr


def test_what_another_claim_of_the_sentence_says_makes_no_difference_to_it(alike: Site) -> None:
    alike.edit(SLOPE, f'{SLOPE}, nor [a part](fact:demo.share_of_eggs "0.24 to 0.26")')
    alike.run("approve")
    alike.edit("a part](fact:demo.share_of_eggs", "the share](fact:demo.share_of_eggs")
    done = alike.check()
    assert "got:      the share (0.24 to 0.26)" in done.stderr
    assert done.stderr.count(APART) == 1


def test_what_was_read_by_a_name_is_missed_where_the_name_has_gone(alike: Site) -> None:
    alike.run("approve")
    alike.edit(EGGS, "Of the eggs [25 %](fact:demo.largest_slope) broke")
    assert "by this name, and the page says nothing by it any more\n  expected: fact demo.share" in alike.check().stderr
    alike.run("approve")
    assert "docs/posts/demo.md fact demo.share_of_eggs" not in kept(alike)
    assert alike.check().returncode == 0


OTHERWISE = {
    "a sign in words": ("at most [0.25]", "at most minus [0.25]"),
    "a part of it": ("at most [0.25]", "at most half of [0.25]"),
    "a unit": ("largest_slope), and", "largest_slope) milliseconds, and"),
    "a multiple": ("largest_slope), and", "largest_slope) hundredfold, and"),
    "the other way round": ("Its slope is", "Its slope is not"),
    "about something else": ("Its slope", "Its curvature"),
    "a statement denied": ("Here [no unit", "Nobody says that [no unit"),
    "a statement weakened": ("demo.none_is_dead)", "demo.none_is_dead) in one net of six"),
}


@pytest.fixture(scope="module")
def sentences(approved: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """One with a number that no other fact has, and a statement; all was read."""
    site = Site(shutil.copytree(approved, tmp_path_factory.mktemp("sentences") / "site"))
    site.replace("mkdocs.yml", "  - musings\nmark", "  - musings: {proofread: true}\nmark")
    site.add(f"\n{SLOPE}.\n")
    state(site)
    site.run("approve")
    return site


@pytest.mark.parametrize("otherwise", OTHERWISE)
def test_the_words_around_a_number_and_a_statement_are_read(sentences: Site, otherwise: str) -> None:
    assert unread(sentences) == []
    sentences.edit(*OTHERWISE[otherwise])
    assert unread(sentences) != []
    sentences.edit(*reversed(OTHERWISE[otherwise]))


def test_a_sentence_that_is_broken_elsewhere_is_the_same(sentences: Site) -> None:
    sentences.edit("Its slope is at most", "Its slope\nis at most")
    assert unread(sentences) == []
    sentences.edit("Its slope\nis at most", "Its slope is at most")


def unread(site: Site) -> list[str]:
    """Return the words of claims of the post that nobody has read as they are."""
    page, found = written.page(Project(site.root), site.post), []
    for claim in find_claims(page):
        try:
            kinds()[claim.kind].examine(claim, page)
        except Failure as failure:
            found += [claim.name] if APART in failure.problem else []
    return found


def test_what_is_read_is_printed_beside_what_it_is_held_to(alike: Site) -> None:
    said = "read: docs/posts/demo.md: Of the eggs [25.04 %] broke\n    held to: The share of the eggs that broke.\n"
    assert said.replace("broke\n", "broke.\n", 1) in alike.run("approve").stdout
    assert "read:" not in alike.run("approve").stdout
