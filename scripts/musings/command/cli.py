"""The command `musings`."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from musings import __version__
from musings.core import store, written
from musings.core.failure import Failure
from musings.core.page import Page
from musings.core.project import Project

if TYPE_CHECKING:
    from musings.proof.check import Result
    from musings.proof.elsewhere import Place
    from musings.proof.state import State


class _Commands(click.Group):
    """A group whose commands report a `Failure` in a sentence and exit with 1."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            with store.in_order():
                return super().invoke(ctx)
        except Failure as failure:
            click.echo(f"musings: {failure}", err=True)
            ctx.exit(1)


def _pages(project: Project, chosen: tuple[str, ...]) -> list[Page]:
    """Return the pages named, or all of them, those of the catalogues as their snippets now are."""
    from musings.site import catalogue

    if problems := catalogue.write_stale(project):
        raise Failure("\n".join(problems))
    return written.pages(project, chosen)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Prove, approve and render the claims of a site."""


@main.command()
@click.argument("posts", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print every claim as JSON.")
@click.option("--complete", is_flag=True, help="Fail if a claim could not be proved in this environment.")
@click.option("--elsewhere", is_flag=True, help="Prove under other kernels, threads, hash seeds, zones and locales.")
@click.option("--place", "chosen", multiple=True, help="Of those, only the places whose names begin so; repeatable.")
@click.option("--jobs", "-j", type=click.IntRange(1), help="Processes to use; as many as there are cores unless told.")
def check(
    posts: tuple[str, ...], as_json: bool, complete: bool, elsewhere: bool, chosen: tuple[str, ...], jobs: int | None
) -> None:
    """Prove the claims of the POSTS, or of every page."""
    from musings.proof.check import check as run
    from musings.proof.elsewhere import HERE
    from musings.proof.state import told

    project = Project.find()
    with told(project) as state:
        pages = _pages(project, posts)
        found: list[dict[str, object]] = []
        wrong = False
        for place in _elsewhere(project, chosen) if elsewhere or chosen else [HERE]:
            started = time.perf_counter()
            progress = _Progress(place.name, live=sys.stderr.isatty() and not as_json, state=state)
            results = run(project, pages, jobs=jobs, progress=progress.tell, place=place)
            progress.end()
            wrong = wrong or any(not result.ok or (complete and not result.proved) for result in results)
            found += [result.as_dict() | ({"place": place.name} if place.name else {}) for result in results]
            if not as_json:
                _tell(results, place.name, time.perf_counter() - started)
        if as_json:
            click.echo(json.dumps(found, indent=1, ensure_ascii=False))
        sys.exit(1 if wrong else 0)


def _tell(results: list[Result], place: str, seconds: float) -> None:
    """Print what was not proved, what failed first, and how many claims were."""
    for result in sorted((result for result in results if not result.proved), key=lambda result: result.ok):
        under = f" ({place})" if place else ""
        what = f"not proved here: {result.failure}" if result.ok else result.failure
        click.echo(f"{result.post}:{result.line}: {result.kind} {result.name}{under}\n  {what}\n", err=True)
    click.echo((f"{place}: " if place else "") + _summary(results, seconds))


def _elsewhere(project: Project, chosen: tuple[str, ...]) -> list[Place]:
    """Return the other places to prove in: all that this machine can offer, or those chosen."""
    from musings.proof import webassembly
    from musings.proof.elsewhere import places

    readers = webassembly.place(project)
    known = [*places(), *filter(None, [readers])]
    found = [place for place in known if not chosen or place.name.startswith(chosen)]
    if not found:
        names = ", ".join(place.name for place in known)
        raise Failure(f"there is no place {' or '.join(chosen)} here", advice=f"use one of: {names}")
    if readers in found:
        webassembly.require_current(project)
    return found


class _Progress:
    """The line on the screen that says how far a run has come; the page that a writer looks at says it too."""

    def __init__(self, where: str, *, live: bool, state: State | None = None) -> None:
        self._where = f"{where}: " if where else ""
        self._live = live
        self._state = state
        self._done = 0

    def tell(self, result: Result) -> None:
        """Count one claim more; say so where that took a while."""
        from musings.proof.check import CACHED

        self._done += 1
        if self._state:
            self._state.tell(result)
        if self._live and (result.status != CACHED or self._done % 50 == 0):
            line = f"{self._where}{self._done} claims; {result.post}:{result.line} {result.kind} {result.name}"
            click.echo(f"\r\x1b[K{line[:110]}", nl=False, err=True)

    def end(self) -> None:
        """Take the line away."""
        if self._live:
            click.echo("\r\x1b[K", nl=False, err=True)


def _summary(results: list[Result], seconds: float) -> str:
    good = Counter(result.kind for result in results if result.proved)
    absent = Counter(result.kind for result in results if result.ok and not result.proved)
    bad = Counter(result.kind for result in results if not result.ok)
    kinds = ", ".join(f"{_count(number, kind)}" for kind, number in sorted(good.items())) or "nothing"
    pages = len({result.post for result in results})
    text = f"proved {kinds} on {_count(pages, 'page')} in {seconds:.1f} s"
    for words, counted in (("NOT PROVED HERE", absent), ("FAILED", bad)):
        if counted:
            text += f"; {words}: {', '.join(_count(n, k) for k, n in sorted(counted.items()))}"
    return text


def _count(number: int, name: str) -> str:
    from musings.claims.registry import kinds

    if (kind := kinds().get(name)) is not None:
        return kind.counted(number)
    return f"{number} {name if number == 1 else name + 's'}"


@main.command()
@click.argument("posts", nargs=-1)
def approve(posts: tuple[str, ...]) -> None:
    """Rewrite the approved results of the POSTS, or of every page, to what the code now says, and print the diff."""
    from musings.proof.approve import approve as run

    project = Project.find()
    approval = run(project, _pages(project, posts))
    if approval.diff:
        click.echo(approval.diff, nl=False)
    for words in approval.read:
        click.echo(f"read: {words}")
    for name in dict.fromkeys(approval.pictures):
        click.echo(f"written: {name}")
    for failure in approval.failures:
        click.echo(f"{failure}\n", err=True)
    if not (approval.diff or approval.pictures or approval.failures):
        click.echo("nothing to approve: every page says what its code says")
    sys.exit(1 if approval.failures else 0)


def _end(kind: str, failures: list[tuple[str, Failure]]) -> NoReturn:
    for name, failure in failures:
        click.echo(f"{kind} {name}: {failure}", err=True)
    sys.exit(1 if failures else 0)


@main.command()
@click.argument("names", nargs=-1)
def figures(names: tuple[str, ...]) -> None:
    """Draw the figures NAMES (topic/name), or all that are out of date, into docs/assets/figures/."""
    from musings.drawing import figures as drawing
    from musings.site.code_pages import figure_names

    project = Project.find()
    failures = drawing.write(project, names or drawing.stale(project, figure_names(project)))
    _end("figure", failures)


@main.command()
@click.argument("names", nargs=-1)
def explorers(names: tuple[str, ...]) -> None:
    """Compute the first views of the explorers NAMES, or of all that are out of date, into docs/assets/explorers/."""
    from musings.live import explorers as views
    from musings.site.code_pages import explorer_names

    project = Project.find()
    failures = views.write(project, names or views.stale(project, explorer_names(project)))
    _end("explorer", failures)


@main.command()
@click.argument("topics", nargs=-1)
def catalogue(topics: tuple[str, ...]) -> None:
    """Write the pages of the catalogues of TOPICS, or of all that are out of date, into docs/catalogue/."""
    from musings.site import catalogue as pages

    project = Project.find()
    failures = pages.write(project, list(topics) or pages.stale(project))
    _end("catalogue", failures)


@main.command()
@click.argument("title")
@click.option("--topic", help="The folder under snippets/; made from the title unless told.")
def new(title: str, topic: str | None) -> None:
    """Write a post with its snippet, plot and test, which passes `check` as it stands."""
    from musings.command.scaffold import create

    project = Project.find()
    for path in create(project, title, topic):
        click.echo(f"written: {project.name_of(path)}")
    click.echo("next: `musings approve`, look at the figure, `musings check`")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", default="A site", show_default=True, help="The name of the site.")
@click.option("--language", default="en", show_default=True, help="Of the theme's own words: one that Material speaks.")
def init(folder: Path, title: str, language: str) -> None:
    """Write a new site into FOLDER, with one small post that passes `check` as it stands."""
    from musings.command.begin import begin

    for path in begin(folder, title, language):
        click.echo(f"written: {path.relative_to(folder.resolve())}")
    click.echo(f"next: `make serve` and `make test` in {folder}")


@main.command()
def prepare() -> None:
    """Write what a build needs and no person writes: fonts, browser code, code pages, figures, the live pack."""
    from musings.site import catalogue
    from musings.site.prepare import prepare as run

    project = Project.find()
    problems = [*catalogue.write_stale(project), *run(project)]
    for problem in problems:
        click.echo(problem, err=True)
    sys.exit(1 if problems else 0)


@main.command()
@click.option("--complete", is_flag=True, help="Refuse, too, what could not be proved in this environment.")
def site(complete: bool) -> None:
    """Prove every claim, then build strictly into site/. If anything is wrong the last good site stays as it was."""
    from musings.proof.check import check as run
    from musings.site.build import build

    project = Project.find()
    started = time.perf_counter()
    progress = _Progress("", live=sys.stderr.isatty())
    results = run(project, _pages(project, ()), progress=progress.tell)
    progress.end()
    _tell(results, "", time.perf_counter() - started)
    if any(not result.ok or (complete and not result.proved) for result in results):
        kept = f"{project.name_of(project.site)}/ is as it was"
        raise Failure(
            "the site was not built: it says what is not proved", advice=f"correct what is said above; {kept}"
        )
    click.echo(f"built: {build(project)}")


@main.command()
@click.argument("post")
@click.option("--dev-addr", "-a", help="Where to serve, as for `mkdocs serve`: 127.0.0.1:8001.")
def serve(post: str, dev_addr: str | None) -> None:
    """Serve the site and prove POST at every save of it, of its snippets and of its plots, until Ctrl-C."""
    from musings.command import loop

    sys.exit(loop.serve(Project.find(), post, dev_addr))


@main.command()
@click.argument("name")
@click.option("--runner", help="Which of its commands starts it, for example `gunicorn`; the first unless told.")
@click.option("--port", type=click.IntRange(1, 65535), help="Where it listens; as the post says unless told.")
@click.option("--export", "folder", type=click.Path(path_type=Path), help="Write all that it needs into a new folder.")
def service(name: str, runner: str | None, port: int | None, folder: Path | None) -> None:
    """Run the service NAME of a post, as the post says, until Ctrl-C, or take it away."""
    from musings import services

    try:
        if folder is None:
            sys.exit(services.serve(name, runner, Project.find().root, port))
        from musings.command.export import export

        for path in export(Project.find(), name, folder, runner):
            click.echo(f"written: {path}")
    except services.ServiceError as error:
        raise Failure(str(error)) from None
