"""Finished pages say what was proved: nothing after Python-Markdown changes a word."""

from pathlib import Path

from musings.core import written
from musings.core.page import Page
from musings.core.project import Project
from musings.proof import account
from tests.finished import differs


def built(site: Path, page: Page) -> Path:
    """Return the file of the site that shows a page."""
    address = Path(page.project.address_of(page.path)).with_suffix("")
    if slug := page.front_matter.get("slug"):
        address = Path(slug)
    return site / (address.parent if address.name == "index" else address) / "index.html"


def test_every_finished_page_has_the_words_that_were_proved(root: Path, built_site: Path) -> None:
    pages = [page for page in written.pages(Project(root)) if page.path.is_relative_to(root / "docs")]
    assert len(pages) > 10
    for page in pages:
        finished = built(built_site, page).read_text(encoding="utf-8")
        assert not differs(finished, account.html(page)), page.name


def test_one_digit_that_is_another_is_seen() -> None:
    page = '<main><h1>Title</h1><p>A day ago</p><p>It is <a class="fact" title="Proved">0.25</a> here.</p></main>'
    rendered = '<h1>Title</h1><p>It is <a class="fact" title="Proved">0.25</a> here.</p>'
    assert not differs(page, rendered)
    assert differs(page.replace("0.25", "0.26"), rendered) == "It is Proved 0.25 here."
    assert differs(page.replace("Proved", "Said"), rendered) == "It is Proved 0.25 here."
