"""What nobody shows.

Where all is shown, and nothing twice on a page, a name in the place of another leaves one over.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from musings.claims.registry import find_claims
from musings.core import modules
from musings.core.bibliography import bibliography
from musings.core.page import Page
from musings.core.project import Project

_START: Final = re.compile(r"-{1,}8<-{1,}[ \t]+\[[ \t]*start[ \t]*:[ \t]*(?P<name>[^\]\s]*)")
SHOWN: Final = frozenset({"citation", "figure", "listing"})
"""The kinds of claim whose names tell what is shown."""
_ONCE: Final = frozenset({"figure", "listing"})


def leftovers(project: Project, pages: Sequence[Page]) -> list[str]:
    """Return what nobody shows, and what a page shows twice."""
    shown: dict[str, set[str]] = {}
    twice = []
    for page in pages:
        names = Counter((claim.kind, claim.name) for claim in find_claims(page))
        for (kind, name), count in names.items():
            shown.setdefault(kind, set()).add(name)
            if kind in _ONCE and count > 1:
                twice.append(f"{page.name} shows the {kind} {name} {count} times")
    there = {
        "listing": set(_sections(project)),
        "figure": set(_figures(project)),
        "citation": set(bibliography(project)),
    }
    return twice + [
        f"nobody shows the {kind} {name}" for kind, names in there.items() for name in sorted(names - shown[kind])
    ]


def _sections(project: Project) -> Iterator[str]:
    for path in sorted(project.snippets.rglob("*")):
        if path.is_file() and path.suffix in {".py", ".yaml", ".toml", ".lua"}:
            file = path.relative_to(project.snippets).as_posix()
            yield from (f"{file}:{match['name']}" for match in _START.finditer(path.read_text(encoding="utf-8")))


def _figures(project: Project) -> Iterator[str]:
    """Yield the functions that take nothing and return a figure."""
    for path in sorted(project.plots.glob("*.py")):
        tree = modules.parse(path)
        for node in tree.body if tree else ():
            if not isinstance(node, ast.FunctionDef) or node.args.args or node.name.startswith("_"):
                continue
            if node.returns is not None and ast.unparse(node.returns) == "Figure":
                yield f"{path.stem}/{node.name}"
