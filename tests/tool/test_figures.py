"""Figures for the page: drawn once, drawn again when something they depend on changed, the same bytes each time."""

from pathlib import Path

import pytest

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
