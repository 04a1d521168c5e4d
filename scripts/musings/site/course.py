"""The map of the course: the posts in their order, and beside them rails from each to those that rest on it.

A rail is drawn in the part of each row that it passes, so that a row may be as high as its words need.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from musings.core import course, written
from musings.core.project import Project
from musings.site import descriptions

_LANE: Final = 13
"""From one rail to the next, in pixels."""
_TOP: Final = 24
"""How far below the top of its row a post's first line joins it: beside its title."""
_NEXT: Final = 8
"""From one line that joins a post to the next one."""
_BEND: Final = 7
_COLOURS: Final = 6
"""So many rails have colours of their own (site.css), then they come again."""


@dataclass(eq=False)
class Stop:
    """A post of the course, what it rests on, what rests on it, and its part of the picture."""

    name: str
    page: Page
    number: int
    needs: list[Stop] = field(default_factory=list)
    leads: list[Stop] = field(default_factory=list)
    picture: str = ""

    @property
    def title(self) -> str:
        """The short title that its author gives it, else the whole one."""
        return str(self.page.meta.get("short") or descriptions.words(str(self.page.title)))


@dataclass
class Course:
    """The posts that are on the site, in their order; `width` is that of the picture, in pixels."""

    stops: list[Stop] = field(default_factory=list)
    width: int = 0

    def at(self, page: Page) -> Stop | None:
        """Return the place of a page, if it has one."""
        return next((stop for stop in self.stops if stop.page is page), None)

    def before(self, stop: Stop) -> Stop | None:
        """Return the post that comes before another."""
        return self.stops[stop.number - 2] if stop.number > 1 else None

    def after(self, stop: Stop) -> Stop | None:
        """Return the post that comes after another."""
        return self.stops[stop.number] if stop.number < len(self.stops) else None


def of(project: Project, files: Files) -> Course:
    """Return the course of a site; what is no page of it, such as a draft, is left out."""
    known: dict[str, Stop] = {}
    for step in course.steps(written.pages(project)):
        file = files.get_file_from_path(project.address_of(step.page.path))
        if file is None or file.page is None or not hasattr(file.page, "excerpt"):
            continue
        known[step.name] = stop = Stop(step.name, file.page, len(known) + 1)
        stop.needs = [known[name] for name in step.needs if name in known]
        for other in stop.needs:
            other.leads.append(stop)
    stops = list(known.values())
    rows = [[lead.number - 1 for lead in stop.leads] for stop in stops]
    pictures, width = drawn(rows)
    for stop, picture in zip(stops, pictures, strict=True):
        stop.picture = picture
    return Course(stops, width)


@dataclass(frozen=True)
class _Rail:
    """From the row of a post to those of the posts that rest on it; without a lane, from one post to the next."""

    source: int
    targets: tuple[int, ...]
    lane: int | None
    colour: int

    @property
    def last(self) -> int:
        return self.targets[-1]


def drawn(leads: Sequence[Iterable[int]]) -> tuple[list[str], int]:
    """Return the picture of each row, where `leads` are by row the rows that rest on it, and the width of all.

    >>> pictures, width = drawn([[1], []])
    >>> len(pictures), width, "marker" in pictures[0]
    (2, 20, False)
    """
    rails = list(_rails(leads))
    lanes = max((rail.lane + 1 for rail in rails if rail.lane is not None), default=0)
    return [_row(row, rails, lanes) for row in range(len(leads))], lanes * _LANE + 20


def _rails(leads: Sequence[Iterable[int]]) -> Iterator[_Rail]:
    """Yield a rail for each row that others rest on, in lanes in which none lies over another."""
    free: list[int] = []  # by lane the row from which on it is free
    for source, rows in enumerate(leads):
        targets = tuple(sorted(rows))
        if not targets:
            continue
        if targets == (source + 1,):
            yield _Rail(source, targets, None, source % _COLOURS)
            continue
        lane = next((lane for lane, row in enumerate(free) if row <= source), len(free))
        free[lane : lane + 1] = [targets[-1]]
        yield _Rail(source, targets, lane, source % _COLOURS)


def _row(row: int, rails: Sequence[_Rail], lanes: int) -> str:
    """Return what is seen of the rails in a row, and its post."""
    middle = lanes * _LANE + 10
    # The innermost joins first, so that no rail crosses another's arm.
    coming = sorted((r for r in rails if row in r.targets and r.lane is not None), key=lambda r: -_at(r))
    going = next((r for r in rails if r.source == row and r.lane is not None), None)
    joints = {id(rail): _TOP + _NEXT * number for number, rail in enumerate(coming)}
    leaving = _TOP + _NEXT * len(coming)
    low = leaving if going or not coming else leaving - _NEXT
    parts = []
    for rail in rails:
        x, middle_left = _at(rail), middle - 6
        if rail.lane is None:
            if row == rail.source:
                parts.append(_line(rail, middle, f"{low}", "100%"))
            elif row == rail.last:
                parts += [_line(rail, middle, "0", f"{_TOP - 8}"), _arrow(rail, middle, _TOP - 6, down=True)]
        elif row == rail.source:
            parts += [
                _path(rail, f"M{middle} {leaving}H{x + _BEND}q-{_BEND} 0-{_BEND} {_BEND}"),
                _line(rail, x, f"{leaving + _BEND}", "100%"),
            ]
        elif rail.source < row <= rail.last:
            joint = joints.get(id(rail))
            if row < rail.last:
                parts.append(_line(rail, x, "0", "100%"))
            if joint is not None:
                start = f"{'0V' if row == rail.last else ''}{joint - _BEND}"
                parts += [
                    _path(rail, f"M{x} {start}q0 {_BEND} {_BEND} {_BEND}H{middle_left - 2}"),
                    _arrow(rail, middle_left, joint, down=False),
                ]
    parts.append(f'<rect x="{middle - 5}" y="{_TOP - 5}" width="10" height="{low - _TOP + 10}" rx="5"/>')
    return "".join(parts)


def _at(rail: _Rail) -> int:
    return (rail.lane or 0) * _LANE + 5


def _line(rail: _Rail, x: int, top: str, bottom: str) -> str:
    return f'<line class="rail-{rail.colour}" x1="{x}" y1="{top}" x2="{x}" y2="{bottom}"/>'


def _path(rail: _Rail, path: str) -> str:
    return f'<path class="rail-{rail.colour}" d="{path}"/>'


def _arrow(rail: _Rail, x: int, y: int, *, down: bool) -> str:
    shape = f"M{x - 3} {y - 5}h6l-3 5z" if down else f"M{x - 5} {y - 3}v6l5-3z"
    return f'<path class="rail-{rail.colour} rail-end" d="{shape}"/>'
