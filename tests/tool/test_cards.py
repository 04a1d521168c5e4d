"""The card of a page that is shared."""

from PIL import Image

from .conftest import FILES, Site


def with_card(site: Site, figure: str) -> None:
    site.write("docs/posts/demo.md", FILES["docs/posts/demo.md"].replace("---\n", f"---\ncard: {figure}\n", 1))


def test_a_page_has_a_card_of_its_figure(site: Site) -> None:
    with_card(site, "demo/relu")
    done = site.build()
    assert done.returncode == 0, done.stderr
    with Image.open(site.root / "site" / "assets" / "cards" / "posts-demo.png") as card:
        assert card.size == (1200, 630)


def test_a_card_of_a_figure_that_nobody_approved_is_told(site: Site) -> None:
    with_card(site, "demo/other")
    done = site.build()
    assert done.returncode == 1
    assert "the page's card shows the figure demo/other, which has no approved picture" in done.stderr
    assert "Traceback" not in done.stderr
