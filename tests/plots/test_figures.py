"""The approved pictures of figures, and that a figure is drawn alike. That each looks like its picture is a claim."""

from pathlib import Path

import pytest

from musings.claims.exchange import Exchange, commands
from musings.claims.explorer import ExplorerClaim, is_opened
from musings.claims.registry import find_claims, kinds
from musings.core import store, written
from musings.core.bibliography import looked_up
from musings.core.project import Project
from musings.drawing import figures, words
from musings.proof import account
from musings.site.code_pages import figure_names

PROJECT = Project(Path(__file__).resolve().parents[2])


def test_every_baseline_belongs_to_a_figure() -> None:
    pages = written.pages(PROJECT)
    wanted = {
        path for page in pages for claim in find_claims(page) for path in kinds()[claim.kind].approved(claim, page)
    }
    assert set(PROJECT.baselines.iterdir()) == wanted


def test_every_digest_belongs_to_a_picture_that_is_shown_or_to_a_source_that_is_cited() -> None:
    pages = written.pages(PROJECT)
    claims = [claim for page in pages for claim in find_claims(page)]
    drawing = {page.name for page in pages if any(page.pictures())}
    assert set(store.read_json(words.file(PROJECT))) == {
        *drawing,
        *(claim.name for claim in claims if claim.kind == "figure"),
    }
    assert set(store.read_json(looked_up(PROJECT))) == {claim.name for claim in claims if claim.kind == "citation"}


def test_every_digest_of_words_belongs_to_a_page_or_to_words_of_it() -> None:
    pages = written.pages(PROJECT)
    kept = store.read_json(PROJECT.read)
    told = {
        f"{page.name} {claim.kind} {claim.name}"
        for page in pages
        for claim in find_claims(page)
        if claim.kind in {"fact", "recorded", "statement"} or (isinstance(claim, ExplorerClaim) and is_opened(claim))
    }
    assert told <= set(kept)
    assert set(kept) - told == {page.name for page in pages} & set(kept)
    for page in pages:  # of those that a page shows, and of no others
        assert sorted(account.judged(page)) == kept.get(page.name, []), page.name


def test_every_digest_of_a_run_belongs_to_an_answer() -> None:
    shown: dict[str, set[str]] = {}
    for page in written.pages(PROJECT):
        for claim in Exchange().claims(page):
            runs = {command.run for command in commands(claim, page) if command.run}
            shown.setdefault(f"{page.name} exchange {claim.name}", set()).update(runs)
    assert store.read_json(PROJECT.answers) == {name: sorted(runs) for name, runs in shown.items() if runs}


@pytest.mark.parametrize("scheme", figures.SCHEMES)
def test_the_same_figure_is_drawn_with_the_same_bytes(scheme: str) -> None:
    name = figure_names(PROJECT)[0]
    assert figures.svg(PROJECT, name, scheme) == figures.svg(PROJECT, name, scheme)
