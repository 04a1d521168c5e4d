"""How every figure looks: in the colours that the page has in each scheme, which are read from its style sheet."""

import re
from pathlib import Path
from typing import Any

from cycler import cycler

STYLES = Path(__file__).parent.parent / "docs" / "assets" / "styles" / "site.css"
SCHEMES = {"light": "default", "dark": "slate"}
ROLES = {"background", "text", "muted", "axis", "grid"}


def palette(scheme: str) -> dict[str, str]:
    """Return the colours of a scheme, "light" or "dark", by name, as `#rrggbb`."""
    rule = re.search(rf'\[data-md-color-scheme="{SCHEMES[scheme]}"\] {{(.*?)}}', STYLES.read_text("utf-8"), re.DOTALL)
    return dict(re.findall(r"--musings-([a-z-]+): (#[0-9a-f]{6});", rule[1] if rule else ""))


def rc_params(scheme: str) -> dict[str, Any]:
    """Return Matplotlib's settings for a figure of the scheme."""
    colours = palette(scheme)
    return {
        "figure.figsize": (7.0, 3.4),
        "figure.facecolor": "none",
        "figure.constrained_layout.use": True,
        "savefig.facecolor": "none",
        "text.color": colours["text"],
        "axes.facecolor": "none",
        "axes.edgecolor": colours["axis"],
        "axes.labelcolor": colours["text"],
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.grid": True,
        "axes.axisbelow": True,
        "axes.prop_cycle": cycler(color=[colour for name, colour in colours.items() if name not in ROLES]),
        "grid.color": colours["grid"],
        "xtick.color": colours["axis"],
        "ytick.color": colours["axis"],
        "xtick.labelcolor": colours["muted"],
        "ytick.labelcolor": colours["muted"],
        "svg.fonttype": "path",
        "svg.hashsalt": "site",
    }
