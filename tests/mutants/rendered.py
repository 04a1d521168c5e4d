"""Mutants of finished pages: of what Python-Markdown has made of a page, before a browser sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial
from typing import Final

from musings.core.project import Project
from musings.core.written import page, pages
from musings.proof import account
from tests.mutants import letters
from tests.mutants.mutant import Mutant, Population, mutant

SUFFIX: Final = " as HTML"
"""What the file of such a mutant is called beside the page that it was made from."""
_PARTS: Final = {
    "code": r"<pre\b.*?</pre>",
    "table": r"<table\b.*?</table>",
    "formula": r'<math\b[^>]*display="block".*?</math>',
    "fact": r'<a class="fact".*?</a>',
    "citation": r'<a class="citation".*?</a>',
}


@cache
def html(project: Project, name: str) -> str:
    """Return a page of the project as the site renders it."""
    return account.html(page(project, project.root / name.removesuffix(SUFFIX)))


def _digits(part: str, project: Project) -> Iterator[Mutant]:
    for written in pages(project):
        if written.path.is_relative_to(project.docs / "catalogue"):
            continue
        text = html(project, written.name)
        for found in re.finditer(_PARTS[part], text, re.DOTALL):
            for seen in re.finditer(r">(?P<text>[^<]*\d[^<]*)<", found[0]):
                first = found.start() + seen.start("text")
                for at, before, after in letters.digits(seen["text"]):
                    made = mutant(f"finished page: {part}", written.name, text, first + at, before, after)
                    if not re.search(r"&#?\w*$", text[max(0, first + at - 6) : first + at]):
                        yield replace(made, file=written.name + SUFFIX)


POPULATIONS: Final[dict[str, Population]] = {f"finished page: {part}": partial(_digits, part) for part in _PARTS}
