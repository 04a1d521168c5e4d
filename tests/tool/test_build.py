"""What a build makes once and keeps, and what it does not make at all: the pages are as if it had made everything."""

from pathlib import Path

from .conftest import Site

CODE = "code/demo/relu/index.html"
LATER = "A line that is flat and then rises"


def built(site: Site) -> Path:
    done = site.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return site.root / "site"


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_a_list_of_posts_shows_the_opening_and_the_way_on_and_no_more(site: Site) -> None:
    html = text(built(site) / "index.html")
    assert "about a quarter" in html
    assert "Continue reading" in html
    assert LATER not in html
    assert "The rest of the post" not in html


def test_a_post_is_whole(site: Site) -> None:
    html = text(built(site) / "a-demonstration" / "index.html")
    assert "about a quarter" in html
    assert LATER in html


def test_a_file_s_page_shows_its_code_as_it_is_now(site: Site) -> None:
    assert '<span class="k">def</span> <span class="nf">relu</span>' in text(built(site) / CODE)
    site.replace("snippets/demo/relu.py", "def relu(", "def twice(x):\n    return 2 * x\n\n\ndef relu(")
    html = text(built(site) / CODE)
    assert '<span class="nf">twice</span>' in html
    assert "<!-- code" not in html


def test_of_code_that_went_nothing_is_kept(site: Site) -> None:
    built(site)
    before = set((site.root / ".cache" / "musings" / "code").iterdir())
    site.replace("snippets/demo/helper.py", "0.0", "-0.0")
    built(site)
    after = set((site.root / ".cache" / "musings" / "code").iterdir())
    assert len(before) == len(after) > 0
    assert before != after
