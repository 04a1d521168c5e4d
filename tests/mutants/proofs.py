"""The cheapest proof that suffices for a mutant: of what `make test` would run, that which its place can fail."""

from __future__ import annotations

import contextlib
import io
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest

from musings.claims.claim import Call, Claim
from musings.claims.exchange import commands
from musings.claims.extension import claimed
from musings.claims.registry import find_claims, kinds
from musings.core import modules, numbering, written
from musings.core.failure import Failure, NotHere
from musings.core.notebook_page import NotebookPage
from musings.core.page import Page
from musings.core.project import Project
from musings.markdown import exhibits
from musings.notebooks import kernel
from musings.proof import account, check
from musings.site import catalogue, catalogue_page
from tests import finished, leftovers
from tests.mutants import limits, reach, rendered
from tests.mutants.mutant import Mutant

SETTLED: Final = frozenset({"explorer", "figure", "listing", "plot"})
"""The kinds whose run depends on their name and the code alone: where neither is a mutant's, it gives what it gave."""
BY_COST: Final = (
    "record",
    "recorded",
    "citation",
    "fact",
    "table",
    "formula",
    "example",
    "explorer",
    "exchange",
    "notebook",
    "figure",
    "plot",
)
COMPUTED: Final = frozenset({"record", "recorded", "fact", "table", "formula", "example"})
DRAWN: Final = frozenset({"exchange", "notebook", "figure", "plot"})
TESTS_RUN: Final = (
    "-W",
    "ignore::pytest.PytestAssertRewriteWarning",
    "-qq",
    "-x",
    "-p",
    "no:cacheprovider",
    "-p",
    "no:xdist",
    "--no-header",
    "--tb=line",
    "--no-summary",
)

Spot = tuple[str, str, tuple[int, int]]
"""Where a claim is: its page, its kind and its mark."""
Known = tuple[str, str, str]
"""A claim's kind, name and the text that its proof depends on."""


