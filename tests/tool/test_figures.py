"""Figures for the page: drawn once, drawn again when something they depend on changed, the same bytes each time."""

from pathlib import Path

import pytest
from PIL import Image

from .conftest import FILES, Site


def drawn(site: Site) -> dict[str, tuple[int, bytes]]:
    """Return when each picture was written, and what it holds."""
    folder = site.root / "docs" / "assets" / "figures"
    return {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.rglob("*.svg")}


@pytest.fixture
def prepared(site: Site) -> Site:
    done = site.run("prepare")
    assert done.returncode == 0, done.stderr
    return site


def test_a_figure_is_drawn_for_both_schemes(prepared: Site) -> None:
    assert set(drawn(prepared)) == {"relu.light.svg", "relu.dark.svg"}


def test_nothing_is_drawn_again_when_nothing_changed(prepared: Site) -> None:
    before = drawn(prepared)
    prepared.run("prepare")
    assert drawn(prepared) == before


def test_a_figure_drawn_afresh_has_the_same_bytes(prepared: Site) -> None:
    before = {name: content for name, (_, content) in drawn(prepared).items()}
    for path in (prepared.root / "docs" / "assets" / "figures").rglob("*.svg"):
        path.unlink()
    prepared.run("prepare")
    assert {name: content for name, (_, content) in drawn(prepared).items()} == before


def test_a_changed_helper_of_the_snippet_draws_it_again(prepared: Site) -> None:
    before = drawn(prepared)
    prepared.write("snippets/demo/helper.py", "ZERO = 0.5\n")
    prepared.run("prepare")
    assert all(content != before[name][1] for name, (_, content) in drawn(prepared).items())


def test_a_changed_post_does_not(prepared: Site) -> None:
    before = drawn(prepared)
    prepared.write("docs/posts/demo.md", FILES["docs/posts/demo.md"] + "\nMore.\n")
    prepared.run("prepare")
    assert drawn(prepared) == before


def test_a_figure_that_fails_keeps_its_last_picture(prepared: Site) -> None:
    before = drawn(prepared)
    prepared.replace("plots/demo.py", "    return figure\n", "    return figure.missing\n")
    done = prepared.run("prepare")
    assert done.returncode == 1
    assert "figure demo/relu: plots/demo.py:relu raises at plots/demo.py" in done.stderr
    assert "Traceback" not in done.stderr
    assert drawn(prepared) == before


@pytest.mark.parametrize("fault", ["another size", "broken"])
def test_a_picture_that_cannot_be_compared_is_told_and_approved_anew(prepared: Site, fault: str) -> None:
    assert prepared.run("approve").returncode == 0
    path = prepared.root / "tests" / "baseline" / "demo_relu_light.png"
    before = path.read_bytes()
    if fault == "broken":
        path.write_bytes(before[:100])
    else:
        with Image.open(path) as picture:
            picture.resize((picture.width, picture.height + 10)).save(path)
    done = prepared.run("check")
    assert done.returncode == 1
    assert "the figure cannot be compared with its approved picture (light)" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert prepared.run("approve").returncode == 0
    assert path.read_bytes() == before


def test_a_style_of_the_sites_own_is_used(prepared: Site) -> None:
    before = drawn(prepared)
    style = "def rc_params(scheme):\n    return {'axes.facecolor': 'black' if scheme == 'dark' else 'white'}\n"
    prepared.write("plots/style.py", style)
    prepared.run("prepare")
    after = drawn(prepared)
    assert after["relu.dark.svg"][1] != before["relu.dark.svg"][1]
    assert b"#000000" in after["relu.dark.svg"][1]


def test_only_what_the_pages_show_is_drawn(prepared: Site) -> None:
    assert not (Path(prepared.root) / "docs/assets/figures/demo/raises.light.svg").exists()


def test_what_fails_only_when_it_is_drawn_is_told_as_well(site: Site) -> None:
    site.replace("plots/demo.py", "    return figure\n", '    figure.suptitle("$\\\\nothing$")\n    return figure\n')
    done = site.run("prepare")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "figure demo/relu: drawing what plots/demo.py:relu returns raises" in done.stderr
    assert "Unknown symbol" in done.stderr


ALTERNATIVE = "![A line that is flat and then rises](figure:demo/relu)"
CAPTION = "\n\n/// figure-caption\nUp to [0.25](fact:demo.largest_slope) on the right.\n///"
UNREAD = "has changed since the two were read side by side"


def test_words_of_a_picture_are_approved_beside_it(site: Site) -> None:
    line = site.edit(ALTERNATIVE, ALTERNATIVE.replace("rises", "falls") + CAPTION)
    done = site.check()
    assert done.returncode == 1
    assert f"docs/posts/demo.md:{line}: figure demo/relu" in done.stderr
    assert UNREAD in done.stderr
    assert "A line that is flat and then falls" in done.stderr
    assert UNREAD in site.build().stderr
    assert "written: tests/baseline/words.json" in site.run("approve").stdout
    assert site.check().returncode == 0
    site.edit("on the right", "on the left")
    assert UNREAD in site.check().stderr


def test_another_picture_must_be_read_beside_its_words(site: Site) -> None:
    path = site.root / "tests" / "baseline" / "demo_relu_dark.png"
    with Image.open(path) as picture:
        picture.load()
    picture.save(path, compress_level=0)  # it looks as before, so that the drawing is still the approved one
    assert UNREAD in site.check().stderr


def test_a_number_in_them_that_is_proved_by_itself_may_change(site: Site) -> None:
    site.edit(ALTERNATIVE, ALTERNATIVE + CAPTION)
    site.run("approve")
    site.edit("Up to [0.25](fact:demo.largest_slope)", "Up to [0.250](fact:demo.largest_slope)")
    assert site.check().returncode == 0


def test_words_are_approved_page_by_page(site: Site) -> None:
    text = site.post.read_text(encoding="utf-8")
    other = text.replace("# A demonstration", "# Another")
    site.write("docs/posts/other.md", other)
    assert site.check().returncode == 0  # the same words, on another page
    site.write("docs/posts/other.md", other.replace("and then rises", "and then falls"))
    site.write("docs/posts/demo.md", text.replace("and then rises", "and then climbs"))
    site.run("approve", "demo")
    assert (UNREAD in site.check("demo").stderr, UNREAD in site.check("other").stderr) == (False, True)
    site.write("docs/posts/demo.md", text)
    assert UNREAD in site.check("demo").stderr  # no page has said so since
