"""The tables of the post on deep nets."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from snippets.deepnets.experiments.layers import layers
from snippets.deepnets.experiments.recipes import best
from snippets.deepnets.patients import PATIENTS, readings

NAMES: Mapping[str, str] = {
    "tiny": "weights of 0.01",
    "normal": "weights of 1",
    "lecun": "LeCun's weights",
    "he": "He's weights",
    "batch": "He, batch norm",
    "layer": "He, layer norm",
    "skip": "He, skips",
    "quiet": "He, quiet skips",
    "batch skip": "He, batch norm, skips",
    "layer skip": "He, layer norm, skips",
}


BRACKETS: Mapping[str, tuple[float, float]] = {
    "tiny": (0.05, 0.2),
    "normal": (0.1, 0.4),
    "lecun": (0.05, 0.65),
    "he": (0.45, 0.8),
    "batch": (0.05, 0.3),
    "layer": (0.4, 0.8),
    "skip": (0.2, 0.5),
    "quiet": (0.95, 1.0),
    "batch skip": (0.95, 1.0),
    "layer skip": (0.95, 1.0),
}
"""Between these the share of digits known lies, with every seed, on every machine.

Training thirty layers without skips multiplies the last digit's rounding until it can
be seen, so a single seed's share is not the same everywhere.
"""


def bracket(name: str) -> tuple[float, float]:
    """The bracket of a recipe; a ValueError where a seed lies outside.

    >>> bracket("layer skip")
    (0.95, 1.0)
    """
    low, high = BRACKETS[name]
    known = best(name).known
    if known.min() < low or known.max() > high:
        raise ValueError(f"{name} lies outside {low} to {high}: {known}")
    return low, high


def powers(x: float) -> str:
    """A size by its power of ten, or plainly where it is near one.

    >>> powers(3.2e-43), powers(0.47), powers(5206.0)
    ('10⁻⁴²', '0.5', '10⁴')
    """
    power = round(float(np.log10(x)))
    if abs(power) < 2:
        return f"{x:.1f}"
    return "10" + str(power).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))


def verdict(name: str) -> str:
    """Whether a recipe learns: nearly all of the digits, with every seed.

    >>> verdict("layer skip"), verdict("tiny")
    ('yes', 'no')
    """
    return "yes" if best(name).known.min() > 0.95 else "no"


def recipes() -> list[dict[str, object]]:
    """Rows of the table of recipes.

    >>> recipes()[0]["Recipe"]
    'weights of 0.01'
    """
    rows: list[dict[str, object]] = []
    for name, label in NAMES.items():
        found = layers(name)
        signal = np.median(found.sizes[:, -1] / found.sizes[:, 0])
        gradient = np.median(found.gradients[:, 0] / found.gradients[:, -1])
        rows.append(
            {
                "Recipe": label,
                "Signal": powers(float(signal)),
                "Gradient": powers(float(gradient)),
                "Likeness": f"{np.median(found.likeness[:, -1]):.1f}",
                "Learns": verdict(name),
            }
        )
    return rows


def clinic() -> list[dict[str, object]]:
    """Rows of the table of patients: what can be read off each.

    >>> [row["Patient"] for row in clinic()]
    ['healthy', 'A', 'B', 'C', 'D']
    """
    rows: list[dict[str, object]] = []
    for label, fault in {"healthy": "healthy", **PATIENTS}.items():
        found = readings(fault)
        rows.append(
            {
                "Patient": label,
                "Loss at the start": f"{found.start:.1f}",
                "One batch": f"{found.batch:.1f}",
                "Step over weights": powers(found.ratio) if found.ratio else "0",
                "New digits": f"{10 * round(10 * found.new)} %",
            }
        )
    return rows
