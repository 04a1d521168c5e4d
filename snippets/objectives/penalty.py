"""The weight penalty: a term of the objective that looks at the weights alone."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.arrays import Array, as_floats


def l2_penalty(weights: ArrayLike, strength: float = 0.01) -> float:
    """Half the strength times the sum of the squared weights. Hoerl and Kennard (1970).

    >>> l2_penalty([3.0, -4.0], strength=0.1)
    1.25
    """
    return float(strength * np.sum(as_floats(weights) ** 2) / 2.0)


def l2_penalty_gradient(weights: ArrayLike, strength: float = 0.01) -> Array:
    """Gradient by the weights: each is pulled to 0 by a share of itself; their shape.

    >>> l2_penalty_gradient([3.0, -4.0], strength=0.5)
    array([ 1.5, -2. ])
    """
    return strength * as_floats(weights)
