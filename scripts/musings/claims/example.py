"""An example: a `pycon` fence; the examples of a page share one namespace, in their order."""

from __future__ import annotations

import ast
import doctest
import io
import os
import re
import textwrap
import warnings
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sybil.evaluators.doctest import DocTest, DocTestRunner
from sybil.parsers.abstract.doctest import DocTestStringParser

from musings.claims.claim import Claim, Failure, Kind
from musings.core import modules
from musings.core.imports import imported_names
from musings.core.page import Fence, Page
from musings.markdown import exhibits
from musings.markdown.fences import Marked

if TYPE_CHECKING:
    from markdown import Markdown

    from musings.markdown.site import Site

_SETS: Final = re.compile(r"(?<![\w\"'])\{(?=[^{}:]*,)[^{}:]*\}")
"""A set of two members or more as Python prints it: braces, a comma, and no colon, which a dictionary has."""


_FIRST: Final = re.compile(r"^[ \t>]*?>>> (.*)$", re.MULTILINE)
"""The first line of a statement; the fence may still stand in a list or a quotation."""
_STACK: Final = re.compile(r"Traceback \(most recent call last\):\n(?:[ \t]+\.\.\.\n)?")
"""What may stand above an exception: of frames doctest compares nothing, so none is printed."""
_HEAD: Final = "Traceback (most recent call last):\n"
_RAISED: Final = re.compile(rf"{re.escape(_HEAD)}(?:[ \t][^\n]*\n)*(?P<last>\S.*)", re.DOTALL)
_REMARK: Final = re.compile(r"[ \t]*(?:>>>|\.\.\.)[ \t]*(?:#.*)?")
"""A line that is typed and says nothing to Python."""


@dataclass(frozen=True)
class Run:
    """One `>>>` statement that was run: what it should print, what it printed, whether the two agree."""

    statement: doctest.Example
    got: str
    agrees: bool
    raised: BaseException | None


@dataclass(frozen=True)
class ExampleClaim(Claim):
    """A fence, and how far it is indented."""

    indent: str


class Example(Kind[ExampleClaim]):
    """Statements typed at a prompt, and what Python answers."""

    name = "example"
    proved_by = "doctest runs it in CPython, and the reader's runtime runs it in a browser"
    together = False
    code = True

    def find(self, page: Page) -> Iterator[ExampleClaim]:
        for fence in page.fences:
            if self.covers(fence):
                yield ExampleClaim(*self.at(page, _name(fence), fence.mark, fence.span, fence.source), fence.indent)

    def covers(self, fence: Fence) -> bool:
        return fence.language == "pycon" and "illustration" not in fence.classes

    def examine(self, claim: ExampleClaim, page: Page) -> None:
        try:
            statements = _statements(claim, page)
        except ValueError as error:
            raise Failure(
                f"the example cannot be read: {error}", advice="write it as Python's prompt shows it"
            ) from None
        if not statements:
            raise Failure("the example has no `>>>` line", advice="begin each statement with `>>> `")
        _require_read(statements, claim, page)
        for statement in statements:
            _require_compared(statement, _line(claim, page, statement))
            if _SETS.search(statement.want):
                raise Failure(
                    "the output shows a set, whose order is luck",
                    got=statement.want,
                    advice="print `sorted(…)` of it, or compare it with the set that you expect",
                    line=_line(claim, page, statement),
                )
            try:
                compile(statement.source, page.name, "single")
            except SyntaxError as error:
                if not statement.exc_msg:
                    raise Failure(
                        f"a statement of the example has a syntax error: {error.msg}",
                        got=statement.source,
                        advice="correct it",
                        line=_line(claim, page, statement),
                    ) from None

    def prove(self, claim: ExampleClaim, page: Page) -> None:
        self.examine(claim, page)
        for run in _run_up_to(claim, page, self):
            if run.raised is not None:
                raise Failure(
                    f"`{run.statement.source.strip()}` raises" + _where(page, run.raised),
                    expected=run.statement.want,
                    got=modules.describe(run.raised),
                    advice="correct the example",
                    line=_line(claim, page, run.statement),
                )
            if not run.agrees:
                raise Failure(
                    "the output is not what the code prints",
                    expected=run.statement.want,
                    got=run.got,
                    advice="run `musings approve` and read the diff, or correct the code",
                    line=_line(claim, page, run.statement),
                )

    def approve(self, claim: ExampleClaim, page: Page) -> str | None:
        self.examine(claim, page)
        lines = claim.text.split("\n")
        for run in reversed(list(_run_up_to(claim, page, self))):
            if run.raised is not None:
                raise Failure(
                    f"`{run.statement.source.strip()}` raises" + _where(page, run.raised),
                    got=modules.describe(run.raised),
                    advice="correct the example",
                    line=_line(claim, page, run.statement),
                )
            if run.agrees:
                continue
            first = run.statement.lineno + run.statement.source.count("\n")
            last = first + run.statement.want.count("\n")
            lines[first:last] = _printed(run)
            _require_readable("\n".join(lines), claim, page, run)
        return textwrap.indent("\n".join(lines), claim.indent, lambda line: bool(line.strip()))

    def sources(self, claim: ExampleClaim, page: Page) -> list[Path]:
        names = {name for other in self._up_to(claim, page) for name in _imported(other.text)}
        return sorted(modules.files_of(page.project, names))

    def context(self, claim: ExampleClaim, page: Page) -> str:
        return "\0".join(other.text for other in self._up_to(claim, page))

    def shows(self, claim: ExampleClaim, page: Page) -> list[exhibits.Exhibit]:
        return [exhibits.code(claim.text)]

    def cells(self, claim: ExampleClaim, page: Page) -> Iterator[Any]:
        from musings.notebooks import cells

        return cells.of_statements(_statements(claim, page))

    def extend(self, md: Markdown, site: Site) -> None:
        def mark(fence: Fence) -> Marked | None:
            return Marked({"claim": self.name}, place=(self.name, _name(fence))) if self.covers(fence) else None

        site.mark_fences(mark)

    def _up_to(self, claim: ExampleClaim, page: Page) -> Iterator[ExampleClaim]:
        for other in self.claims(page):
            yield other
            if other.mark == claim.mark:
                return


