"""The fonts of pages and figures."""

import re
import shutil
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from musings.live import served
from musings.site.fonts import (
    FIGURE,
    FIGURE_FAMILY,
    FIGURE_FONTS,
    MATHS_BOLD,
    MATHS_CHARACTERS,
    MATHS_MORE,
    PAGE,
    PAGE_FONTS,
    SIGNS,
    FigureFont,
    prepare,
)

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def prepared() -> Path:
    """Return the project's folder with its fonts in place."""
    prepare(ROOT)
    return ROOT


def page_font(root: Path, name: str) -> TTFont:
    return TTFont(root / PAGE_FONTS / f"{name}.woff2")


def face(css: str, name: str) -> str:
    """Return the rule of the style sheet that names the font's file."""
    return next(rule for rule in css.split("@font-face")[1:] if f"/{name}.woff2" in rule)


def letters(rule: str) -> set[int]:
    """Return the characters for which a rule fetches its file."""
    spans = [span.split("-") for span in re.findall(r"U\+([0-9A-F-]+)", rule)]
    return {code for span in spans for code in range(int(span[0], 16), int(span[-1], 16) + 1)}


def test_every_font_that_a_style_sheet_names_is_made(prepared: Path) -> None:
    css = (served.BROWSER / "page/fonts.css").read_text(encoding="utf-8")
    named = {part.split('"')[0] for part in css.split('url("../../fonts/')[1:]}
    assert named == {f"{font.name}.woff2" for font in PAGE}


def test_a_second_run_writes_nothing(prepared: Path) -> None:
    files = sorted([*(prepared / PAGE_FONTS).iterdir(), *(prepared / FIGURE_FONTS).iterdir()])
    before = [file.stat().st_mtime_ns for file in files]
    prepare(prepared)
    assert [file.stat().st_mtime_ns for file in files] == before


def test_a_lost_font_is_made_again_without_touching_the_others(prepared: Path, tmp_path: Path) -> None:
    (tmp_path / "node_modules").symlink_to(prepared / "node_modules")
    shutil.copytree(prepared / PAGE_FONTS, tmp_path / PAGE_FONTS)
    shutil.copytree(prepared / FIGURE_FONTS, tmp_path / FIGURE_FONTS)
    lost, kept = tmp_path / PAGE_FONTS / "mono.woff2", tmp_path / PAGE_FONTS / "serif.woff2"
    before = kept.stat().st_mtime_ns
    lost.unlink()
    prepare(tmp_path)
    assert lost.read_bytes() == (prepared / PAGE_FONTS / "mono.woff2").read_bytes()
    assert kept.stat().st_mtime_ns == before


def test_missing_packages_are_an_error_that_says_what_helps(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="npm ci"):
        prepare(tmp_path)


@pytest.mark.parametrize(
    "name",
    ["serif-latin-ext", "serif-names", "serif-greek", "signs", "mono-latin-ext", "maths", "maths-bold", "maths-more"],
)
def test_no_font_is_fetched_for_a_letter_that_it_lacks(prepared: Path, name: str) -> None:
    asked = letters(face((served.BROWSER / "page/fonts.css").read_text(encoding="utf-8"), name))
    assert asked
    assert asked <= page_font(prepared, name).getBestCmap().keys()


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("signs", SIGNS), ("maths", MATHS_CHARACTERS), ("maths-bold", MATHS_BOLD), ("maths-more", MATHS_MORE)],
)
def test_every_mathematical_letter_of_a_font_is_fetched(prepared: Path, name: str, wanted: frozenset[int]) -> None:
    asked = letters(face((served.BROWSER / "page/fonts.css").read_text(encoding="utf-8"), name))
    assert wanted & page_font(prepared, name).getBestCmap().keys() == asked


def test_all_files_of_the_text_face_are_asked_at_every_weight(prepared: Path) -> None:
    css = (served.BROWSER / "page/fonts.css").read_text(encoding="utf-8")
    parts = ("serif", "serif-latin-ext", "serif-names", "serif-greek", "signs")
    assert {re.findall(r"font-weight: (.*);", face(css, name))[0] for name in parts} == {"400 700"}


def test_the_fonts_of_a_page_stay_within_their_share_of_its_weight(prepared: Path) -> None:
    usual = ("serif", "serif-italic", "serif-display", "mono", "maths")
    assert sum((prepared / PAGE_FONTS / f"{name}.woff2").stat().st_size for name in usual) <= 115_000


def test_the_mathematics_font_can_stretch(prepared: Path) -> None:
    assert "MATH" in page_font(prepared, "maths")


def test_the_mathematics_font_has_what_formulas_are_written_with(prepared: Path) -> None:
    drawn = page_font(prepared, "maths").getBestCmap().keys()
    source = TTFont(prepared / "node_modules/@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2")
    assert MATHS_CHARACTERS & source.getBestCmap().keys() <= drawn


def test_the_text_font_has_both_of_its_weights(prepared: Path) -> None:
    (axis,) = page_font(prepared, "serif")["fvar"].axes
    assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", 400, 700)


@pytest.mark.parametrize("cut", FIGURE, ids=lambda cut: cut.style)
def test_figures_have_static_fonts_with_greek(prepared: Path, cut: FigureFont) -> None:
    font = TTFont(prepared / FIGURE_FONTS / cut.file)
    assert "fvar" not in font
    assert {ord("σ"), ord("ł"), ord("−")} <= font.getBestCmap().keys()


@pytest.mark.parametrize("cut", FIGURE, ids=lambda cut: cut.style)
def test_the_cuts_of_the_figures_font_are_told_apart(prepared: Path, cut: FigureFont) -> None:
    font = TTFont(prepared / FIGURE_FONTS / cut.file)
    assert (font["name"].getDebugName(1), font["OS/2"].usWeightClass) == (FIGURE_FAMILY, cut.weight)


def test_a_font_that_is_damaged_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    for folder in (PAGE_FONTS, FIGURE_FONTS):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    prepare(tmp_path)
    damaged = [tmp_path / PAGE_FONTS / "signs.woff2", tmp_path / FIGURE_FONTS / FIGURE[0].file]
    right = [file.read_bytes() for file in damaged]
    for file in damaged:
        file.write_bytes(b"no font")
    prepare(tmp_path)
    assert [file.read_bytes() for file in damaged] == right
