"""Weight decay of the weights, and of the weights only."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from snippets.arrays import Array, as_floats
from snippets.networks.mlp import Network, unpack


# --8<-- [start:decay]
def decayed(parameters: ArrayLike, share: float, which: ArrayLike = 1.0) -> Array:
    """Parameters shrunk by a share of themselves where `which` is 1, not where it is 0.

    >>> decayed([10.0, -10.0, 10.0], share=0.1, which=[1, 1, 0])
    array([ 9., -9., 10.])
    """
    return as_floats(parameters) * (1.0 - share * as_floats(which))


def weights_only(sizes: Sequence[int]) -> Array:
    """1 at each weight of a net and 0 at each bias, in the order of its parameters.

    >>> weights_only([2, 1, 1])
    array([1., 1., 0., 1., 0.])
    """
    which = np.zeros_like(Network.create(sizes, ["relu"] * (len(sizes) - 2)).parameters)
    for layer in unpack(which, sizes):
        layer.weights[:] = 1.0  # a window on `which`
    return which


# --8<-- [end:decay]


def fit_line(
    x: ArrayLike, y: ArrayLike, decay: float, decay_bias: bool
) -> tuple[float, float]:
    """Slope and intercept with the least squared error and decay. Ridge regression.

    Hoerl and Kennard (1970). The gradient is 0 where (XᵀX/n + λ D) w = Xᵀy/n, with D
    the parameters that are decayed.

    >>> fit_line([-1.0, 1.0], [9.0, 11.0], decay=0.0, decay_bias=True)
    (1.0, 10.0)
    """
    x, y = as_floats(x), as_floats(y)
    rows = np.column_stack([x, np.ones_like(x)])
    pull = decay * np.diag([1.0, float(decay_bias)])
    slope, intercept = np.linalg.solve(
        rows.T @ rows / len(x) + pull, rows.T @ y / len(x)
    )
    return float(slope), float(intercept)
