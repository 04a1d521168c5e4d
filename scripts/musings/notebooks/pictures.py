"""The pictures in a notebook's outputs: whether two are alike, and how a page shows them in both schemes."""

from __future__ import annotations

import base64
import io
import re
from functools import cache
from typing import Any, Final

from musings.core import modules
from musings.core.project import Project

SHIFT: Final = 0.05
"""How far a point of a drawing may lie from where it was, in points: the rounding of another processor."""
TOLERANCE: Final = 0.3
"""Root mean square of the pixels' difference, of 255, as for the figures of posts."""

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
_NAME = re.compile(r"\b([A-Za-z][A-Za-z0-9_]*?)([0-9a-f]{10})\b")
_PIXELS = re.compile(r"data:image/png;base64,([A-Za-z0-9+/=\s]+)")


def alike(kind: str, one: str, other: str) -> bool:
    """Return whether two pictures of a kind show the same: equal but for the rounding of another machine."""
    if one.strip() == other.strip():
        return True
    return _same_drawing(one, other) if kind == "image/svg+xml" else _same_pixels(one, other)


def _same_drawing(one: str, other: str) -> bool:
    pixels = [_PIXELS.findall(text) for text in (one, other)]
    if len(pixels[0]) != len(pixels[1]) or not all(map(_same_pixels, *pixels)):
        return False
    first, second = (_renamed(_PIXELS.sub("", text)) for text in (one, other))
    if _NUMBER.split(first) != _NUMBER.split(second):
        return False
    pairs = zip(_NUMBER.findall(first), _NUMBER.findall(second), strict=True)
    return all(abs(float(a) - float(b)) <= SHIFT for a, b in pairs)


def _renamed(svg: str) -> str:
    """Return a drawing with its names counted: Matplotlib makes them from the coordinates, to the last digit."""
    seen: dict[str, str] = {}
    return _NAME.sub(lambda match: seen.setdefault(match[0], f"{match[1]}-name-{len(seen)}"), svg)


def _same_pixels(one: str, other: str) -> bool:
    import numpy as np
    from PIL import Image

    def read(data: str) -> Any:
        with Image.open(io.BytesIO(base64.b64decode(data))) as image:
            return np.asarray(image.convert("RGBA"), dtype=float)

    first, second = read(one), read(other)
    return first.shape == second.shape and float(np.sqrt(np.mean((first - second) ** 2))) <= TOLERANCE


def for_page(project: Project, kind: str, data: str) -> dict[str, str]:
    """Return a picture as the SVG of each scheme: drawings in the scheme's colours, pixels on paper of their own."""
    if kind == "image/svg+xml":
        svg = data[data.index("<svg") :]
        return {"light": svg, "dark": _in_the_dark(project, svg)}
    from PIL import Image

    with Image.open(io.BytesIO(base64.b64decode(data))) as image:
        width, height = image.size
    pixels = "".join(data.split())
    points = f'width="{width * 0.75:g}pt" height="{height * 0.75:g}pt" viewBox="0 0 {width} {height}"'
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {points}><rect width="100%" height="100%" rx="4" fill="#ffffff"/>'
        f'<image width="{width}" height="{height}" href="data:image/png;base64,{pixels}"/></svg>\n'
    )
    return {"light": svg, "dark": svg}


def _in_the_dark(project: Project, svg: str) -> str:
    """Return a drawing made in the light scheme with each colour of that scheme replaced by the dark one's."""
    colours = _colours(project)
    return re.sub(r"#[0-9a-f]{6}\b", lambda match: colours.get(match[0], match[0]), svg)


@cache
def _colours(project: Project) -> dict[str, str]:
    """Return the dark scheme's colour for each colour of the light one, from the settings that figures are drawn in."""
    from matplotlib.colors import to_hex

    if not (project.plots / "style.py").is_file():
        return {}
    style = modules.load(project, "plots.style")
    light, dark = style.rc_params("light"), style.rc_params("dark")
    pairs = [(light[key], dark[key]) for key in light if "color" in key]
    pairs += [(a["color"], b["color"]) for a, b in zip(light["axes.prop_cycle"], dark["axes.prop_cycle"], strict=True)]
    palettes = getattr(style, "PALETTES", {"light": {}, "dark": {}})
    pairs += [(palettes["light"][name], palettes["dark"][name]) for name in palettes["light"]]
    return {to_hex(a): to_hex(b) for a, b in pairs if str(a) != "none"}
