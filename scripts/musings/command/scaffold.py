"""`musings new`: a post with its snippet, plot, fact and test, that proves itself as it stands."""

from __future__ import annotations

import datetime
import keyword
import re
import unicodedata
from pathlib import Path
from typing import Final

from musings.core.failure import Failure
from musings.core.project import GENERATED_PAGES, Project

_FILES: Final = {
    "{posts}/{slug}.md": """\
---
date: {date}
description: What a reader learns here, in a sentence.
categories: [Drafts]
---

# {title}

What is the square of a number good for?
Its slope at [3](setup:{topic}.facts.slope_at_three.place) is [6.0](fact:{topic}.slope_at_three).

<!-- more -->

![A parabola with its lowest point at the origin](figure:{topic}/square)

/// formula | {topic}.square
f(x) = x^2
///

```py {{ .live title="snippets/{topic}/square.py" }}
--8<-- "{topic}/square.py:square"
```

```pycon {{ .live }}
>>> import numpy as np
>>> from snippets.{topic} import square
>>> square(np.array([-2.0, 3.0]))
array([4., 9.])
```
""",
    "snippets/{topic}/__init__.py": '''\
"""{docstring}."""

from snippets.{topic}.square import square

__all__ = ["square"]
''',
    "snippets/{topic}/square.py": '''\
"""The square, to be replaced by what the post is about."""

import numpy as np
from numpy.typing import NDArray


# --8<-- [start:square]
def square(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return x², element by element; same shape as `x`.

    >>> square(np.array([-2.0, 3.0]))
    array([4., 9.])
    """
    return x * x


# --8<-- [end:square]
''',
    "snippets/{topic}/facts.py": '''\
"""The numbers that the post prints, one function each."""

import numpy as np

from snippets.{topic}.square import square


def slope_at_three() -> float:
    """The slope of the square at 3, as a central difference."""
    place, step = 3.0, 1e-6
    below, above = square(np.array([place - step, place + step]))
    return float((above - below) / (2.0 * step))
''',
    "plots/{topic}.py": '''\
"""The figures of the post."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

from snippets import {topic}


def square() -> Figure:
    """The square around zero."""
    figure, axes = plt.subplots()
    x = np.linspace(-2.0, 2.0, 81)
    axes.plot(x, {topic}.square(x))
    axes.set(xlabel="x", ylabel="x²")
    return figure
''',
    "tests/snippets/{topic}/test_square.py": """\
import numpy as np

from snippets.{topic} import facts, square


def test_the_square_of_a_negative_number_is_positive() -> None:
    assert square(np.array([-3.0])) == 9.0


def test_the_slope_is_twice_the_input() -> None:
    assert abs(facts.slope_at_three() - 6.0) < 1e-6
""",
}


_OWN_TOPICS: Final = {
    "catalogue": "plots/catalogue/ draws the entries of catalogues",
    "explorers": "snippets/explorers/ holds what explorers compute",
    "style": "plots/style.py holds the looks of all figures",
}
_OWN_ADDRESSES: Final = frozenset({"assets", GENERATED_PAGES, "index", "ledger", "readme"})


def create(project: Project, title: str, topic: str | None = None) -> list[Path]:
    """Write the files of a new post and return them; raises `Failure`, with nothing written, where one exists."""
    title = " ".join(title.split())
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    topic = topic or re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    if not slug or not topic.isidentifier():
        raise Failure(f"“{title}” gives no name for files", advice="use words, or name a folder with --topic")
    _require_free(project, title, slug, topic)
    today = datetime.datetime.now(tz=datetime.UTC).date()
    names = {
        "title": _in_markdown(title),
        "docstring": title.replace("\\", "\\\\").replace('"', '\\"'),
        "topic": topic,
        "slug": slug,
        "date": today,
        "posts": project.name_of(project.posts),
    }
    contents = {project.root / path.format(**names): text.format(**names) for path, text in _FILES.items()}
    if existing := [project.name_of(path) for path in contents if path.exists()]:
        raise Failure(f"{', '.join(existing)} already there", advice="choose another title or --topic")
    for path, text in contents.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(contents)


def _require_free(project: Project, title: str, slug: str, topic: str) -> None:
    """Raise `Failure` for a title or a topic whose names mean something else here."""
    if keyword.iskeyword(topic):
        raise Failure(
            f"“{topic}” is a word of Python, so no module can have this name", advice="name a folder with --topic"
        )
    if topic in _OWN_TOPICS:
        raise Failure(f"“{topic}” is taken: {_OWN_TOPICS[topic]}", advice="name a folder with --topic")
    taken = slug in _OWN_ADDRESSES or any(
        path.exists() for path in (project.docs / slug, project.docs / f"{slug}.md", project.docs / f"{slug}.ipynb")
    )
    if taken:
        raise Failure(f"“{title}” gives the address /{slug}/, which another page has", advice="choose another title")


def _in_markdown(title: str) -> str:
    r"""Return a title as Markdown that shows it as it is.

    >>> print(_in_markdown(r"C:\new *x* & <b>"))
    C:\\new \*x\* &amp; &lt;b>
    """
    return re.sub(r"([\\`*_{}\[\]$])", r"\\\1", title).replace("&", "&amp;").replace("<", "&lt;")
