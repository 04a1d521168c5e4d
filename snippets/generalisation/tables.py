"""The tables of the post on generalisation."""

from __future__ import annotations

from snippets.arrays import Array
from snippets.generalisation.experiments.remedies import WRONG
from snippets.generalisation.facts import errors

REMEDIES = {
    "nothing": "nothing",
    "stopping": "early stopping",
    "decay": "weight decay 1",
    "decay of all": "the same, biases too",
    "dropout": "dropout 0.5",
    "nudges": "moved by half a pixel",
    "leaps": "moved by a pixel",
    "mirror": "mirrored",
    "smoothing": "label smoothing 0.1",
    "path": "mean of the path",
    "ensemble": "ensemble of five",
    "several": "three of them at once",
    "twice the images": "twice the images",
}


def remedies() -> list[dict[str, object]]:
    """Rows of the table of remedies: errors, their range, and how many seeds gain.

    >>> remedies()[0]["Remedy"]
    'nothing'
    """
    rows: list[dict[str, object]] = []
    for name, label in REMEDIES.items():
        row: dict[str, object] = {"Remedy": label}
        for wrong, told, better in (
            (0.0, "Right labels", "Better, right"),
            (WRONG, "A fifth wrong", "Better, wrong"),
        ):
            found, plain = errors(name, wrong), errors("nothing", wrong)
            row[told] = percentages(found)
            row[better] = f"{int((found < plain).sum())} of {len(plain)}"
            if name == "nothing":
                row[better] = "–"
        rows.append(row)
    return rows


def percentages(shares: Array) -> str:
    """Mean with the range, in per cent.

    >>> import numpy as np
    >>> percentages(np.array([0.25, 0.5, 0.751]))
    '50.0 (25.0–75.1)'
    """
    low, high = 100 * shares.min(), 100 * shares.max()
    return f"{100 * shares.mean():.1f} ({low:.1f}–{high:.1f})"
