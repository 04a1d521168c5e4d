"""Claims as pytest items, through Sybil: `docs/posts/activations.md::line 42, fact activations.sigmoid_max_slope`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sybil import Document, Example, Region, Sybil
from sybil.typing import Parser

from musings.claims.claim import Claim
from musings.claims.registry import find_claims, kinds
from musings.core import experiments, written
from musings.core.failure import Failure, NotHere
from musings.core.page import Page
from musings.core.project import Project
from musings.proof.check import prove_page
from musings.site import catalogue


def parser(project: Project) -> Callable[[Document], Iterable[Region]]:
    """Return a Sybil parser that finds every claim of a page."""

    def parse(document: Document) -> Iterable[Region]:
        page = written.page(project, Path(document.path))
        page.namespace = document.namespace
        yield Region(0, 0, page, lambda example: _report(project, lambda: prove_page(page)))
        for claim in find_claims(page):
            # A claim may stand inside another one's block (a citation in a table), and Sybil's regions may not
            # overlap: the region is the first character of the claim's mark.
            yield Region(claim.mark[0], claim.mark[0] + 1, claim, _evaluator(claim, page))

    return parse


def _evaluator(claim: Claim, page: Page) -> Callable[[Example], str]:
    return lambda example: _report(page.project, lambda: kinds()[claim.kind].prove(claim, page))


def _report(project: Project, prove: Callable[[], None]) -> str:
    try:
        with experiments.kept(project):
            prove()
    except NotHere as absent:
        pytest.skip(str(absent))
    except Failure as failure:
        return str(failure)
    return ""


def _notebook(project: Project) -> type[Document]:
    """Return how Sybil reads a notebook: as the text of its text cells."""

    class Notebook(Document):
        @classmethod
        def parse(cls, path: str, *parsers: Parser, encoding: str = "utf-8") -> Document:  # noqa: ARG003
            document = cls(written.page(project, Path(path)).text, path)
            for parse in parsers:
                for region in parse(document):
                    document.add(region)
            return document

    return Notebook


class Claims(Sybil):
    """Sybil whose items are named by the line, the kind and the claim's own name."""

    def identify(self, example: Example) -> str:
        if isinstance(example.parsed, Claim):
            return f"line {example.parsed.line}, {example.parsed.kind} {example.parsed.name}"
        return "the page as a whole"


def keeper(root: Path) -> Callable[[pytest.FixtureRequest], Iterator[None]]:
    """Return a fixture within which experiments of the project in `root` keep their results.

    In a test that changes code, by `monkeypatch`, they do not: what they return is not the experiment's.
    """
    project = Project(root.resolve())

    @pytest.fixture(autouse=True)
    def experiments_kept(request: pytest.FixtureRequest) -> Iterator[None]:
        if "monkeypatch" in request.fixturenames:
            yield
        else:
            with experiments.kept(project):
                yield

    return experiments_kept


def collector(root: Path) -> Callable[[Path, Any], Any]:
    """Return pytest's `pytest_collect_file` for the pages of the project in `root`."""
    project = Project(root.resolve())
    project.use()
    if problems := catalogue.write_stale(project):
        raise pytest.UsageError("\n".join(problems))
    sybil = Claims(
        [parser(project)],
        patterns=["*.md", "*.ipynb"],
        path=str(project.root),
        document_types={".ipynb": _notebook(project)},
    )
    collect = sybil.pytest()

    def pytest_collect_file(file_path: Path, parent: Any) -> Any:
        read = file_path.is_relative_to(project.docs) and not project.is_made(file_path)
        shown = file_path.is_relative_to(project.snippets) and file_path.suffix == ".ipynb"
        return collect(file_path, parent) if read or shown else None

    return pytest_collect_file
