"""An exchange: a `console` fence of `$ curl …` lines and the answers that a real server gave.

The exchanges of a page with one service share one run of it, in their order, from a fresh state.
"""

from __future__ import annotations

import itertools
import re
import shlex
import subprocess
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from musings import services
from musings.claims.claim import Claim, Failure, Kind
from musings.core import approved, fingerprint
from musings.core.failure import NotHere
from musings.core.page import Fence, Page
from musings.markdown import exhibits
from musings.markdown.answers import normalised, passing
from musings.markdown.fences import Marked

if TYPE_CHECKING:
    from markdown import Markdown

    from musings.markdown.site import Site

_FORM = '```console { service="name" } with `$ curl …` lines and the whole answers'
_SECONDS: Final = 60
_ADDRESS: Final = re.compile(r"[a-z][a-z0-9+.-]*:/", re.IGNORECASE)
_LOCAL: Final = re.compile(r"https?://(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/?#]|\Z)", re.IGNORECASE)
_TAKES_TEXT: Final = re.compile(r"-[AbdeH]|--(?:cookie|data(?:-\w+)?|header|json|referer|user-agent)")
"""Options whose value may name any address: it is sent, not asked."""


@dataclass(frozen=True)
class Command:
    """One `$ curl …` line: the words as the shell would split them, the answer that follows, and where it stands."""

    words: list[str]
    written: str
    answer: str
    first_line: int
    first_answer_line: int
    last_line: int

    @property
    def run(self) -> str | None:
        """The digest of what tells one run from another in the answer, where that shows something of the kind."""
        shown = passing(self.answer)
        return fingerprint.of_text("\n".join([self.written, *shown])) if shown else None


@dataclass(frozen=True)
class ExchangeClaim(Claim):
    """A fence: the command that serves, its indentation, whether a reader can type in it."""

    runner: str | None
    indent: str
    live: bool


class Exchange(Kind[ExchangeClaim]):
    """A conversation with a service over HTTP."""

    name = "exchange"
    proved_by = "the real server is started, the real curl is run; status, headers and body equal the printed ones"
    together = False

    def find(self, page: Page) -> Iterator[ExchangeClaim]:
        for fence in page.fences:
            if self.covers(fence):
                place = self.at(page, fence.attributes["service"], fence.mark, fence.span, fence.source)
                yield ExchangeClaim(*place, fence.attributes.get("runner"), fence.indent, "live" in fence.classes)

    def covers(self, fence: Fence) -> bool:
        return fence.language == "console" and "service" in fence.attributes

    def examine(self, claim: ExchangeClaim, page: Page) -> None:
        self._examine(claim, page)
        self._require_run(claim, page)

    def _examine(self, claim: ExchangeClaim, page: Page) -> None:
        try:
            services.find(claim.name, page.project.root).command(claim.runner)
        except services.ServiceError as error:
            raise Failure(str(error), advice="correct the name in the fence's head") from None
        if claim.live and services.find(claim.name, page.project.root).app is None:
            raise Failure(
                f"the service {claim.name} cannot run in the page: services.toml names no WSGI application for it",
                advice="take `.live` out of the fence's head",
            )
        commands(claim, page)

    def prove(self, claim: ExchangeClaim, page: Page) -> None:
        self.examine(claim, page)
        for command, answer in self._answers(claim, page):
            if normalised(answer) != normalised(command.answer):
                raise Failure(
                    f"`{command.written}` is answered otherwise",
                    expected=command.answer,
                    got=answer,
                    advice="run `musings approve` and read the diff, or correct the service",
                    line=page.line(claim.span[0]) + command.first_line,
                )
        self._require_run(claim, page)

    def _require_run(self, claim: ExchangeClaim, page: Page) -> None:
        """Raise where an answer shows a moment, a Python or an id at which no approved run gave it."""
        known = approved.kept(page.project.answers, _key(claim, page))
        for command in commands(claim, page):
            if command.run is not None and command.run not in known:
                raise Failure(
                    f"no run is known that answered `{command.written}` so",
                    got="\n".join(passing(command.answer)),
                    advice="run `musings approve`: it writes what its own run is answered",
                    line=page.line(claim.span[0]) + command.first_line,
                )

    def _keep(self, claim: ExchangeClaim, page: Page, runs: set[str]) -> None:
        """Have these runs count as known, beside those that other claims of the page show or have just been given."""
        key = _key(claim, page)
        given = page.found.setdefault(key, [])
        given += runs
        shown = {command.run for other in self.claims(page) for command in commands(other, page)}
        known = set(approved.kept(page.project.answers, key))
        approved.keep(page.project.answers, key, known & shown | {*given})

    def approve(self, claim: ExchangeClaim, page: Page) -> str | None:
        self._examine(claim, page)
        known = approved.kept(page.project.answers, _key(claim, page))
        lines, runs = claim.text.split("\n"), set[str]()
        for command, answer in reversed(self._answers(claim, page)):
            right = normalised(answer) == normalised(command.answer) and command.run in {None, *known}
            if run := (command if right else replace(command, answer=answer)).run:
                runs.add(run)
            if not right:
                end = command.last_line
                while end > command.first_answer_line and not lines[end - 1].strip():
                    end -= 1  # a blank line stands between an answer and the next command
                lines[command.first_answer_line : end] = answer.split("\n") if answer else []
        self._keep(claim, page, runs)
        return textwrap.indent("\n".join(lines), claim.indent, lambda line: bool(line.strip()))

    def approved(self, claim: ExchangeClaim, page: Page) -> list[Path]:
        return [page.project.answers]

    def sources(self, claim: ExchangeClaim, page: Page) -> list[Path]:
        try:
            service = services.find(claim.name, page.project.root)
        except services.ServiceError:
            return []
        found = [path for path in sorted(service.source.parent.rglob("*")) if path.is_file() and path.suffix != ".pyc"]
        return [*found, *service.made_of]

    def context(self, claim: ExchangeClaim, page: Page) -> str:
        together = self._same_run(claim, page)
        texts = [page.text[slice(*other.mark)] for other in together]
        # Which of them it is, too: the proof of one says nothing of the others.
        return "\0".join([str(together.index(claim)), *texts, *approved.kept(page.project.answers, _key(claim, page))])

    def shows(self, claim: ExchangeClaim, page: Page) -> list[exhibits.Exhibit]:
        return [exhibits.code(claim.text)]

    def extend(self, md: Markdown, site: Site) -> None:
        def mark(fence: Fence) -> Marked | None:
            if not self.covers(fence):
                return None
            said: dict[str, str] = {
                key: fence.attributes[key] for key in ("service", "runner") if key in fence.attributes
            }
            return Marked({"claim": self.name, **said}, without=tuple(said), place=(self.name, said.get("service", "")))

        site.mark_fences(mark)

    def _same_run(self, claim: ExchangeClaim, page: Page) -> list[ExchangeClaim]:
        run = (claim.name, claim.runner)
        return [other for other in self.claims(page) if (other.name, other.runner) == run]

    def _answers(self, claim: ExchangeClaim, page: Page) -> list[tuple[Command, str]]:
        """Run the page's whole conversation with the service, unless it was run; return this claim's part."""
        if claim.mark not in page.ran:
            service = services.find(claim.name, page.project.root)
            together = [(other, commands(other, page)) for other in self._same_run(claim, page)]
            try:
                with services.running(claim.name, claim.runner, page.project.root) as server:
                    for other, asked in together:
                        page.ran[other.mark] = [(c, _ask(c, service.port, server.port)) for c in asked]
            except services.NotHere as absent:
                raise NotHere(str(absent)) from None
            except services.ServiceError as error:
                raise Failure(str(error), advice="correct the service") from None
        return page.ran[claim.mark]


