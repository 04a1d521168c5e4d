"""How every figure looks: the page's font, the page's colours, one size.

The tool draws each figure twice, once within `matplotlib.rc_context(rc_params("light"))` and once within
`rc_context(rc_params("dark"))`. A plot function takes nothing, returns a Figure and asks here for what the settings
cannot say by themselves:

    from plots.style import colour, label_line

    def sigmoid() -> Figure:
        figure, axes = plt.subplots()                    # 7.0 × 3.4 inches, constrained layout, transparent
        x = np.linspace(-6.0, 6.0, 241)
        (line,) = axes.plot(x, activations.sigmoid(x), **line_style("sigmoid"))
        label_line(axes, line, "sigmoid", x=2.0)         # words in the line's colour, beside it, instead of a legend
        axes.set(xlabel="input x", ylabel="output σ(x)")
        return figure

`rc_params(scheme)`   the settings, a dict for `matplotlib.rc_context`
`colour(name)`        the colour of a function ("relu"), a hue ("blue"), a class of points ("class_a", "class_b") or a
                      role ("text", "muted", "accent", "positive", "negative", "grid", "axis", "background", "surface"),
                      as the scheme that is being drawn has it
`line_style(name)`    the keywords for `plot` of a function's line: its colour, and `derivative=True` for the dashed
                      line of its derivative
`label_line(…)`       a direct label on a line
`zero_lines(axes)`    thin lines through the origin, behind everything
`scheme()`            "light" or "dark": what is being drawn

Lines that have no name of their own take the eight hues in turn (`axes.prop_cycle`).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import matplotlib as mpl
import numpy as np
from cycler import cycler
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.text import Annotation

from plots.colours import HUES, PALETTES, Scheme, hex_colour

if TYPE_CHECKING:
    from matplotlib.typing import RcKeyType  # not in the readers' Matplotlib

FIGURE_SIZE: Final = (7.0, 3.4)
FONT_FAMILY: Final = "Source Serif 4"
FONTS: Final = Path(__file__).resolve().parent.parent / "build" / "fonts"


@cache
def _register_fonts() -> None:
    """Let Matplotlib know the page's own fonts and those it came with, and no other.

    Its list of fonts comes from the machine: from what is installed there, and from a file in the user's cache, which
    stays as it was written, be it by a Matplotlib that found half of its fonts.
    """
    files = sorted(FONTS.glob("*.ttf"))
    if not files:
        raise FileNotFoundError(f"there is no font in {FONTS}: run `make setup`, which puts the page's fonts there")
    own = Path(mpl.get_data_path(), "fonts", "ttf")
    font_manager.fontManager.ttflist.clear()
    for file in (*files, *sorted(own.glob("*.ttf"))):
        font_manager.fontManager.addfont(file)


def rc_params(scheme: Scheme) -> dict[RcKeyType, Any]:
    """Return Matplotlib's settings for a figure of the scheme, for `matplotlib.rc_context`."""
    _register_fonts()
    palette = PALETTES[scheme]
    return {
        "figure.figsize": FIGURE_SIZE,
        "figure.dpi": 100,
        "figure.facecolor": "none",
        "figure.edgecolor": "none",
        "figure.constrained_layout.use": True,
        "savefig.facecolor": "none",
        "savefig.edgecolor": "none",
        # Large enough to be read on a phone, where a figure is shown at little more than half its size.
        "font.family": [FONT_FAMILY],
        "font.size": 13.0,
        "text.color": palette["text"],
        # Symbols in the page's own letters; what they lack comes from STIX, as on the page.
        "mathtext.fontset": "custom",
        "mathtext.rm": FONT_FAMILY,
        "mathtext.it": f"{FONT_FAMILY}:italic",
        "mathtext.bf": f"{FONT_FAMILY}:weight=600",
        "mathtext.bfit": f"{FONT_FAMILY}:italic",
        "mathtext.cal": FONT_FAMILY,
        "mathtext.sf": FONT_FAMILY,
        "mathtext.tt": FONT_FAMILY,
        "mathtext.fallback": "stix",
        "axes.facecolor": "none",
        "axes.edgecolor": palette["axis"],
        "axes.labelcolor": palette["text"],
        "axes.labelsize": 13.0,
        "axes.linewidth": 0.8,
        "axes.titlecolor": palette["text"],
        "axes.titlesize": 14.0,
        "axes.titleweight": 600,
        "axes.titlelocation": "left",
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "axes.grid": True,
        "axes.unicode_minus": True,
        "axes.prop_cycle": cycler(color=[palette[hue] for hue in HUES]),
        "grid.color": palette["grid"],
        "grid.linewidth": 0.7,
        "grid.alpha": 1.0,
        "lines.linewidth": 2.2,
        "lines.solid_capstyle": "round",
        "lines.solid_joinstyle": "round",
        "lines.dash_capstyle": "round",
        "patch.edgecolor": palette["background"],
        "hatch.color": palette["axis"],
        "legend.frameon": False,
        "xtick.major.size": 3.0,
        "ytick.major.size": 3.0,
        "xtick.color": palette["axis"],
        "ytick.color": palette["axis"],
        "xtick.labelcolor": palette["muted"],
        "ytick.labelcolor": palette["muted"],
        "xtick.labelsize": 11.5,
        "ytick.labelsize": 11.5,
        "image.cmap": "cividis",
        # Letters as outlines: the figure then needs no font in the page. A fixed salt makes runs byte-identical.
        "svg.fonttype": "path",
        "svg.hashsalt": "musings",
    }


