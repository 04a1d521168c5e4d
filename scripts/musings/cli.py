"""The command `musings`."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from typing import NoReturn

import click

from musings import __version__
from musings.failure import Failure
from musings.page import Page
from musings.project import Project


class _Commands(click.Group):
    """A group whose commands report a `Failure` in a sentence and exit with 1."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except Failure as failure:
            click.echo(f"musings: {failure}", err=True)
            ctx.exit(1)


def _pages(project: Project, chosen: tuple[str, ...]) -> list[Page]:
    """Return the pages named, or all of them, those of the catalogues as their snippets now are."""
    from musings import catalogue

    if problems := catalogue.write_stale(project):
        raise Failure("\n".join(problems))
    return project.pages(chosen)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Prove, approve and render the claims of a site."""


@main.command()
@click.argument("posts", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print every claim as JSON.")
@click.option("--complete", is_flag=True, help="Fail if a claim could not be proved in this environment.")
@click.option("--jobs", "-j", type=click.IntRange(1), help="Processes to use; as many as there are cores unless told.")
def check(posts: tuple[str, ...], as_json: bool, complete: bool, jobs: int | None) -> None:
    """Prove the claims of the POSTS, or of every page."""
    from musings.check import CACHED, Result
    from musings.check import check as run

    project = Project.find()
    started = time.perf_counter()
    done = 0
    live = sys.stderr.isatty() and not as_json

    def progress(result: Result) -> None:
        nonlocal done
        done += 1
        if live and (result.status != CACHED or done % 50 == 0):
            click.echo(
                f"\r\x1b[K{done} claims; {result.post}:{result.line} {result.kind} {result.name}"[:110],
                nl=False,
                err=True,
            )

    results = run(project, _pages(project, posts), jobs=jobs, progress=progress)
    if live:
        click.echo("\r\x1b[K", nl=False, err=True)
    failed = [result for result in results if not result.ok]
    absent = [result for result in results if result.ok and not result.proved]
    if as_json:
        click.echo(json.dumps([result.as_dict() for result in results], indent=1, ensure_ascii=False))
    else:
        for result in failed:
            click.echo(f"{result.post}:{result.line}: {result.kind} {result.name}\n  {result.failure}\n", err=True)
        for result in absent:
            where = f"{result.post}:{result.line}: {result.kind} {result.name}"
            click.echo(f"{where}\n  not proved here: {result.failure}\n", err=True)
        click.echo(_summary(results, time.perf_counter() - started))
    sys.exit(1 if failed or (complete and absent) else 0)


def _summary(results: list[Result], seconds: float) -> str:  # type: ignore[name-defined]  # noqa: F821
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
    return f"{number} {name if number == 1 else name + 's'}"


@main.command()
@click.argument("posts", nargs=-1)
def approve(posts: tuple[str, ...]) -> None:
    """Rewrite the approved results of the POSTS, or of every page, to what the code now says, and print the diff."""
    from musings.approve import approve as run

    project = Project.find()
    approval = run(project, _pages(project, posts))
    if approval.diff:
        click.echo(approval.diff, nl=False)
    for name in approval.pictures:
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
    from musings import figures as drawing
    from musings.rendering.pages import figure_names, plot_names

    project = Project.find()
    shown = [*figure_names(project), *plot_names(project)]
    failures = drawing.write(project, names or drawing.stale(project, shown))
    _end("figure", failures)


@main.command()
@click.argument("names", nargs=-1)
def explorers(names: tuple[str, ...]) -> None:
    """Compute the first views of the explorers NAMES, or of all that are out of date, into docs/assets/explorers/."""
    from musings import explorers as views
    from musings.rendering.pages import explorer_names

    project = Project.find()
    failures = views.write(project, names or views.stale(project, explorer_names(project)))
    _end("explorer", failures)


@main.command()
@click.argument("topics", nargs=-1)
def catalogue(topics: tuple[str, ...]) -> None:
    """Write the pages of the catalogues of TOPICS, or of all that are out of date, into docs/catalogue/."""
    from musings import catalogue as pages

    project = Project.find()
    failures = pages.write(project, list(topics) or pages.stale(project))
    _end("catalogue", failures)


@main.command()
@click.argument("title")
@click.option("--topic", help="The folder under snippets/; made from the title unless told.")
def new(title: str, topic: str | None) -> None:
    """Write a post with its snippet, plot and test, which passes `check` as it stands."""
    from musings.scaffold import create

    project = Project.find()
    for path in create(project, title, topic):
        click.echo(f"written: {project.name_of(path)}")
    click.echo("next: `musings approve`, look at the figure, `musings check`")


@main.command()
def prepare() -> None:
    """Write what a build needs and no person writes: fonts, browser code, code pages, figures, the live pack."""
    from musings import catalogue
    from musings.prepare import prepare as run

    project = Project.find()
    problems = [*catalogue.write_stale(project), *run(project)]
    for problem in problems:
        click.echo(problem, err=True)
    sys.exit(1 if problems else 0)


@main.command()
def site() -> None:
    """Build the site strictly into site/. If anything is wrong the last good site stays as it was."""
    from musings.site import build

    click.echo(f"built: {build(Project.find())}")


@main.command()
@click.argument("post")
def serve(post: str) -> None:
    """Serve the site and prove POST at every save of it, of its snippets and of its plots, until Ctrl-C."""
    from musings import loop

    sys.exit(loop.serve(Project.find(), post))


@main.command()
@click.argument("name")
@click.option(
    "--runner", help="Which of its commands starts it, for example `flask` or `gunicorn`; the first unless told."
)
def service(name: str, runner: str | None) -> None:
    """Run the service NAME of a post on its documented port, as the post says, until Ctrl-C."""
    from musings import services

    try:
        sys.exit(services.serve(name, runner, Project.find().root))
    except services.ServiceError as error:
        raise Failure(str(error)) from None
