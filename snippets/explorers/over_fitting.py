"""Over-fitting with one input: a curve of waves through noisy points, and the error.

All curves of a setup are sent together, so that a reader may move from width to width.
"""

from typing import Any

import numpy as np

from snippets.explorers.numbers import rounded
from snippets.generalisation.curve import distance, fit, points, truth, waves

WIDTHS = (*range(1, 11), 12, 14, 16, 18, 20, 22, 25, 30, 40, 60, 80, 120, 200)
"""Waves of a curve."""
NOISES = (0.0, 0.1, 0.2, 0.3, 0.5)
PULLS = (0.0, 0.001, 0.01, 0.1, 1.0)
COUNTS = (10, 20, 40, 80)
"""Points to learn from."""
SEEDS = 10
START: dict[str, Any] = {"noise": 0.3, "pull": 0.0, "points": 20, "seed": 0}
PLACES = np.linspace(-1.0, 1.0, 121)
"""Where the curves are drawn."""


def first() -> dict[str, Any]:
    """What may be chosen, and the truth; `parts` has the curves of the first points."""
    return {
        "start": START | {"width": 20},
        "widths": WIDTHS,
        "noises": NOISES,
        "pulls": PULLS,
        "counts": COUNTS,
        "seeds": SEEDS,
        "x": rounded(PLACES, 3),
        "truth": rounded(truth(PLACES), 3),
    }


def parts() -> dict[str, dict[str, Any]]:
    """For each noise and pull the curves through the points of `START`."""
    return {
        f"n{i}p{j}": answer(START | {"noise": noise, "pull": pull})
        for i, noise in enumerate(NOISES)
        for j, pull in enumerate(PULLS)
    }


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """The points, and for each of `WIDTHS` a curve, its errors and its weights' length.

    `curves` has one after the other; `floor` is how far the truth is from new points.

    >>> found = answer(START)
    >>> [len(found[name]) for name in ("x", "new_x", "learnt", "held_out")]
    [20, 100, 23, 23]
    >>> WIDTHS[found["best"]]
    6
    """
    drawn = points(request["points"], request["noise"], request["seed"])
    fits = [fit(drawn, width, request["pull"]) for width in WIDTHS]
    curves = [waves(PLACES, len(found.weights)) @ found.weights for found in fits]
    held_out = np.array([found.held_out for found in fits])
    learnt = np.array([found.learnt for found in fits])
    return {
        **{name: rounded(values, 3) for name, values in drawn._asdict().items()},
        "curves": rounded(np.concatenate(curves), 3),
        # What arithmetic leaves of nothing is nothing.
        "learnt": rounded(np.where(learnt < 1e-9, 0.0, learnt), 3),
        "held_out": rounded(held_out, 3),
        "length": rounded([np.linalg.norm(found.weights) for found in fits], 3),
        "floor": float(rounded(distance(truth(drawn.new_x), drawn.new_y), 3)),
        "best": int(held_out.argmin()),
    }
