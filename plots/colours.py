"""The site's colours, the one place that holds them: pages, code and figures all take theirs from here.

`docs/assets/styles/colours.css` is this module's `stylesheet()` written to a file (`python -m plots.colours` writes it,
a test sees that the two agree). Every colour that carries words has a contrast of at least 4.5:1 with the page, with
code blocks and with raised surfaces of its scheme. The eight hues stay apart for colour-blind readers, and differ in
lightness as far as that contrast lets them, so that lines stay apart in grey.
"""

from pathlib import Path
from typing import Final, Literal

Scheme = Literal["light", "dark"]

STYLESHEET: Final = Path(__file__).resolve().parent.parent / "docs" / "assets" / "styles" / "colours.css"

# The eight hues of lines and classes. Functions share them (see FUNCTION_COLOURS), code is highlighted with them.
HUES: Final = ("blue", "vermilion", "green", "purple", "ochre", "rose", "cyan", "brown")

PALETTES: Final[dict[Scheme, dict[str, str]]] = {
    "light": {
        "background": "#fcfbf7",
        "surface": "#f4f2ea",
        "raised": "#ffffff",
        "border": "#dedacd",
        "grid": "#e4e1d6",
        "axis": "#8b8f92",
        "text": "#20262d",
        "muted": "#59616b",
        "accent": "#0b6a6a",
        "accent-soft": "#e2eeea",
        "mark": "#f7e3b0",
        "positive": "#1a7340",
        "negative": "#b3361f",
        "blue": "#1f49c4",
        "vermilion": "#b8440a",
        "green": "#177c60",
        "purple": "#8c4eb0",
        "ochre": "#4c3c0a",
        "rose": "#881f49",
        "cyan": "#135170",
        "brown": "#481510",
    },
    "dark": {
        "background": "#14181d",
        "surface": "#1b2027",
        "raised": "#20262e",
        "border": "#333b45",
        "grid": "#2b323b",
        "axis": "#727c87",
        "text": "#d9dee3",
        "muted": "#9aa4af",
        "accent": "#5fc4bd",
        "accent-soft": "#1c3234",
        "mark": "#574618",
        "positive": "#6cc58a",
        "negative": "#f08a72",
        "blue": "#9cbbfc",
        "vermilion": "#f07224",
        "green": "#34c788",
        "purple": "#b38cde",
        "ochre": "#f3e075",
        "rose": "#eca7c3",
        "cyan": "#9feaf5",
        "brown": "#b48074",
    },
}

# The same function has the same colour in every figure and every explorer. There are more functions than hues, so a hue
# is shared by functions that no figure compares; a hard version is told from its smooth partner by hue as well.
FUNCTION_COLOURS: Final[dict[str, str]] = {
    "linear": "muted",
    "sigmoid": "blue",
    "hard_sigmoid": "ochre",
    "tanh": "vermilion",
    "hard_tanh": "purple",
    "softsign": "cyan",
    "softmax": "purple",
    "log_softmax": "brown",
    "relu": "green",
    "leaky_relu": "brown",
    "softplus": "rose",
    "elu": "vermilion",
    "selu": "purple",
    "gelu": "ochre",
    "silu": "cyan",
    "mish": "brown",
    "hard_swish": "rose",
    # Two classes of points, wherever they are scattered.
    "class_a": "blue",
    "class_b": "vermilion",
}

# Material's own colour schemes that the two palettes dress.
_SELECTORS: Final[dict[Scheme, str]] = {
    "light": ':root, [data-md-color-scheme="default"]',
    "dark": '[data-md-color-scheme="slate"]',
}


def hex_colour(name: str, scheme: Scheme) -> str:
    """Return the colour of a function, a hue or a role (`text`, `muted`, `accent` …) in a scheme, as `#rrggbb`."""
    palette = PALETTES[scheme]
    key = FUNCTION_COLOURS.get(name, name)
    if key not in palette:
        known = ", ".join(sorted({*palette, *FUNCTION_COLOURS}))
        raise ValueError(f"no colour is named {name!r}; there are {known}")
    return palette[key]


def stylesheet() -> str:
    """Return the text of `colours.css`: each palette as custom properties, `--musings-text` and so on."""
    parts = ["/* Written by `python -m plots.colours` from plots/colours.py: change the colours there. */"]
    parts += [f"{_SELECTORS[scheme]} {{\n{_properties(scheme)}}}" for scheme in PALETTES]
    # Paper is white in every scheme.
    parts.append(f"@media print {{\n{_SELECTORS['dark']} {{\n{_properties('light')}}}\n}}")
    return "\n\n".join(parts) + "\n"


def _properties(scheme: Scheme) -> str:
    names = [*PALETTES[scheme], *FUNCTION_COLOURS]
    return "".join(f"  --musings-{name.replace('_', '-')}: {hex_colour(name, scheme)};\n" for name in names)


def main() -> None:
    """Write the style sheet where it differs."""
    text = stylesheet()
    if not STYLESHEET.exists() or STYLESHEET.read_text(encoding="utf-8") != text:
        STYLESHEET.parent.mkdir(parents=True, exist_ok=True)
        STYLESHEET.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