def scheme() -> Scheme:
    """Return the scheme that is being drawn; the light one outside any `rc_context` of ours."""
    return "dark" if mpl.rcParams["text.color"] == PALETTES["dark"]["text"] else "light"


def colour(name: str) -> str:
    """Return the colour of a function, a hue or a role in the scheme that is being drawn, as `#rrggbb`."""
    return hex_colour(name, scheme())


def line_style(name: str, *, derivative: bool = False) -> dict[str, Any]:
    """Return the keywords of a function's line for `Axes.plot`; its derivative has the same colour, dashed."""
    if derivative:
        return {"color": colour(name), "linestyle": (0, (4.0, 2.2)), "linewidth": 1.8}
    return {"color": colour(name)}


def label_line(
    axes: Axes,
    line: Line2D,
    text: str,
    x: float | None = None,
    *,
    offset: tuple[float, float] = (0.0, 7.0),
    align: str = "center",
) -> Annotation:
    """Write `text` in the line's colour at the point of the line over `x`, or right of its last point.

    `offset` moves the words by points (right, up) from the line; `align` says which end of them stands there: "left",
    "center" or "right". A patch in the page's colour keeps the grid out of them. The line's x values must ascend.
    """
    xs = np.asarray(line.get_xdata(), dtype=float)
    ys = np.asarray(line.get_ydata(), dtype=float)
    if x is None:
        place, offset, align = (float(xs[-1]), float(ys[-1])), (6.0, 0.0), "left"
    elif xs[0] <= x <= xs[-1]:
        place = (x, float(np.interp(x, xs, ys)))
    else:
        raise ValueError(f"x must lie on the line, between {xs[0]:g} and {xs[-1]:g}; it was {x:g}")
    vertical = "center" if offset[1] == 0.0 else ("bottom" if offset[1] > 0.0 else "top")
    return axes.annotate(
        text,
        place,
        xytext=offset,
        textcoords="offset points",
        color=line.get_color(),
        horizontalalignment=align,
        verticalalignment=vertical,
        annotation_clip=False,
        # Over the grid, under the data. (A stroke around the letters would treble the weight of the figure.)
        bbox={"boxstyle": "square,pad=0.08", "facecolor": colour("background"), "edgecolor": "none"},
        zorder=1.9,
    )


def zero_lines(axes: Axes) -> None:
    """Draw thin lines through the origin, behind everything else."""
    for draw in (axes.axhline, axes.axvline):
        draw(0.0, color=colour("axis"), linewidth=0.8, zorder=0.5)
