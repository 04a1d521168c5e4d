"""The optimiser race: several optimisers walk on one surface from one start.

Each has a learning rate of its own, for a rate that suits one is far too large or too
small for another.
"""

from typing import Any

import numpy as np

from snippets.arrays import Array
from snippets.explorers.numbers import rounded
from snippets.optimisers.catalogue import EXPLAINED
from snippets.optimisers.surfaces import SURFACES, Surface
from snippets.optimisers.trajectories import trajectory

STEPS = 200
MOMENTUM = 0.9
SEED = 0
NEAR = 0.01
"""A walk is there when no more than this share of the height at the start is left."""
FAR = 50.0
"""A walk has diverged when it is so many windows away from the middle of the window."""
BANDS = 14
COLUMNS, ROWS = 97, 73

LEARNING_RATES = (
    *(0.0001, 0.0002, 0.0005, 0.001, 0.0015, 0.002, 0.003, 0.005),
    *(0.01, 0.015, 0.02, 0.03, 0.05, 0.07, 0.09, 0.1, 0.11, 0.15, 0.2),
    *(0.3, 0.4, 0.5, 0.7, 0.9, 1.0, 1.2, 1.5, 1.9, 2.0, 2.1),
)
"""What the reader may choose from."""

# In the order of the post.
RATES = {
    "ravine": (0.09, 0.05, 0.05, 0.9, 0.2, 0.4, 0.4, 0.4, 0.1),
    "saddle": (0.1, 0.1, 0.1, 0.3, 0.02, 0.1, 0.1, 0.1, 0.05),
    "noisy_bowl": (0.1, 0.02, 0.02, 0.7, 0.05, 0.1, 0.1, 0.1, 0.03),
    "rosenbrock": (0.0015, 0.001, 0.001, 0.5, 0.02, 0.2, 0.2, 0.2, 0.02),
    "himmelblau": (0.01, 0.01, 0.01, 0.9, 0.1, 0.3, 0.3, 0.3, 0.1),
}
"""The learning rates that the race begins with, surface by surface."""


def first() -> dict[str, Any]:
    """What the controls offer; `parts` has heights and walks."""
    return {
        "surfaces": [
            {
                "name": name,
                "label": surface.label,
                "start": surface.start,
                "window": surface.window,
                "minima": surface.minima,
                "noisy": surface.noise > 0,
                "rates": dict(zip(EXPLAINED, RATES[name], strict=True)),
            }
            for name, surface in SURFACES.items()
        ],
        "optimisers": [
            {"name": name, "label": entry.label.removesuffix(" (SGD)")}
            for name, entry in EXPLAINED.items()
        ],
        "rates": LEARNING_RATES,
        "momentum": MOMENTUM,
        "seed": SEED,
        "steps": STEPS,
        "columns": COLUMNS,
        "rows": ROWS,
    }


def parts() -> dict[str, dict[str, Any]]:
    """For each surface its levels, and the walks of all optimisers from its start."""
    return {
        name: {
            "levels": levels(surface),
            "walks": {
                optimiser: walk(optimiser, surface, rate)
                for optimiser, rate in zip(EXPLAINED, RATES[name], strict=True)
            },
        }
        for name, surface in SURFACES.items()
    }


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Walks from a start, with learning rates, momentum and a seed of the reader's.

    >>> asked = {"surface": "ravine", "rates": {"gradient_descent": 0.2}}
    >>> walks = answer({**asked, "momentum": 0.9, "start": [1.0, 1.0], "seed": 0})
    >>> walks["walks"]["gradient_descent"]["diverged"]
    5
    """
    surface = SURFACES[request["surface"]]
    options = {name: request[name] for name in ("momentum", "start", "seed")}
    return {
        "walks": {
            name: walk(name, surface, rate, **options)
            for name, rate in request["rates"].items()
        }
    }


def walk(
    name: str,
    surface: Surface,
    rate: float,
    momentum: float = MOMENTUM,
    start: tuple[float, float] | None = None,
    seed: int = SEED,
) -> dict[str, Any]:
    """Coordinates and height after each step, until it diverges, and how it ends.

    `arrived` is the step from which the walk is there for good, `diverged` the one at
    which it has diverged; None where neither happens.

    >>> found = walk("gradient_descent", SURFACES["noisy_bowl"], 1.0, start=(1.0, 0.0))
    >>> found["heights"][0], found["diverged"]
    (np.float64(0.5), None)
    """
    entry = EXPLAINED[name]
    given = {"learning_rate": rate}
    for parameter in {"momentum", "beta1"} & set(entry.hyper_parameters):
        given[parameter] = momentum
    rng = np.random.default_rng(seed)  # all optimisers meet the same noise
    with np.errstate(over="ignore", invalid="ignore"):
        points = trajectory(
            entry.optimiser(**given),
            lambda point: surface.noisy_gradient(point, rng),
            surface.start if start is None else start,
            STEPS,
        )
        diverged = first_far(points, surface)
        points = points[:diverged]
        heights = surface.value(points.T)
    return {
        "x": rounded(points[:, 0]),
        "y": rounded(points[:, 1]),
        "heights": rounded(heights, 3),
        "arrived": first_near(heights, surface) if diverged is None else None,
        "diverged": diverged,
    }


def first_far(points: Array, surface: Surface) -> int | None:
    """The first step at which a walk is far outside the window, or no number at all.

    >>> first_far(np.array([[0.0, 0.0], [1e9, 0.0]]), SURFACES["saddle"])
    1
    """
    low, high = np.array(surface.window).T
    inside = np.abs(points - (low + high) / 2) <= FAR * (high - low)
    far = np.flatnonzero(~inside.all(axis=1))
    return int(far[0]) if len(far) else None


def first_near(heights: Array, surface: Surface) -> int | None:
    """The first step from which the height stays next to that of the minima.

    >>> first_near(np.array([1.0, 0.001, 0.5, 0.002, 0.0]), SURFACES["ravine"])
    3
    """
    above = heights - lowest(surface)
    away = np.flatnonzero(above > NEAR * above[0])
    step = int(away[-1]) + 1 if len(away) else 0
    return step if step < len(heights) else None


def lowest(surface: Surface) -> float:
    """The height of the minima.

    >>> lowest(SURFACES["saddle"])
    -0.25
    """
    return float(surface.value(np.array(surface.minima).T).min())


def levels(surface: Surface) -> Array:
    """Heights on a grid from the upper left, row by row, in bands of contours: flat.

    Bands are even in the cube root of the height, for walls are steep and floors flat.

    >>> found = levels(SURFACES["noisy_bowl"])
    >>> len(found) == COLUMNS * ROWS, float(found.max())
    (True, 14.0)
    """
    (left, right), (low, high) = surface.window
    x, y = np.linspace(left, right, COLUMNS), np.linspace(high, low, ROWS)
    above = surface.value(np.array(np.meshgrid(x, y))) - lowest(surface)
    share = np.maximum(above, 0.0) / above.max()
    return rounded(BANDS * np.cbrt(share)).ravel()
