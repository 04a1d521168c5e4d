"""A listing: a fence that holds one `--8<-- "topic/file.py:section"` include, titled with the file."""

from __future__ import annotations

import doctest
import subprocess
import textwrap
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sybil.evaluators.doctest import DocTestRunner

from musings import services
from musings.claims.claim import Claim, Failure, Kind
from musings.core import modules
from musings.core.failure import NotHere
from musings.core.page import Fence, Page
from musings.core.project import TEST_ANCHOR, Project
from musings.markdown import exhibits
from musings.markdown.fences import Marked
from musings.markdown.includes import INCLUDE, section

if TYPE_CHECKING:
    from markdown import Markdown

    from musings.markdown.site import Site

_FORM = '--8<-- "topic/file.py:section"'


@dataclass(frozen=True)
class ListingClaim(Claim):
    """A fence with an include; its title should be the file's name, its language the file's."""

    title: str
    language: str


class Listing(Kind[ListingClaim]):
    """Code of a real file, or of a section of it."""

    name = "listing"
    proved_by = "the section exists once and is closed; the file imports and its doctests pass; tests cover its lines"
    together = False
    code = True

    def find(self, page: Page) -> Iterator[ListingClaim]:
        for fence in page.fences:
            if self.covers(fence):
                include = INCLUDE.search(fence.source)
                name = "?"
                if include is not None:
                    name = include["path"] + (f":{include['section']}" if include["section"] else "")
                place = self.at(page, name, fence.mark, fence.span, fence.source)
                yield ListingClaim(*place, fence.attributes.get("title", ""), fence.language)

    def covers(self, fence: Fence) -> bool:
        return "8<-" in fence.source and fence.language not in {"markdown", "md", "text"}

    def examine(self, claim: ListingClaim, page: Page) -> None:
        project = page.project
        lines = [line for line in claim.text.split("\n") if line.strip()]
        include = INCLUDE.fullmatch(lines[0]) if len(lines) == 1 else None
        if include is None:
            raise Failure(
                "a listing holds one include and nothing else",
                expected=_FORM,
                got=claim.text.strip(),
                advice="put the code into a file under snippets/ and include that",
            )
        path = project.snippets / include["path"]
        name = project.name_of(path)
        if not path.is_file():
            near = ", ".join(sorted(project.name_of(p) for p in path.parent.glob(f"*{path.suffix}"))[:12])
            raise Failure(
                f"there is no {name}", advice=f"write the file, or use one of: {near}" if near else "write the file"
            )
        if include["section"] is not None:
            section(path.read_text(encoding="utf-8"), include["section"], name)
        if path.suffix == ".py" and (problem := modules.syntax_error(project, path)):
            raise problem
        if claim.title != name:
            raise Failure(
                "the listing is not titled with its file",
                expected=f'title="{name}"',
                got=claim.title or None,
                advice="correct the title",
            )
        if (known := _languages(path.name)) and claim.language not in known:
            raise Failure(
                "the listing is shown as another language than its file's",
                expected=known[0],
                got=claim.language or None,
                advice="correct the first word of the fence",
            )

    def prove(self, claim: ListingClaim, page: Page) -> None:
        self.examine(claim, page)
        path = page.project.snippets / claim.name.partition(":")[0]
        if path.suffix == ".py" and path not in page.tested:  # a file is shown in parts and tested as a whole
            service = _service_of(path, page.project)
            (_run_doctests if service is None else _run_doctests_in(service))(page, path)
            page.tested.add(path)

    def sources(self, claim: ListingClaim, page: Page) -> list[Path]:
        path = page.project.snippets / claim.name.partition(":")[0]
        service = _service_of(path, page.project)
        return [path, *(service.made_of if service else [])]

    def shows(self, claim: ListingClaim, page: Page) -> list[exhibits.Exhibit]:
        try:
            return [exhibits.code(_listed(claim, page)[1])]
        except Failure as failure:  # it is rendered as what it says
            return [exhibits.code(f"({failure.problem})")]

    def cells(self, claim: ListingClaim, page: Page) -> Iterator[Any]:
        from musings.notebooks import cells

        return cells.of_part(page.project, *_listed(claim, page))

    def plain(self, claim: ListingClaim, page: Page) -> str:
        path, text = _listed(claim, page)
        return (f"# {page.project.name_of(path)}\n" if path.suffix == ".py" else "") + textwrap.dedent(text)

    def extend(self, md: Markdown, site: Site) -> None:
        def mark(fence: Fence) -> Marked | None:
            written = [line for line in fence.source.split("\n") if line.strip()]
            include = INCLUDE.match(written[0].lstrip(" >\t")) if self.covers(fence) and len(written) == 1 else None
            if include is None:
                return None
            path = site.project.snippets / include["path"]
            name = site.project.name_of(path)
            if not path.is_file():
                raise Failure(f"there is no {name}")
            part = include["section"] or ""
            if part:
                section(path.read_text(encoding="utf-8"), part, name)
            data = {"claim": self.name, "source": include["path"]} | ({"section": part} if part else {})
            place = self.name, include["path"] + (f":{part}" if part else "")
            return Marked(data, below=_links(site, path, part) if path.suffix == ".py" else (), place=place)

        site.mark_fences(mark)