def _key(claim: ExchangeClaim, page: Page) -> str:
    return f"{page.name} {claim.kind} {claim.name}"


def commands(claim: ExchangeClaim, page: Page) -> list[Command]:
    """Return the commands of an exchange; raises `Failure` for a line that is none."""
    lines = claim.text.rstrip("\n").split("\n")
    starts = [number for number, line in enumerate(lines) if line.startswith("$ ")]
    if not starts or starts[0] != 0:
        raise Failure("an exchange begins with a `$ curl` line", expected=_FORM, got=lines[0])
    found = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        last = start
        while lines[last].endswith("\\") and last + 1 < end:
            last += 1
        written = "\n".join(lines[start : last + 1])[2:]
        line = page.line(claim.span[0]) + start
        try:
            words = shlex.split(written.replace("\\\n", ""))  # the shell joins the lines, shlex does not
        except ValueError as error:
            raise Failure(f"the shell cannot read this line: {error}", got=written, line=line) from None
        if not words or words[0] != "curl":
            raise Failure(
                "an exchange holds curl commands only",
                got=written,
                advice="put other commands into the text",
                line=line,
            )
        if elsewhere := _elsewhere(words):
            raise Failure(
                "the answer would not come from the service",
                got=elsewhere,
                advice="ask the service, on localhost",
                line=line,
            )
        found.append(Command(words, written, "\n".join(lines[last + 1 : end]), start, last + 1, end))
    return found


def _elsewhere(words: list[str]) -> str | None:
    """Return the address among curl's words that is none of this machine's services, a file's among them."""
    for before, word in itertools.pairwise(words):
        if not _TAKES_TEXT.fullmatch(before) and _ADDRESS.match(word) and not _LOCAL.match(word):
            return word
    return None


def _ask(command: Command, documented: int, actual: int) -> str:
    """Run real curl with the documented port replaced by the server's, and the other way round in the answer."""
    port = re.compile(rf"(?<=:){documented}(?!\d)")
    words = [port.sub(str(actual), word) for word in command.words]
    try:
        done = subprocess.run(
            # As bytes, which any locale can pass on. On a terminal there is no meter.
            [word.encode() for word in (*words, "--no-progress-meter")],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_SECONDS,
            check=False,
        )
    except FileNotFoundError:
        raise Failure("curl is not installed", advice="install it: `apt-get install curl`") from None
    except subprocess.TimeoutExpired:
        raise Failure(f"`{command.written}` got no answer in {_SECONDS} seconds") from None
    answer = done.stdout.decode("utf-8", errors="replace").replace("\r\n", "\n").rstrip("\n")
    return re.sub(rf"(?<![\d.]){actual}(?!\d)", str(documented), answer)
