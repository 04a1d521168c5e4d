"""The course: what its map draws, and what of a post's place and needs cannot be so."""

import re
from pathlib import Path

import pytest

from musings.core import course, written
from musings.core.project import Project
from musings.site.course import drawn

from .conftest import Site

POST = "---\ndate: 2026-11-22\n{front}---\n\n# {title}\n\nWords.\n\n<!-- more -->\n\nMore words.\n"


def project(root: Path, **fronts: str) -> Project:
    """A project of posts, by their names what stands in their front matter."""
    (root / "docs" / "posts").mkdir(parents=True)
    (root / "mkdocs.yml").write_text(
        'site_name: A\nplugins:\n  - blog:\n      blog_dir: .\n      post_dir: "{blog}/posts"\n'
    )
    for name, front in fronts.items():
        (root / "docs" / "posts" / f"{name}.md").write_text(POST.format(front=front, title=name.title()))
    return Project(root)


def said(there: Project) -> list[tuple[str, int | None, str]]:
    return [(page.path.stem, failure.line, failure.problem) for page, failure in course.faults(written.pages(there))]


def test_a_course_that_can_be_read_in_its_order_is_right(tmp_path: Path) -> None:
    there = project(
        tmp_path,
        one="course: 1\n",
        two="course: 2\nneeds: [one]\n",
        beside="",
        three="course: 3\nneeds:\n  - one\n  - two\n",
    )
    assert said(there) == []
    steps = course.steps(written.pages(there))
    assert [(step.name, step.needs) for step in steps] == [("one", ()), ("two", ("one",)), ("three", ("one", "two"))]


@pytest.mark.parametrize(
    ("front", "line", "words"),
    [
        ("course: 2\nneeds: [one, three]\n", 4, "three comes after it, at 3"),
        ("course: 2\nneeds:\n  - one\n  - three\n", 6, "three comes after it, at 3"),
        ("course: 2\nneeds: [two]\n", 4, "two is this post itself"),
        ("course: 2\nneeds: [onne]\n", 4, "there is no post onne, which this one needs"),
        ("course: 2\nneeds: [beside]\n", 4, "beside, which this one needs, has no place"),
        ("course: 2\nneeds: one\n", 4, "is a list of posts"),
        ("course: 2\nneeds: [one, one]\n", 4, "is a list of posts"),
        ("needs: [one]\n", 3, "has a place after them"),
        ("course: second\n", 3, "is a whole number"),
        ("course: true\n", 3, "is a whole number"),
        ("course: 3\n", 3, "another post has the same place"),
    ],
)
def test_what_cannot_be_so_is_told_with_its_line(tmp_path: Path, front: str, line: int, words: str) -> None:
    there = project(tmp_path, one="course: 1\n", two=front, three="course: 3\n", beside="")
    ((where, problem),) = [(line, problem) for name, line, problem in said(there) if name == "two"]
    assert words in problem
    assert where == line


def test_check_and_build_refuse_a_post_that_needs_a_later_one(site: Site) -> None:
    text = site.post.read_text()
    later = re.sub(r"\A---\n", "---\ncourse: 2\n", text).replace("# A demonstration", "# Another")
    site.write("docs/posts/later.md", later)
    site.post.write_text(re.sub(r"\A---\n", "---\ncourse: 1\nneeds: [later]\n", text))
    done = site.check()
    assert done.returncode == 1
    assert "docs/posts/demo.md:3:" in done.stdout + done.stderr
    assert "later comes after it, at 2" in done.stdout + done.stderr


def lanes(picture: str) -> set[int]:
    """The rails, by how far from the left they run, that go through the row from its top to its foot."""
    return {int(x) for x in re.findall(r'<line class="[^"]*" x1="(\d+)" y1="0" x2="\d+" y2="100%"/>', picture)}


def test_rails_pass_the_rows_between_and_never_lie_over_each_other() -> None:
    # 0 leads to 1 and 4, 1 to 3 and 5, 2 to 3 alone, 4 to 6 and 7
    pictures, width = drawn([[1, 4], [3, 5], [3], [], [6, 7], [], [], []])
    assert [len(lanes(picture)) for picture in pictures] == [0, 1, 2, 2, 1, 1, 1, 0]
    assert all(0 < x < width for picture in pictures for x in lanes(picture))
    # An arrow for each that a post rests on, and none elsewhere.
    assert [picture.count("rail-end") for picture in pictures] == [0, 1, 0, 2, 1, 1, 1, 1]


def test_a_course_whose_posts_rest_on_none_is_a_row_of_posts() -> None:
    assert [picture.count("<") for picture in drawn([[], [], []])[0]] == [1, 1, 1]
