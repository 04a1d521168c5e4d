"""Clipping: no gradient longer than a limit."""

from __future__ import annotations

import numpy as np

from snippets.arrays import Array


# --8<-- [start:clip_by_norm]
def clip_by_norm(gradient: Array, limit: float = 1.0) -> Array:
    """Gradient cut to a length of `limit`, in its direction. Pascanu et al. (2013).

    A gradient within the limit stays as it is.

    >>> clip_by_norm(np.array([30.0, 40.0]), limit=5.0)
    array([3., 4.])
    """
    length = float(np.sqrt(np.sum(gradient**2)))
    return gradient if length <= limit else gradient * (limit / length)


# --8<-- [end:clip_by_norm]


def clip_by_value(gradient: Array, limit: float = 1.0) -> Array:
    """Gradient with each element cut to the range from −limit to limit.

    This bends the direction: 3 to 4 becomes 1 to 1.

    >>> clip_by_value(np.array([30.0, 40.0]), limit=5.0)
    array([5., 5.])
    """
    return np.clip(gradient, -limit, limit)
