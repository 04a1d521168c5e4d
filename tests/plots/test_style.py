"""The look of the figures agrees with the look of the pages."""

import itertools
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib import font_manager
from matplotlib.figure import Figure

from plots.colours import FUNCTION_COLOURS, HUES, PALETTES, STYLESHEET, Scheme, hex_colour, stylesheet
from plots.style import (
    FONT_FAMILY,
    FONTS,
    _register_fonts,
    colour,
    label_line,
    line_style,
    rc_params,
    scheme,
    zero_lines,
)

SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WORDS = ("text", "muted", "accent", "positive", "negative", *HUES)
GROUNDS = ("background", "surface", "raised")

# What a reader with one of these sees of a colour in linear light (Machado et al., 2009, severity 1).
COLOUR_BLINDNESS = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}

# Functions that stand in one figure.
COMPARED = [
    ("sigmoid", "tanh", "softsign", "linear"),
    ("sigmoid", "hard_sigmoid"),
    ("tanh", "hard_tanh"),
    ("relu", "tanh"),
    ("relu", "softplus"),
    ("relu", "leaky_relu", "elu", "selu"),
    ("relu", "gelu", "silu", "mish"),
    ("silu", "hard_swish"),
    ("softmax", "log_softmax"),
    ("class_a", "class_b"),
]


def linear(hex_code: str) -> np.ndarray:
    """Return a colour in linear light."""
    channels = np.array([int(hex_code[at : at + 2], 16) for at in (1, 3, 5)]) / 255.0
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours by WCAG's definition."""
    darker, lighter = sorted(float(linear(code) @ [0.2126, 0.7152, 0.0722]) for code in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def oklab(light: np.ndarray) -> np.ndarray:
    """Return a linear colour in Oklab, where distances are differences to the eye (Ottosson, 2020)."""
    to_cones = np.array(
        [
            [0.4122214708, 0.5363325363, 0.0514459929],
            [0.2119034982, 0.6806995451, 0.1073969566],
            [0.0883024619, 0.2817188376, 0.6299787005],
        ]
    )
    to_lab = np.array(
        [
            [0.2104542553, 0.7936177850, -0.0040720468],
            [1.9779984951, -2.4285922050, 0.4505937099],
            [0.0259040371, 0.7827717662, -0.8086757660],
        ]
    )
    seen: np.ndarray = to_lab @ np.cbrt(np.clip(to_cones @ light, 0.0, None))
    return seen


def drawn(scheme: Scheme, draw: Callable[[], Figure]) -> str:
    """Return a figure as SVG, drawn in a scheme."""
    with mpl.rc_context(rc_params(scheme)):
        buffer = BytesIO()
        draw().savefig(buffer, format="svg", metadata={"Date": None})
    return buffer.getvalue().decode()


def sample_figure() -> Figure:
    """Draw a line with its label."""
    figure = Figure()
    axes = figure.subplots()
    (line,) = axes.plot([0.0, 1.0], [0.0, 1.0], **line_style("sigmoid"))
    label_line(axes, line, "σ(x)", x=0.5)
    zero_lines(axes)
    return figure


def test_the_style_sheet_holds_the_colours_of_the_figures() -> None:
    assert STYLESHEET.read_text(encoding="utf-8") == stylesheet(), "run `python -m plots.colours`"


def test_no_other_style_sheet_has_colours_of_its_own() -> None:
    site = STYLESHEET.with_name("site.css").read_text(encoding="utf-8")
    assert set(re.findall(r"#[0-9a-f]{6}\b", site)) == set()


@pytest.mark.parametrize("chosen", SCHEMES)
@pytest.mark.parametrize(("word", "ground"), list(itertools.product(WORDS, GROUNDS)))
def test_words_have_enough_contrast_with_every_ground(chosen: Scheme, word: str, ground: str) -> None:
    assert contrast(PALETTES[chosen][word], PALETTES[chosen][ground]) >= 4.5


@pytest.mark.parametrize("chosen", SCHEMES)
def test_marked_words_and_chosen_things_stay_readable(chosen: Scheme) -> None:
    palette = PALETTES[chosen]
    pairs = [("text", "mark"), ("text", "accent-soft"), ("accent", "accent-soft"), ("background", "text")]
    assert min(contrast(palette[word], palette[ground]) for word, ground in pairs) >= 4.5


@pytest.mark.parametrize("chosen", SCHEMES)
def test_borders_of_controls_are_seen(chosen: Scheme) -> None:
    assert contrast(PALETTES[chosen]["axis"], PALETTES[chosen]["background"]) >= 3.0


@pytest.mark.parametrize("chosen", SCHEMES)
@pytest.mark.parametrize("pair", list(itertools.combinations(HUES, 2)))
def test_hues_differ_for_every_eye(chosen: Scheme, pair: tuple[str, str]) -> None:
    lights = [linear(hex_colour(name, chosen)) for name in pair]
    seen = [lights, *([matrix @ light for light in lights] for matrix in map(np.array, COLOUR_BLINDNESS.values()))]
    assert min(float(np.linalg.norm(oklab(one) - oklab(other))) for one, other in seen) >= 0.05


@pytest.mark.parametrize("family", COMPARED, ids="-".join)
def test_functions_in_one_figure_have_colours_of_their_own(family: tuple[str, ...]) -> None:
    assert len({FUNCTION_COLOURS[name] for name in family}) == len(family)


def test_both_schemes_name_the_same_colours() -> None:
    assert PALETTES["light"].keys() == PALETTES["dark"].keys()


def test_every_function_has_a_colour_that_exists() -> None:
    assert set(FUNCTION_COLOURS.values()) <= PALETTES["light"].keys()


def test_an_unknown_colour_is_an_error_that_lists_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"'sigmoyd'; there are .*sigmoid"):
        colour("sigmoyd")


