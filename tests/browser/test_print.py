"""Posts on paper, as Chromium prints them: how many pages they take, and that nothing is parted or cut between two."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PATIENCE

POSTS = {"activations": (33, 43), "deploying-flask": (28, 33)}
"""By post so many pages, at most, of the essentials, and of the whole."""
MARK = "https://mark.invalid/"
MARKED = """(mark) => {
  const put = (node, name) => {
    if (!node) return;
    const link = document.createElement("a");
    link.href = mark + name;
    node.replaceWith(link);
    link.append(node);
  };
  const each = (selector, act) => document.querySelectorAll(`.md-content ${selector}`).forEach(act);
  each(".highlight:has(> span.filename)", (box, at) => {
    put(box.querySelector("span.filename").firstChild, `listing-${at}`);
    put([...box.querySelector("code").childNodes].find((node) => node.textContent.trim()), `listing-${at}`);
  });
  each("figure:has(figcaption)", (box, at) => {
    put(box.querySelector("img.figure-light"), `figure-${at}`);
    put(box.querySelector("figcaption p")?.firstChild, `figure-${at}`);
  });
  each("details:has(> summary)", (box, at) => put(box.querySelector("summary").firstChild, `folded-${at}`));
  each(".claim-table tbody tr", (box, at) => {
    for (const cell of box.cells) put(cell.firstChild, `row-${at}`);
  });
}"""
"""Links what belongs together to one address: a PDF tells in plain text on which page a link is, not so of words."""


def laid_out(pdf: bytes) -> list[list[str]]:
    """Return the names that the links of each page lead to."""
    objects = {int(found[1]): found[2] for found in re.finditer(rb"(\d+) 0 obj\s(.*?)endobj", pdf, re.DOTALL)}
    catalogue = next(text for text in objects.values() if re.search(rb"/Type\s*/Catalog\b", text))

    def pages(number: int) -> Iterator[bytes]:
        text = objects[number]
        kids = re.search(rb"/Kids\s*\[(.*?)\]", text, re.DOTALL)
        if kids is None:
            yield text
            return
        for kid in re.findall(rb"(\d+) 0 R", kids[1]):
            yield from pages(int(kid))

    root = re.search(rb"/Pages (\d+) 0 R", catalogue)
    assert root
    found = []
    for page in pages(int(root[1])):
        links = re.search(rb"/Annots\s*\[(.*?)\]", page, re.DOTALL)
        texts = [objects[int(number)] for number in re.findall(rb"(\d+) 0 R", links[1])] if links else []
        found.append([name.decode() for text in texts for name in re.findall(rb"mark\.invalid/([\w-]+)", text)])
    return found


@pytest.fixture
def tab(browser: Browser, address: str) -> Iterator[Page]:
    """A desk in the dark scheme: paper is light."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900}, color_scheme="dark")
    context.set_default_timeout(PATIENCE)
    context.add_init_script("window.print = () => { window.printed = true; }")
    yield context.new_page()
    context.close()


def printed(tab: Page, button: str) -> list[list[str]]:
    tab.get_by_role("button", name=button).click()
    tab.wait_for_function("() => window.printed")
    tab.evaluate(MARKED, MARK)
    return laid_out(tab.pdf(prefer_css_page_size=True, format="A4"))


@pytest.mark.parametrize(("post", "most"), [(post, most) for post, (most, _) in POSTS.items()])
def test_the_essentials_of_a_post_take_few_pages_and_nothing_is_parted(tab: Page, post: str, most: int) -> None:
    tab.goto(f"/{post}/")
    pages = printed(tab, "Print the essentials")
    assert len(pages) <= most
    places: dict[str, set[int]] = {}
    for number, names in enumerate(pages):
        for name in names:
            places.setdefault(name, set()).add(number)
    assert len([name for name in places if name.startswith("listing")]) > 5
    assert len([name for name in places if name.startswith("figure")]) > 2
    assert [name for name in places if name.startswith("folded")] == []
    assert {name: at for name, at in places.items() if len(at) > 1} == {}
    pictures = tab.locator("img.figure-light")
    assert tab.evaluate(
        "[...document.querySelectorAll('.md-content img.figure-light')].every((img) => img.naturalWidth)"
    )
    tab.emulate_media(media="print")
    expect(pictures.first).to_be_visible()
    expect(tab.locator("img.figure-dark:visible")).to_have_count(0)
    for unprinted in (
        ".live-bar",
        "button:not(.term)",
        ".proof-place",
        "details:not([open])",
        ".listing-links",
        ".md-header",
    ):
        assert tab.locator(f"{unprinted}:visible").count() == 0, unprinted


@pytest.mark.parametrize(("post", "most"), [(post, most) for post, (_, most) in POSTS.items()])
def test_the_whole_of_a_post_has_its_solutions_and_folds_them_again(tab: Page, post: str, most: int) -> None:
    tab.goto(f"/{post}/")
    folded = tab.locator(".md-content details:not([open])").count()
    assert folded > 2
    pages = printed(tab, "Print all")
    assert len(pages) <= most
    assert len({name for page in pages for name in page if name.startswith("folded")}) >= folded
    expect(tab.locator(".md-content details:not([open])")).to_have_count(folded)