@dataclass
class Proofs:
    """The proofs of one copy of the project, with what its unchanged code gave so far."""

    project: Project
    known: dict[str, list[Known]] = field(default_factory=dict)
    """What each page claims, unchanged."""
    made_from: dict[str, list[Spot]] = field(default_factory=dict)
    """By file of code or data: the claims that are made from it, each by its page, kind and mark."""
    values: dict[tuple[str, str], Any] = field(default_factory=dict)
    answers: dict[tuple[str, str | None, str], list[str]] = field(default_factory=dict)
    runs: dict[str, Any] = field(default_factory=dict)

    def learn(self) -> None:
        """Note what the unchanged pages claim, and which files each claim is made from."""
        for page in written.pages(self.project):
            known = self.known.setdefault(page.name, [])
            for claim in find_claims(page):
                kind = kinds()[claim.kind]
                known.append((claim.kind, claim.name, kind.context(claim, page)))
                for path in modules.closure(self.project, kind.sources(claim, page)):
                    made = self.made_from.setdefault(self.project.name_of(path), [])
                    made.append((page.name, claim.kind, claim.mark))

    def _page(self, name: str) -> Page:
        return written.page(self.project, self.project.root / name)

    def _new(self, page: Page) -> list[Claim]:
        """Return the claims of a changed page that were not there before, the cheapest first."""
        known = Counter(self.known.get(page.name, ()))
        new = []
        for claim in find_claims(page):
            as_known = (claim.kind, claim.name, kinds()[claim.kind].context(claim, page))
            if known[as_known] < 1:  # several that are alike were changed alike
                new.append(claim)
            known[as_known] -= 1
        return sorted(new, key=lambda claim: _cost(claim.kind))

    def prepare(self, mutant: Mutant) -> None:
        """Run what a mutant of a page needs of unchanged code; whoever proves it afterwards need not run it again."""
        if mutant.file.endswith(".ipynb") and mutant.file not in self.runs:
            page = self._page(mutant.file)
            assert isinstance(page, NotebookPage)
            self.runs[mutant.file] = kernel.execute(page.notebook, project=self.project)
        if mutant.kind.startswith("exchange"):
            self._ask(mutant)

    def prepare_values(self, mutant: Mutant) -> None:
        """Call the functions that the claims of a changed page name; its code is unchanged."""
        if not mutant.file.endswith((".md", ".ipynb")):
            return
        with contextlib.suppress(Failure):  # told where it is proved
            page = self._page(mutant.file)
            for claim in self._new(page):
                with contextlib.suppress(Failure):
                    kinds()[claim.kind].examine(claim, page)
                    if call := kinds()[claim.kind].call(claim, page):
                        self._value(call)

    def _value(self, call: Call) -> Any:
        at = (call.module, call.function)
        if at not in self.values:
            self.values[at] = call.here(self.project)
        return self.values[at]

    def _ask(self, mutant: Mutant) -> None:
        """Have the services of the unchanged page answer its questions once."""
        page = self._page(mutant.file)
        found: list[Any] = list(kinds()["exchange"].find(page))
        changed = next(claim for claim in found if mutant.start in range(*claim.mark))
        if (page.name, changed.runner, _asked(changed, page)) in self.answers:
            return
        kinds()["exchange"].prove(changed, page)
        for claim in found:
            if claim.mark in page.ran:
                answers = [answer for _, answer in page.ran[claim.mark]]
                self.answers[page.name, claim.runner, _asked(claim, page)] = answers

    def prove(self, mutant: Mutant) -> None:
        """Raise `Failure` where the mutant, which stands in its file by now, is noticed."""
        if mutant.file.endswith(rendered.SUFFIX):
            self._prove_html(mutant)
        elif mutant.file.endswith((".md", ".ipynb")) and not mutant.kind.startswith("notebook: code"):
            self._prove_page(self._page(mutant.file))
            if mutant.kind == "prose: numeral":
                self._prove_numbers()
        elif mutant.file.endswith(".bib"):
            self._prove_citations()
        elif mutant.file.endswith(".ipynb"):
            self._prove_claims([(mutant.file, "notebook", (1, 2))])
        else:
            self._prove_code(mutant)

    def _prove_page(self, page: Page) -> None:
        check.examine_page(page)
        new = self._new(page)
        for claim in new:
            kinds()[claim.kind].examine(claim, page)
        for failure in account.read(page):
            raise failure
        if isinstance(page, NotebookPage):
            self._remember(page)
        for claim in new:
            if claim.kind in SETTLED and any((kind, name) == (claim.kind, claim.name) for kind, name, _ in self._all()):
                continue
            if claim.kind == "exchange":
                self._remember_answers(page)
            if call := kinds()[claim.kind].call(claim, page):
                call.judge(self._value(call))
            else:
                _prove(claim, page)
        if any(claim.kind in leftovers.SHOWN for claim in new):
            self._prove_names()

    def _all(self) -> Iterator[Known]:
        return (each for known in self.known.values() for each in known)

    def _remember(self, page: NotebookPage) -> None:
        """Have a notebook whose code is unchanged give what it gave."""
        ran = self.runs[page.name]
        if [c.source for c in ran.cells if c.cell_type == "code"] == [
            c.source for c in page.notebook.cells if c.cell_type == "code"
        ]:
            setattr(kernel, "execute", lambda notebook, **_: ran)  # noqa: B010 - for this process alone, which ends

    def _remember_answers(self, page: Page) -> None:
        """Have questions that are unchanged be answered as they were."""
        found: list[Any] = list(kinds()["exchange"].find(page))
        for claim in found:
            with contextlib.suppress(Failure):
                answers = self.answers.get((page.name, claim.runner, _asked(claim, page)))
                if answers is not None:
                    page.ran[claim.mark] = list(zip(commands(claim, page), answers, strict=True))

    def _prove_html(self, mutant: Mutant) -> None:
        page = self._page(mutant.file.removesuffix(rendered.SUFFIX))
        html = rendered.html(self.project, page.name)
        for failure in exhibits.differences(exhibits.read(mutant.of(html)), claimed(page), whole=True):
            raise failure
        if words := finished.differs(mutant.of(html), html):
            raise Failure("the finished page has other words", expected=words)

    def _prove_numbers(self) -> None:
        for _, failure in numbering.faults(written.pages(self.project)):
            raise failure

    def _prove_names(self) -> None:
        if left := leftovers.leftovers(self.project, written.pages(self.project)):
            raise Failure(left[0])

    def _prove_citations(self) -> None:
        for page in written.pages(self.project):
            for claim in kinds()["citation"].find(page):
                kinds()["citation"].examine(claim, page)
        self._prove_names()

    def _prove_code(self, mutant: Mutant) -> None:
        """Prove what is made from a file and can notice: its tests, the catalogue, claims, other tests, pictures."""
        path = self.project.root / mutant.file
        found = reach.reached(self.project, mutant.file, mutant.line) if path.suffix == ".py" else None
        own = self._own_tests(path)
        forget("plots" if mutant.file.startswith("plots/") else "snippets", "plots")
        if own:
            _run_tests(self.project, own)
        for topic in catalogue.topics(self.project):
            source = self.project.snippets / topic / "catalogue.py"
            if path in modules.closure(self.project, [source, catalogue_page.plots_file(self.project, topic)]):
                self._prove_catalogue(topic)
        made = [spot for spot in self.made_from.get(mutant.file, []) if found is None or self._concerned(spot, found)]
        self._prove_claims([spot for spot in made if spot[1] in COMPUTED])
        if mutant.file.startswith("snippets/"):
            _run_tests(self.project, self._other_tests(own, found))
        self._prove_claims([spot for spot in made if spot[1] in DRAWN])
        if mutant.file.startswith("plots/"):
            _run_tests(self.project, sorted((self.project.tests / "plots").glob("test_*.py")))

    def _own_tests(self, path: Path) -> list[Path]:
        """Return a module itself, for its doctests, and its tests; for data, the tests of the modules that read it."""
        if not path.is_relative_to(self.project.snippets):
            return []
        if path.suffix == ".py":
            return [path, *modules.tests_of(self.project, path)]
        readers = [each for each in path.parent.glob("*.py") if path.name in each.read_text(encoding="utf-8")]
        return sorted({test for reader in readers for test in modules.tests_of(self.project, reader)})

    def _other_tests(self, own: list[Path], found: set[reach.Unit] | None) -> list[Path]:
        """Return the other tests that name what may have changed; that facts are numbers, the facts themselves say."""
        tests = sorted((self.project.tests / "snippets").rglob("test_*.py"))
        return [
            test
            for test in tests
            if test not in own and test.name != "test_facts.py" and found is not None and reach.mention(test, found)
        ]

    def _concerned(self, spot: Spot, found: set[reach.Unit]) -> bool:
        name, kind, mark = spot
        page = self._page(name)
        claim = next(each for each in kinds()[kind].find(page) if each.mark == mark)
        return reach.concerns(kind, claim.name, kinds()[kind].page_text(claim, page), found)

    def _prove_catalogue(self, topic: str) -> None:
        """Prove what a catalogue's pages would say now and did not say before."""
        texts = catalogue_page.render(self.project, topic, catalogue.formulas(self.project))
        for path, text in texts.items():
            page = written.page(self.project, path)
            vars(page)["raw"] = text
            if not path.is_file() or text != path.read_text(encoding="utf-8"):
                self._prove_page(page)

    def _prove_claims(self, spots: Iterable[Spot]) -> None:
        pages: dict[str, Page] = {}
        proved: set[tuple[str, str]] = set()
        for name, kind, mark in sorted(spots, key=lambda spot: _cost(spot[1])):
            page = pages.setdefault(name, self._page(name))
            for claim in kinds()[kind].find(page):
                if claim.mark == mark and not (kind in SETTLED and (kind, claim.name) in proved):
                    proved.add((kind, claim.name))
                    _prove(claim, page)


