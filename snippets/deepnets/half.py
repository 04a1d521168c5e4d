"""Half precision, simulated: what sixteen bits make of a gradient."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from snippets.arrays import Array, as_floats

LEAST = 2.0**-24
"""The smallest number above zero in half precision."""
MOST = 65504.0
"""The largest."""


# --8<-- [start:half]
def halved(x: ArrayLike) -> Array:
    """Numbers as sixteen bits hold them, and wide again. IEEE 754, binary16.

    >>> halved([0.1, 1e-8, 1e5]).tolist()
    [0.0999755859375, 0.0, inf]
    """
    with np.errstate(over="ignore"):
        return as_floats(x).astype(np.float16).astype(np.float64)


def scaled(gradient: ArrayLike, scale: float) -> Array:
    """A gradient that passes through half precision with its loss scaled up.

    Multiply, round, divide. Micikevicius et al. (2018).

    >>> scaled([1e-8, 0.25], scale=1.0).tolist(), scaled([1e-8], 1024.0).round(9)
    ([0.0, 0.25], array([1.e-08]))
    """
    return halved(as_floats(gradient) * scale) / scale


def swallowed(gradient: ArrayLike, scale: float = 1.0) -> float:
    """The share of a gradient's numbers, zeros apart, that half precision makes zero.

    >>> swallowed([1e-9, 0.0, 1.0])
    0.5
    """
    given = as_floats(gradient)
    there = given != 0
    return float(np.mean(scaled(given[there], scale) == 0))


# --8<-- [end:half]
