"""The objective explorer: what an error costs, how it pulls, what a sample asks for.

Two views: losses and slopes of one prediction, and, for a handful of points, the one
number that costs least.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from snippets.arrays import as_floats
from snippets.explorers.numbers import rounded
from snippets.objectives.catalogue import CATALOGUE
from snippets.objectives.experiments.constants import best_constant

STEP = 0.05
INPUTS = (np.arange(161) - 80) / 20  # from −4 to 4 in steps of 0.05

PLACE_STEP = 0.25
PLACES = np.arange(81) / 4  # where a point may be: from 0 to 20
CONSTANTS = np.arange(41) / 2  # whose costs are drawn
POINTS = (2.0, 3.0, 3.5, 4.5, 5.0, 6.5, 14.0)
"""The points of the start; the last is the outlier."""

TASKS = {"quantities": "regression", "yes_or_no": "yes or no"}
PARAMETERS: dict[str, dict[str, Any]] = {
    "delta": {"of": "huber", "label": "Huber, δ", "low": 0.1, "high": 4.0, "step": 0.1},
    "beta": {
        "of": "smooth_l1",
        "label": "Smooth L1, β",
        "low": 0.1,
        "high": 4.0,
        "step": 0.1,
    },
    "tau": {
        "of": "quantile",
        "label": "Quantile, τ",
        "low": 0.05,
        "high": 0.95,
        "step": 0.05,
    },
    "gamma": {"of": "focal", "label": "Focal, γ", "low": 0.0, "high": 5.0, "step": 0.5},
    "smoothing": {
        "of": "dice",
        "label": "Dice, s",
        "low": 0.1,
        "high": 4.0,
        "step": 0.1,
    },
    "positive_weight": {
        "of": "binary_cross_entropy",
        "label": "Weight of a yes",
        "low": 0.5,
        "high": 10.0,
        "step": 0.5,
    },
}
"""The sliders: whose parameter, and what it may be."""


def first() -> dict[str, Any]:
    """What the controls offer; `parts` has the numbers."""
    return {
        "inputs": {"low": INPUTS[0], "high": INPUTS[-1], "step": STEP},
        "places": {"low": PLACES[0], "high": PLACES[-1], "step": PLACE_STEP},
        "constants": CONSTANTS,
        "points": POINTS,
        "parameters": {
            key: {**given, "start": CATALOGUE[given["of"]].parameters[key]}
            for key, given in PARAMETERS.items()
        },
        "tasks": {
            key: [
                {"name": name, "label": entry.label, "axis": entry.axis}
                for name, entry in CATALOGUE.items()
                if entry.task == task
            ]
            for key, task in TASKS.items()
        },
    }


def parts() -> dict[str, dict[str, Any]]:
    """Curves of each task's objectives, and the costs for each place of the outlier."""
    names = {key: [each["name"] for each in first()["tasks"][key]] for key in TASKS}
    found: dict[str, dict[str, Any]] = {
        key: {name: curves(name) for name in names[key]} for key in TASKS
    }
    found["outlier"] = {
        name: [costs(name, (*POINTS[:-1], place)) for place in PLACES.tolist()]
        for name in names["quantities"]
    }
    return found


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """The same for points and parameters of the reader's.

    >>> asked = {"huber": {"delta": 0.5}}
    >>> float(answer({"view": "one", "objectives": asked})["huber"]["slopes"][-1])
    0.5
    >>> found = answer({"view": "many", "objectives": asked, "points": [1.0, 2.0, 9.0]})
    >>> found["huber"]["best"]
    2.0
    """
    asked = request["objectives"].items()
    if request["view"] == "one":
        return {name: curves(name, **parameters) for name, parameters in asked}
    points = request["points"]
    return {name: costs(name, points, **parameters) for name, parameters in asked}


def curves(name: str, **parameters: float) -> dict[str, Any]:
    """Losses and slopes at `INPUTS`.

    >>> float(curves("mean_squared_error")["slopes"][-1])
    8.0
    """
    entry = CATALOGUE[name]
    return {
        "values": rounded(entry.curve(INPUTS, **parameters)),
        "slopes": rounded(entry.slope(INPUTS, **parameters)),
    }


def costs(name: str, points: Sequence[float], **parameters: float) -> dict[str, Any]:
    """The constant that costs least, its cost, and the costs of all `CONSTANTS`.

    `shares` are costs as shares of the largest, for objectives of different units.

    >>> found = costs("mean_absolute_error", [1.0, 2.0, 9.0])
    >>> found["best"], found["cost"]
    (2.0, 2.67)
    """
    function = CATALOGUE[name].function
    sample = as_floats(points)
    best = best_constant(function, sample, **parameters)
    # The last is the best, that its mark may lie on the curve.
    everything = [
        function(np.full_like(sample, constant), sample, **parameters)
        for constant in [*CONSTANTS.tolist(), best]
    ]
    shares = np.array(everything) / max(everything)
    return {
        "best": float(rounded(best, 3)),
        "cost": float(rounded(everything[-1], 3)),
        "shares": rounded(shares[:-1], 3),
        "share": float(rounded(shares[-1], 3)),
    }
