"""The momentum map: learning rate across, momentum upwards, and the reader's point.

The map is shaded by what a step leaves, once measured and once by the roots. The walks
go down a bowl of curvature 1, whose stride is the learning rate, or down a ravine that
has a flatter direction too: the same rate is a shorter stride there.
"""

from typing import Any

import numpy as np

from snippets.arrays import Array
from snippets.explorers.numbers import rounded
from snippets.optimisers.experiments.rolling import (
    MOMENTA,
    STRIDES,
    mean_shares,
    measured_shares,
)
from snippets.optimisers.rates import stability_edge
from snippets.optimisers.rolling import (
    critical_momentum,
    roll,
    slowest_root,
    sum_of_roots,
)

STEPS = 40
STEP = 0.05
"""From one learning rate or momentum to the next that a reader may choose."""
RATES = (np.arange(1, 85) * STEP).round(2)
CHOICES = (np.arange(20) * STEP).round(2)
"""The momenta to choose from."""
CONDITIONS = (1, 2, 4, 9, 16, 25, 49, 100)
CONDITION = 9
"""The ravine whose numbers are there before Python: its best point is on the grid."""
GONE = 10.0
"""A walk is followed until it is so many times as far away as where it began."""
SAME = 1e-9


def first() -> dict[str, Any]:
    """The map, its two lines, and what the controls offer; `parts` has the walks."""
    momenta = MOMENTA[::-1, None]
    border = np.linspace(0.0, 4.2, 211)
    return {
        "shares": {
            "measured": np.round(measured_shares()[::-1], 2).ravel(),
            "roots": np.round(slowest_root(STRIDES, momenta), 2).ravel(),
        },
        "columns": len(STRIDES),
        "rows": len(MOMENTA),
        "width": 4.2,
        "border": {"x": border, "y": rounded(critical_momentum(border))},
        "edge": {"x": stability_edge(1.0, [0.0, 1.0]), "y": [0.0, 1.0]},
        "rate": {"low": STEP, "high": 4.2, "step": STEP},
        "momentum": {"low": 0.0, "high": 0.95, "step": STEP},
        "conditions": CONDITIONS,
        "condition": CONDITION,
        "steps": STEPS,
    }


def parts() -> dict[str, dict[str, Any]]:
    """For each momentum, in hundredths, what there is to say at each learning rate.

    >>> found = parts()["m25"]["steep"][4]  # the fifth rate is 0.25
    >>> found["kind"], float(found["roots"]), found["x"][:3].tolist()
    ('border', 0.5, [1.0, 0.75, 0.5])
    """
    return {
        f"m{round(100 * momentum)}": {
            "steep": directions(RATES, momentum),
            "flat": directions(RATES / CONDITION, momentum),
        }
        for momentum in CHOICES.tolist()
    }


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """The same for one point of the map, in a ravine of the reader's.

    >>> found = answer({"rate": 2.0, "momentum": 0.5, "condition": 4})
    >>> float(found["steep"]["stride"]), float(found["flat"]["stride"])
    (2.0, 0.5)
    """
    rate, momentum = np.array([request["rate"]]), request["momentum"]
    (steep,) = directions(rate, momentum)
    (flat,) = directions(rate / request["condition"], momentum)
    return {"steep": steep, "flat": flat}


def directions(strides: Array, momentum: float) -> list[dict[str, Any]]:
    """For each stride: what becomes of a walk, why, and the walk itself.

    `roots` and `measured` is what a step leaves, `kind` one of those that `kind_of`
    tells apart, `why` the sum that decides it, `x` the distance after each step.
    """
    left = slowest_root(strides, momentum)
    shares = mean_shares(strides, np.full(strides.shape, momentum))
    walks = positions(strides, momentum)
    return [
        {
            "stride": rounded(stride),
            "kind": kind_of(stride, momentum),
            "why": reasons(stride, momentum),
            "roots": rounded(left[at], 3),
            "measured": rounded(shares[at], 3),
            "x": walks[: first_gone(walks[:, at]), at].round(3),
        }
        for at, stride in enumerate(strides.round(12).tolist())
    ]


def positions(strides: Array, momentum: float) -> Array:
    """The position after each step from 1, a column for each stride.

    >>> positions(np.array([0.5, 2.0]), momentum=0.0)[:3]
    array([[ 1.  ,  1.  ],
           [ 0.5 , -1.  ],
           [ 0.25,  1.  ]])
    """
    velocity: Array = np.zeros(strides.shape)
    position: Array = np.ones(strides.shape)
    walk = [position]
    for _ in range(STEPS):
        velocity, position = roll(velocity, position, strides, 1.0, momentum)
        walk.append(position)
    return np.array(walk)


def first_gone(walk: Array) -> int:
    """How many steps of a walk are shown: until it is far away, the first such too.

    >>> first_gone(np.array([1.0, -20.0, 400.0])), first_gone(np.array([1.0, 0.5]))
    (2, 2)
    """
    gone = np.flatnonzero(np.abs(walk) > GONE)
    return int(gone[0]) + 1 if len(gone) else len(walk)


def kind_of(stride: float, momentum: float) -> str:
    """How a ball goes: it is decided by whether its roots are real, alike, and small.

    >>> [kind_of(stride, 0.25) for stride in (0.1, 0.25, 1.0, 2.25, 2.4, 2.5, 3.0)]
    ['creeps', 'border', 'swings', 'border', 'jumps', 'edge', 'escapes']
    """
    total = float(sum_of_roots(stride, momentum))
    inside = total**2 - 4 * momentum
    left = float(slowest_root(stride, momentum))
    if abs(left - 1) < SAME:
        return "edge"
    if left > 1:
        return "escapes"
    if abs(inside) < SAME:
        return "border"
    if inside < 0:
        return "swings"
    return "creeps" if total > 0 else "jumps"


def reasons(stride: float, momentum: float) -> dict[str, Any]:
    """What decides it: the roots' sum m, its square, and four times the momentum.

    >>> {name: float(value) for name, value in reasons(0.5, 0.5).items()}
    {'sum': 1.0, 'square': 1.0, 'four': 2.0}
    """
    total = sum_of_roots(stride, momentum)
    return {
        "sum": rounded(total),
        "square": rounded(total**2),
        "four": rounded(4 * momentum),
    }