def _name(fence: Fence) -> str:
    """Return the first statement of an example, however far the fence is indented."""
    first = _FIRST.search(fence.source)
    return first[1].strip() if first else "?"


class _Recorder(DocTestRunner):
    """Sybil's doctest runner, which also keeps what each statement printed."""

    def __init__(self) -> None:
        super().__init__(doctest.DONT_ACCEPT_TRUE_FOR_1)
        self.runs: list[Run] = []

    def report_success(
        self, out: Callable[[str], Any], test: doctest.DocTest, example: doctest.Example, got: str
    ) -> None:
        self.runs.append(Run(example, got, agrees=True, raised=None))

    def report_failure(
        self, out: Callable[[str], Any], test: doctest.DocTest, example: doctest.Example, got: str
    ) -> None:
        self.runs.append(Run(example, got, agrees=False, raised=None))

    def report_unexpected_exception(
        self, out: Callable[[str], Any], test: doctest.DocTest, example: doctest.Example, exc_info: Any
    ) -> None:
        self.runs.append(Run(example, "", agrees=False, raised=exc_info[1]))


def _statements(claim: ExampleClaim, page: Page) -> list[doctest.Example]:
    return [region.parsed for region in DocTestStringParser()(claim.text, page.name)]


def _require_read(statements: list[doctest.Example], claim: ExampleClaim, page: Page) -> None:
    """Raise `Failure` for a line that is neither typed nor printed: nobody would look at it."""
    read: set[int] = set()
    for statement in statements:
        length = statement.source.count("\n") + statement.want.count("\n")
        read.update(range(statement.lineno, statement.lineno + length))
    for number, line in enumerate(claim.text.split("\n")):
        if line.strip() and number not in read and not _REMARK.fullmatch(line):
            raise Failure(
                "no statement prints this line: an output ends at a blank line",
                got=line,
                advice="write `<BLANKLINE>` for a blank line of an output, and other words outside of the fence",
                line=page.line(claim.span[0]) + number,
            )


def _require_compared(statement: doctest.Example, line: int) -> None:
    """Raise `Failure` where doctest would not compare every character that is printed."""
    if statement.options:
        raise Failure(
            "the statement is not compared letter by letter, or not run at all",
            got=statement.source.rstrip("\n"),
            advice="take `# doctest: …` out and print what is the same in every run; what cannot be run is an "
            "illustration with its reason",
            line=line,
        )
    stack = statement.want.removesuffix(statement.exc_msg) if statement.exc_msg else None
    if stack is not None and not _STACK.fullmatch(stack):
        raise Failure(
            "the frames of a traceback are not compared, so they could be false",
            expected=f"Traceback (most recent call last):\n    ...\n{statement.exc_msg}",
            got=statement.want,
            advice="write `    ...` in their place",
            line=line,
        )


@lru_cache(maxsize=1024)
def _imported(text: str) -> frozenset[str]:
    """Return the names that an example imports; each later one of its page asks again."""
    names: set[str] = set()
    for region in DocTestStringParser()(text, "example"):
        with suppress(SyntaxError):  # told where it is examined
            names |= imported_names(ast.parse(region.parsed.source))
    return frozenset(names)


def _printed(run: Run) -> list[str]:
    """Return what a statement printed as doctest reads it: no frames, `<BLANKLINE>` for a blank line."""
    got = run.got
    if run.statement.exc_msg is not None and (raised := _RAISED.match(got, max(got.rfind(_HEAD), 0))):
        got = f"{_HEAD}    ...\n{raised['last']}"
    lines = got.removesuffix("\n").split("\n") if got else []
    return [line.rstrip() or "<BLANKLINE>" for line in lines]


def _require_readable(text: str, claim: ExampleClaim, page: Page, run: Run) -> None:
    """Raise `Failure` where an example, with what a statement printed in it, would be read as other statements."""
    with suppress(ValueError):
        sources = [region.parsed.source for region in DocTestStringParser()(text, page.name)]
        if sources == [statement.source for statement in _statements(claim, page)]:
            return
    raise Failure(
        "the output cannot be written into the example: a line of it would be read as a statement",
        got=run.got,
        advice="print something that begins with no prompt, such as `repr(…)` of it",
        line=_line(claim, page, run.statement),
    )


def _line(claim: ExampleClaim, page: Page, statement: doctest.Example) -> int:
    return page.line(claim.span[0]) + statement.lineno


def _where(page: Page, error: BaseException) -> str:
    where = modules.place(page.project, error)
    return f" at {where}" if where else ""


def _run_up_to(claim: ExampleClaim, page: Page, kind: Example) -> list[Run]:
    """Run the page's examples from the last one that was run to this one; return this one's runs."""
    page.project.use()
    os.environ.setdefault("MPLBACKEND", "Agg")  # an example that plots must not look for a screen
    done = page.ran
    for other in kind.claims(page):
        if other.mark not in done:
            recorder = _Recorder()
            page.namespace.setdefault("__name__", "__main__")
            test = DocTest(_statements(other, page), page.namespace, page.name, None, 0, None)
            with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
                warnings.simplefilter("error")
                recorder.run(test, out=lambda _: None, clear_globs=False)
            done[other.mark] = recorder.runs
        if other.mark == claim.mark:
            break
    return done[claim.mark]