@pytest.mark.parametrize("chosen", SCHEMES)
def test_colours_follow_the_scheme_that_is_being_drawn(chosen: Scheme) -> None:
    with mpl.rc_context(rc_params(chosen)):
        assert (scheme(), colour("relu")) == (chosen, PALETTES[chosen]["green"])


def test_the_page_font_is_the_figures_font() -> None:
    with mpl.rc_context(rc_params("light")):
        file = mpl.font_manager.findfont(FONT_FAMILY, fallback_to_default=False)
    assert Path(file).parent == FONTS


def test_the_fonts_of_the_machine_and_of_a_list_kept_by_halves_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    stranger = font_manager.FontEntry(fname=__file__, name=FONT_FAMILY, size="scalable")
    monkeypatch.setattr(font_manager.fontManager, "ttflist", [stranger])
    _register_fonts.cache_clear()
    with mpl.rc_context(rc_params("light")):
        page, symbols = (Path(font_manager.findfont(name)) for name in (FONT_FAMILY, "STIXGeneral"))
    _register_fonts.cache_clear()
    assert (page.parent, symbols.name) == (FONTS, "STIXGeneral.ttf")


def test_a_figure_is_the_same_in_every_run() -> None:
    assert drawn("light", sample_figure) == drawn("light", sample_figure)


def test_the_schemes_draw_different_figures() -> None:
    assert drawn("light", sample_figure) != drawn("dark", sample_figure)


def test_letters_are_outlines() -> None:
    assert "<text" not in drawn("light", sample_figure)


def test_a_label_has_the_colour_of_its_line() -> None:
    axes = Figure().subplots()
    (line,) = axes.plot([0.0, 2.0], [0.0, 4.0], color="#123456")
    assert label_line(axes, line, "words").get_color() == "#123456"


def test_a_label_stands_on_its_line() -> None:
    axes = Figure().subplots()
    (line,) = axes.plot([0.0, 2.0], [0.0, 4.0])
    assert label_line(axes, line, "words", x=0.5).xy == (0.5, 1.0)


def test_a_label_beyond_its_line_is_an_error() -> None:
    axes = Figure().subplots()
    (line,) = axes.plot([0.0, 2.0], [0.0, 4.0])
    with pytest.raises(ValueError, match="between 0 and 2; it was 3"):
        label_line(axes, line, "words", x=3.0)


def test_a_derivative_has_the_colour_of_its_function() -> None:
    assert line_style("tanh", derivative=True)["color"] == line_style("tanh")["color"]
