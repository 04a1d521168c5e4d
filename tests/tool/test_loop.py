"""The writer's loop proves a post again when something that it depends on is saved, and only then."""

import os
from collections.abc import Iterator

from musings.command import loop
from musings.core import written
from musings.core.project import Project

from .conftest import Site


def runs(site: Site, *edits: tuple[str, str]) -> list[int]:
    """Return how often the post was proved after the start and after each edit, each seen for three looks."""
    page = written.pages(Project(site.root), ["demo"])[0]
    proved: list[int] = []
    count = 0

    def prove() -> None:
        nonlocal count
        count += 1

    def script() -> Iterator[bool]:
        for edit in (None, *edits):
            if edit is not None:
                path = site.root / edit[0]
                later = path.stat().st_mtime_ns + 1_000_000_000 if path.exists() else 0
                site.write(*edit)
                os.utime(path, ns=(later, later))
            yield True
            yield True
            proved.append(count)
        yield False

    steps = script()
    loop.watch(page, prove, lambda: next(steps))
    return proved


def test_it_is_proved_once_when_nothing_is_saved(site: Site) -> None:
    assert runs(site) == [1]


def test_a_save_of_an_imported_helper_proves_it_again(site: Site) -> None:
    assert runs(site, ("snippets/demo/helper.py", "ZERO = 0.0  # saved\n")) == [1, 2]


def test_a_save_of_what_it_does_not_use_is_left_alone(site: Site) -> None:
    assert runs(site, ("mkdocs.yml", "site_name: Other\n")) == [1, 1]


def test_a_post_that_cannot_be_read_is_proved_again_once_mended(site: Site) -> None:
    good = site.post.read_text(encoding="utf-8")
    broken = good.replace("categories: [Demo]", "categories: [Demo")
    assert runs(site, ("docs/posts/demo.md", broken), ("docs/posts/demo.md", good)) == [1, 2, 3]


def test_what_is_saved_during_a_proof_is_proved_after_it(site: Site) -> None:
    page = written.pages(Project(site.root), ["demo"])[0]
    looks = iter([True, True, True, False])
    proved: list[str] = []

    def prove() -> None:
        proved.append(site.post.read_text(encoding="utf-8"))
        if len(proved) == 1:
            site.post.write_text(proved[0] + "\nSaved meanwhile.\n", encoding="utf-8")

    loop.watch(page, prove, lambda: next(looks))
    assert [text.count("Saved meanwhile.") for text in proved] == [0, 1]