def _asked(claim: Any, page: Page) -> str:
    return str((claim.name, [command.words for command in commands(claim, page)]))


def _cost(kind: str) -> int:
    return BY_COST.index(kind) if kind in BY_COST else len(BY_COST)


def _prove(claim: Claim, page: Page) -> None:
    limits.begin()
    with contextlib.suppress(NotHere):
        kinds()[claim.kind].prove(claim, page)


def forget(*packages: str) -> None:
    """Have the modules of packages imported anew."""
    for name in list(sys.modules):
        if name.partition(".")[0] in packages:
            del sys.modules[name]
    modules.look_again()


def _run_tests(project: Project, paths: list[Path]) -> None:
    """Raise `Failure` unless pytest is content with the tests and the doctests of files."""
    if not paths:
        return
    said = io.StringIO()
    arguments = [*TESTS_RUN, "--rootdir", str(project.root), "--confcutdir", str(project.tests), "--doctest-modules"]
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        configured = [*arguments, "-c", str(project.root / "pyproject.toml")]
        code = pytest.main([*configured, *map(str, paths)], plugins=[limits.EachTest()])
    if code not in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}:
        told = [line for line in said.getvalue().split("\n") if re.match(r"/|E |FAILED|ERROR", line)]
        raise Failure("a test fails", got="\n".join(told[:3]) or said.getvalue()[-500:])
