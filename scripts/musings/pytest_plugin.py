"""Claims as pytest items, through Sybil: `docs/posts/activations.md::line 42, fact activations.sigmoid_max_slope`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from sybil import Document, Example, Region, Sybil

from musings.check import examine_page
from musings.claim import Claim
from musings.claims import find_claims, kinds
from musings.failure import Failure
from musings.page import Page
from musings.project import GENERATED_PAGES, Project


def parser(project: Project) -> Callable[[Document], Iterable[Region]]:
    """Return a Sybil parser that finds every claim of a page."""

    def parse(document: Document) -> Iterable[Region]:
        page = Page(Path(document.path), project)
        page.namespace = document.namespace
        yield Region(0, 0, page, lambda example: _report(lambda: examine_page(page)))
        for claim in find_claims(page):
            # A claim may stand inside another one's block (a citation in a table), and Sybil's regions may not
            # overlap: the region is the first character of the claim's mark.
            yield Region(claim.mark[0], claim.mark[0] + 1, claim, _evaluator(claim, page))

    return parse


def _evaluator(claim: Claim, page: Page) -> Callable[[Example], str]:
    return lambda example: _report(lambda: kinds()[claim.kind].prove(claim, page))


def _report(prove: Callable[[], None]) -> str:
    try:
        prove()
    except Failure as failure:
        return str(failure)
    return ""


class Claims(Sybil):
    """Sybil whose items are named by the line, the kind and the claim's own name."""

    def identify(self, example: Example) -> str:
        if isinstance(example.parsed, Claim):
            return f"line {example.line}, {example.parsed.kind} {example.parsed.name}"
        return "the page as a whole"


def collector(root: Path) -> Callable[[Path, Any], Any]:
    """Return pytest's `pytest_collect_file` for the pages of the project in `root`."""
    project = Project(root.resolve())
    sybil = Claims([parser(project)], pattern="*.md", path=str(project.docs))
    generated = project.docs / GENERATED_PAGES
    collect = sybil.pytest()

    def pytest_collect_file(file_path: Path, parent: Any) -> Any:
        written = file_path != project.ledger and not file_path.is_relative_to(generated)
        return collect(file_path, parent) if written else None

    return pytest_collect_file
