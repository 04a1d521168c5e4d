"""What a value shows of itself beside its name: markup, a drawing, a picture, or nothing that a reader would miss."""

import base64
import re
import sys
from typing import Any

_ACTS = re.compile(r"<(?:script|input|button|form|iframe|object|embed)\b", re.IGNORECASE)


def quiet(value: Any) -> bool:
    """Say whether a value is what drawing gives back: the drawing is shown, its parts have no words to read."""
    if "matplotlib" not in sys.modules:
        return False
    if type(value).__name__ == "ndarray" and value.dtype == object:  # of subplots
        value = value.ravel().tolist()
    if isinstance(value, list):
        return bool(value) and all(map(_part, value))
    if isinstance(value, (tuple, dict)):  # of hist, of boxplot
        return _part(value) or any(map(_part, value.values() if isinstance(value, dict) else value))
    return _part(value)


def _part(value: Any) -> bool:
    from matplotlib.artist import Artist
    from matplotlib.colorbar import Colorbar
    from matplotlib.container import Container

    return isinstance(value[0] if isinstance(value, list) and value else value, (Artist, Colorbar, Container))


def rich(value: Any, letters: int, nodes: int) -> tuple[str, str] | None:
    """Return how a value shows itself, as kind and text, if it does within so many letters and elements.

    Markup that needs a script or buttons to be of use is left: the value's own words say more.
    """
    if isinstance(value, type):
        return None
    for kind in ("svg", "html", "png"):
        try:
            text = getattr(value, f"_repr_{kind}_")()
        except Exception:  # it has none, or cannot now
            continue
        if kind == "png" and isinstance(text, bytes):
            text = f'<img alt="{type(value).__name__}" src="data:image/png;base64,{base64.b64encode(text).decode()}">'
        acts = kind == "html" and isinstance(text, str) and _ACTS.search(text)
        if isinstance(text, str) and len(text) <= letters and text.count("<") <= nodes and not acts:
            return ("svg" if kind == "svg" else "html"), text
    return None
