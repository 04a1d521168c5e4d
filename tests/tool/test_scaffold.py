"""`musings new` gives a post that proves itself."""

from .conftest import Site


def test_a_new_post_is_proved_once_its_figure_is_approved(site: Site) -> None:
    assert site.run("new", "Squares & Cubes").returncode == 0
    assert site.run("approve", "squares-cubes").returncode == 0
    done = site.check("squares-cubes")
    assert done.returncode == 0, done.stderr
    assert "proved 1 example, 1 fact, 1 figure, 1 formula, 1 listing on 1 page" in done.stdout


def test_a_new_post_needs_no_approval_but_of_its_figure(site: Site) -> None:
    site.run("new", "Squares")
    before = (site.root / "docs/posts/squares.md").read_text()
    site.run("approve", "squares")
    assert (site.root / "docs/posts/squares.md").read_text() == before


def test_nothing_is_overwritten(site: Site) -> None:
    site.run("new", "Squares")
    site.write("docs/posts/squares.md", "mine")
    done = site.run("new", "Squares")
    assert done.returncode == 1
    assert "already there" in done.stderr
    assert (site.root / "docs/posts/squares.md").read_text() == "mine"


def test_a_title_without_a_word_is_refused(site: Site) -> None:
    done = site.run("new", "!!!")
    assert done.returncode == 1
    assert "gives no name for files" in done.stderr
