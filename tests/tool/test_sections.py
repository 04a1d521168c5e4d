"""The parts of a page."""

from markdown import Markdown

from .conftest import Site

PAGE = "# Title\n\nFirst.\n\n{more}\n\n## One\n\nA.\n\n### Deeper\n\nB.\n\n## Two\n\nC.\n"


def render(site: Site, text: str) -> str:
    md = Markdown(extensions=["toc", "musings"], extension_configs={"musings": {"root": str(site.root)}})
    return md.convert(text)


def test_a_part_is_a_heading_and_all_that_follows_it(site: Site) -> None:
    html = render(site, PAGE.format(more=""))
    before, *parts = html.split('<section class="part">')
    assert "First." in before
    assert [part.count("<h2") for part in parts] == [1, 1]
    assert "<h3" in parts[0]
    assert "B." in parts[0]
    assert parts[0].rstrip().endswith("</section>")


def test_the_contents_still_lead_to_the_headings(site: Site) -> None:
    assert 'id="two"' in render(site, PAGE.format(more=""))


def test_an_excerpt_that_ends_within_a_part_is_whole(site: Site) -> None:
    excerpt, _, rest = render(site, "## Before\n\n" + PAGE.format(more="<!-- more -->")).partition("<!-- more -->")
    assert "<section" not in excerpt
    assert rest.count('<section class="part">') == 2
