"""What is said of a page that its author does not describe."""

from types import SimpleNamespace
from typing import Any

import pytest

from musings.site import descriptions


def page(url: str = "a/", title: str = "A", **more: Any) -> Any:
    return SimpleNamespace(**{"url": url, "title": title, "meta": {}, **more})


@pytest.mark.parametrize(
    ("given", "html", "said"),
    [
        (page(meta={"description": "Mine."}), "<p>Not this.</p>", "Mine."),
        (page(), "<h1>A</h1><p>One <b>two</b>.</p><p>Three.</p>", "One two."),
        (page(), f"<p>One. {'Many words. ' * 40}</p>", "One. " + "Many words. " * 11 + "Many words."),
        (page(), "<h1>A</h1>", ""),
        (page(posts=[]), "<p>Not this.</p>", "The posts listed under “A”, the latest first."),
        (page("a/page/2/", posts=[]), "", "The posts listed under “A”, the latest first. Page 2."),
        (page("page/3/", meta={"description": "Mine."}, posts=[]), "", "Mine. Page 3."),
    ],
)
def test_it_is_its_beginning_or_what_it_lists(given: Any, html: str, said: str) -> None:
    assert descriptions.of(given, html) == said
