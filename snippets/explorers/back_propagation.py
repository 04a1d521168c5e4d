"""Back-propagation in the net of two units: numbers go up, slopes come down.

All that a reader may choose is computed when the site is built: the net is small.
"""

from itertools import product
from typing import Any

import numpy as np

from snippets.deepnets.graph import TwoUnits, reverse_mode, two_units
from snippets.explorers.numbers import rounded

GRID = {
    "x": np.arange(-6, 7) / 2,
    "w": np.arange(-4, 5) / 4,
    "v": np.arange(-4, 5) / 1,
    "target": np.arange(-4, 5) / 1,
}
"""What the reader may choose from."""
START = {"x": 2.0, "w": 0.5, "v": 4.0, "target": 3.0}
SLOPES = ("x", "w", "z", "h", "v", "y")
"""The numbers by which there is a slope of the loss, beside the loss itself."""


def first() -> dict[str, Any]:
    """What may be chosen; `parts` has the numbers, a part for each target."""
    return {
        "inputs": {
            name: {
                "start": START[name],
                "low": grid[0],
                "high": grid[-1],
                "step": grid[1] - grid[0],
                "count": len(grid),
            }
            for name, grid in GRID.items()
        },
        "slopes": SLOPES,
    }


def parts() -> dict[str, dict[str, Any]]:
    """For each target all nets: x changes slowest and v fastest. Lists by name.

    >>> found = parts()["t7"]  # the eighth target is 3
    >>> at = (10 * 9 + 6) * 9 + 8  # x is 2, w is 0.5, v is 4
    >>> [float(found[name][at]) for name in ("z", "h", "y", "loss", "by_w")]
    [1.0, 0.5, 2.0, 1.0, -4.0]
    """
    return {
        f"t{place}": lists(float(target)) for place, target in enumerate(GRID["target"])
    }


def answer(request: dict[str, Any]) -> dict[str, float]:
    """All numbers of one net, by their names; slopes of the loss are named `by_…`.

    `exact` is 1 where four digits are all that each of them has.

    >>> found = answer({"x": 2.0, "w": 0.5, "v": 4.0, "target": 3.0})
    >>> [float(found[name]) for name in ("bend", "by_h", "by_z")]
    [0.25, -8.0, -2.0]
    """
    found = numbers(two_units(**request))
    short = {name: float(rounded(value)) for name, value in found.items()}
    return {**short, "exact": int(short == found)}


def numbers(net: TwoUnits) -> dict[str, float]:
    """What is computed on the way up and down, and the slope of the bend.

    >>> list(numbers(two_units()))[:5]
    ['z', 'h', 'y', 'loss', 'bend']
    """
    ups = {name: getattr(net, name).value for name in ("z", "h", "y", "loss")}
    ((_, bend),) = net.h.below
    by = reverse_mode(net.loss).by
    downs = {f"by_{name}": by[getattr(net, name)] for name in SLOPES}
    return {**ups, "bend": bend, **downs}


def lists(target: float) -> dict[str, Any]:
    """The numbers of all nets with one target: for each name a list."""
    nets = [
        answer({"x": x, "w": w, "v": v, "target": target})
        for x, w, v in product(*(GRID[name].tolist() for name in ("x", "w", "v")))
    ]
    return {name: [net[name] for net in nets] for name in nets[0]}
