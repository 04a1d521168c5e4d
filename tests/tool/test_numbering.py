"""Numbers that pages give to exercises and to parts of a series are those that others call them by."""

from pathlib import Path

import pytest

from musings.core import numbering, written
from musings.core.page import Page
from musings.core.project import Project

GOOD = {
    "one": "# Series, Part 1 – Begin\n\nSee [Part 2](two.md), or [exercise 2](#exercises).\n\n**1.** A?\n\n**2.** B?\n",
    "two": "# Series, Part 2 – End\n\nAfter Part 1: [its exercise 1](one.md#exercises).\n\n`Part 9`\n",
    "other": "# Another\n\n**1.** A?\n\n**1.** Counted anew?\n",
}


def said(root: Path, **changed: str) -> list[tuple[str, int | None, str]]:
    (root / "docs").mkdir()
    (root / "mkdocs.yml").write_text("site_name: A\n")
    for name, text in {**GOOD, **changed}.items():
        (root / "docs" / f"{name}.md").write_text(text, encoding="utf-8")
    found = numbering.faults(written.pages(Project(root)))
    return [(page.path.stem, failure.line, failure.problem) for page, failure in found]


def test_numbers_that_are_right_are_left_alone(tmp_path: Path) -> None:
    assert said(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "words"),
    [
        ("one", "[Part 2]", "[Part 1]", 3, "the link to Part 2 of a series calls it Part 1"),
        ("one", "**2.**", "**3.**", 7, "after exercise 1 comes 2, and not 3"),
        ("one", "[exercise 2]", "[exercise 3]", 3, "there is no exercise 3 in docs/one.md, which has 2"),
        ("two", "exercise 1", "exercise 4", 3, "there is no exercise 4 in docs/one.md, which has 2"),
        ("two", "After Part 1", "After Part 3", 3, "no page is Part 3 by its title"),
        ("other", "**1.** Counted", "**3.** Counted", 5, "after exercise 1 comes 2, and not 3"),
    ],
)
def test_a_number_that_nothing_has_is_told(
    tmp_path: Path, name: str, old: str, new: str, line: int, words: str
) -> None:
    assert said(tmp_path, **{name: GOOD[name].replace(old, new)}) == [(name, line, words)]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\n# no\n---\n\n```py\n# no\n```\n\n# Of one and `two` { #a }\n\n# Second\n", "Of one and `two`"),
        ("# `all`\n", "`all`"),
        ("#no\n\n## Nor this\n", ""),
    ],
)
def test_a_title_is_the_first_heading_with_its_code(tmp_path: Path, text: str, title: str) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: A\n")
    (tmp_path / "page.md").write_text(text, encoding="utf-8")
    assert Page(tmp_path / "page.md", Project(tmp_path)).title == title
