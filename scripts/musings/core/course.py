"""The course: in which order the posts stand, and which of them a reader needs to have read to follow another.

The front matter of a post says both: `course: 4` gives it its place, `needs: [data]` names posts by their files. What a
reader is shown of the order, before a post, after it and on the map, is made of this alone.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from musings.core.failure import Failure
from musings.core.page import Page

PLACE: Final = "course"
NEEDS: Final = "needs"


@dataclass(frozen=True)
class Step:
    """A post with its place; `needs` are the names of the posts that it rests on, as its author lists them."""

    page: Page
    place: int
    needs: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What other posts call it: its file's name without the suffix."""
        return self.page.path.stem


def steps(pages: Sequence[Page]) -> list[Step]:
    """Return the posts that have a place, in their order; whose front matter cannot be understood has none."""
    found = []
    for page in pages:
        try:
            step = _step(page)
        except Failure:  # told where the page is examined, and by `faults`
            continue
        if step is not None:
            found.append(step)
    return sorted(found, key=lambda step: step.place)


def faults(pages: Sequence[Page]) -> Iterator[tuple[Page, Failure]]:
    """Yield each post of which the course cannot be made as it is written, with what is said of it."""
    course = steps(pages)
    known = {step.name: step for step in course}
    posts = [page for page in pages if _is_post(page)]
    for page in posts:
        try:
            step = _step(page)
        except Failure as failure:
            if failure.line is not None and _speaks_of_it(page):
                yield page, failure
            continue
        if step is None:
            continue
        others = [other for other in course if other.place == step.place and other.page is not page]
        if others:
            yield (
                page,
                Failure(
                    "another post has the same place in the course",
                    got=f"{PLACE}: {step.place}: {', '.join(other.page.name for other in others)}",
                    advice="give one of them another number",
                    line=_line(page, PLACE),
                ),
            )
        for name in step.needs:
            wrong = _misplaced(step, name, known, [post.path.stem for post in posts])
            if wrong is not None:
                yield page, wrong


def _misplaced(step: Step, name: str, known: dict[str, Step], posts: Sequence[str]) -> Failure | None:
    """Return what is wrong with a post's need, if anything is."""
    line = _line(step.page, NEEDS, name)
    if name not in posts:
        near = difflib.get_close_matches(name, posts, n=1)
        advice = f"did you mean {near[0]}?" if near else f"name one of the posts: {', '.join(sorted(posts))}"
        return Failure(f"there is no post {name}, which this one needs", advice=advice, line=line)
    if name not in known:
        return Failure(
            f"the post {name}, which this one needs, has no place in the course",
            advice=f"give it a `{PLACE}:`",
            line=line,
        )
    other = known[name]
    if other.place >= step.place:
        where = "is this post itself" if name == step.name else f"comes after it, at {other.place}"
        return Failure(
            f"a post needs what a reader has read before, and {name} {where}",
            got=f"{PLACE}: {step.place}",
            advice=f"take {name} out of `{NEEDS}:`, or change the order",
            line=line,
        )
    return None


def _is_post(page: Page) -> bool:
    return page.path.is_relative_to(page.project.posts)


def _speaks_of_it(page: Page) -> bool:
    try:
        return PLACE in page.front_matter or NEEDS in page.front_matter
    except Failure:
        return False


def _step(page: Page) -> Step | None:
    """Return a page's place in the course, if it has one; raises `Failure` for what cannot be understood."""
    if not _is_post(page):
        return None
    place, needs = page.front_matter.get(PLACE), page.front_matter.get(NEEDS)
    if place is not None and (not isinstance(place, int) or isinstance(place, bool)):
        raise Failure(
            "bad front matter: the place in the course is a whole number",
            expected=f"{PLACE}: 4",
            got=f"{PLACE}: {place}",
            advice="correct it",
            line=_line(page, PLACE),
        )
    if needs is None:
        return None if place is None else Step(page, place)
    if not isinstance(needs, list) or not all(isinstance(name, str) for name in needs) or len({*needs}) < len(needs):
        raise Failure(
            "bad front matter: what a post needs is a list of posts, each named once",
            expected=f"{NEEDS}: [data]",
            got=f"{NEEDS}: {needs}",
            advice="name them by their files, without the suffix",
            line=_line(page, NEEDS),
        )
    if place is None:
        raise Failure(
            "bad front matter: a post that needs others has a place after them",
            advice=f"give it a `{PLACE}:`",
            line=_line(page, NEEDS),
        )
    return Step(page, place, tuple(needs))


def _line(page: Page, key: str, value: str = "") -> int:
    """Return the line of the front matter where a key stands, or a value below or beside it."""
    found = re.search(rf"^{key}:", page.text, re.MULTILINE)
    if found is None:
        return 1
    # Not in the lines of the next key.
    end = re.compile(r"^\w|^---", re.MULTILINE).search(page.text, found.end())
    inside = re.compile(rf"(?<![\w-]){re.escape(value)}(?![\w-])") if value else None
    exact = inside.search(page.text, found.end(), end.start() if end else len(page.text)) if inside else None
    return page.line(exact.start() if exact else found.start())
