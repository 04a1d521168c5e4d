"""Softsign: a squashing function that needs no exponential."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.arrays import Array, as_floats


# --8<-- [start:softsign]
def softsign(x: ArrayLike) -> Array:
    """Softsign, x / (1 + |x|), element by element; same shape as `x`.

    Elliott (1993), Bergstra et al. (2009). ∞ / ∞ would be NaN, so infinities are first
    replaced by the largest finite numbers:

    >>> softsign([-np.inf, -1.0, 0.0, 3.0, np.nan])
    array([-1.  , -0.5 ,  0.  ,  0.75,   nan])
    """
    finite: Array = np.nan_to_num(as_floats(x), nan=np.nan)
    return finite / (1.0 + np.abs(finite))


def softsign_derivative(x: ArrayLike) -> Array:
    """Slope of softsign, 1 / (1 + |x|)², largest at 0; same shape as `x`.

    Dividing first and squaring after, nothing overflows:

    >>> softsign_derivative([-1e300, 0.0, 1.0])
    array([0.  , 1.  , 0.25])
    """
    return (1.0 / (1.0 + np.abs(as_floats(x)))) ** 2


# --8<-- [end:softsign]
