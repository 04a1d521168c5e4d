"""The card that others show of a page when its address is shared: its title beside the approved picture of a figure."""

from __future__ import annotations

import io
from typing import Any, Final

from musings.core.failure import Failure
from musings.core.project import Project
from musings.drawing import figures

WIDTH: Final = 1200
HEIGHT: Final = 630
"""In pixels: what those who show cards ask for."""
_DPI: Final = 100
_MARGIN: Final = 0.045
_LINE: Final = 46
"""So many letters of a title fit beside each other."""


def address(page: str) -> str:
    """Return where the card of a page lies in the site.

    >>> address("posts/data.md"), address("index.md")
    ('assets/cards/posts-data.png', 'assets/cards/index.png')
    """
    return f"assets/cards/{page.removesuffix('.md').replace('/', '-')}.png"


def draw(project: Project, name: str, title: str, site: str) -> bytes:
    """Return a page's card as PNG; raises `Failure` where the figure has no approved picture."""
    picture = figures.baseline(project, name, "light")
    if not picture.is_file():
        raise Failure(
            f"the page's card shows the figure {name}, which has no approved picture",
            expected=project.name_of(picture),
            advice="name a figure of the site as its claims do (`card: topic/figure`), and approve that one",
        )
    from matplotlib.figure import Figure
    from matplotlib.image import imread

    made = io.BytesIO()
    with figures.styled(project, "light"):
        card = Figure(figsize=(WIDTH / _DPI, HEIGHT / _DPI), dpi=_DPI, facecolor="white")
        card.set_layout_engine("none")
        common: dict[str, Any] = {"x": _MARGIN, "parse_math": False}
        card.text(y=0.93, s=_lines(title), va="top", size=34, linespacing=1.15, **common)
        card.text(y=0.05, s=site, size=19, **common)
        below = 0.25 if "\n" in _lines(title) else 0.13
        axes = card.add_axes((_MARGIN, 0.13, 1 - 2 * _MARGIN, 0.93 - 0.13 - below))
        axes.imshow(imread(picture), interpolation="lanczos")
        axes.set_axis_off()
        card.savefig(made, format="png", metadata={"Software": None})
    return made.getvalue()


def _lines(title: str) -> str:
    r"""Return a title in one line or two, parted where it parts itself.

    >>> _lines("Data – What is it?"), _lines("Deployment, part 4 – Ray Serve: two are better than one")
    ('Data – What is it?', 'Deployment, part 4 –\nRay Serve: two are better than one')
    """
    if len(title) <= _LINE:
        return title
    head, dash, rest = title.partition(" – ")
    return f"{head} –\n{rest}" if dash else title