@modules.until_looked_again
def _services(root: Path) -> dict[str, services.Service]:
    return services.discover(root)


def _service_of(path: Path, project: Project) -> services.Service | None:
    """Return the service whose own environment alone can import this file; None for a file that this one can import."""
    return next((service for service in _services(project.root).values() if path in service.modules), None)


@cache
def _languages(file: str) -> tuple[str, ...]:
    """Return the names of the language that a file is written in, as far as Pygments knows it by the file's name."""
    from pygments.lexers import find_lexer_class_for_filename

    lexer = find_lexer_class_for_filename(file)
    return tuple(lexer.aliases) if lexer else ()


def _links(site: Site, path: Path, part: str) -> list[str]:
    """Return the line that leads from a listing to its file and its test."""
    file = site.project.name_of(path)
    links = [f"[{file}]({site.code_address(file, part)})"]
    if modules.tests_of(site.project, path):
        links.append(f"[its test]({site.code_address(file)}#{TEST_ANCHOR})")
    return [" · ".join(links), "{: .listing-links }"]


def _listed(claim: Claim, page: Page) -> tuple[Path, str]:
    """Return the file of a listing and the part of it that the page shows."""
    name, _, part = claim.name.partition(":")
    path = page.project.snippets / name
    if not path.is_file():
        raise Failure(f"there is no {page.project.name_of(path)}")
    text = path.read_text(encoding="utf-8")
    lines = section(text, part, page.project.name_of(path)) if part else text.split("\n")
    return path, "\n".join(line for line in lines if "--8<--" not in line).strip("\n")


def _run_doctests(page: Page, path: Path) -> None:
    project = page.project
    module = modules.load(project, modules.module_name(project, path))
    report: list[str] = []
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for test in doctest.DocTestFinder(exclude_empty=True).find(module):
            loose = next((example for example in test.examples if example.options), None)
            if loose is not None:
                raise Failure(
                    f"{project.name_of(path)}:{(test.lineno or 0) + loose.lineno + 1}: a doctest is not compared"
                    " letter by letter, or not run at all",
                    got=loose.source.rstrip("\n"),
                    advice="take `# doctest: …` out and print what is the same in every run",
                )
            if test.examples and DocTestRunner(doctest.DONT_ACCEPT_TRUE_FOR_1).run(test, out=report.append).failed:
                line = (test.lineno or 0) + test.examples[0].lineno + 1
                raise Failure(
                    f"{project.name_of(path)}:{line}: a doctest of {test.name.rpartition('.')[2]} fails",
                    got="".join(report).strip(),
                    advice="correct the snippet or its doctest",
                )


def _run_doctests_in(service: services.Service) -> Callable[[Page, Path], None]:
    """Return what proves a file that only a service's own environment can import: that one's Python does it."""

    def run(page: Page, path: Path) -> None:
        project = page.project
        try:
            python = service.python
        except services.NotHere as absent:
            raise NotHere(str(absent)) from None
        code = "import doctest, importlib, sys; sys.exit(doctest.testmod(importlib.import_module(sys.argv[1])).failed)"
        done = subprocess.run(
            [str(python), "-c", code, modules.module_name(project, path)],
            cwd=project.root,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise Failure(
                f"{project.name_of(path)} does not import, or a doctest of it fails",
                got=(done.stdout + done.stderr).strip(),
                advice="correct the snippet or its doctest",
            )

    return run
