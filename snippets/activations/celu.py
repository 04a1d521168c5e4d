"""The continuously differentiable ELU, which has no kink for any α."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.arrays import Array, as_floats


# --8<-- [start:celu]
def celu(x: ArrayLike, alpha: float = 1.0) -> Array:
    """Smooth ELU, x where x > 0 and α(e^(x/α) − 1) elsewhere; same shape as `x`.

    Element by element. Barron (2017). With α = 1 it is ELU.

    >>> celu([-1000.0, 0.0, 3.0], alpha=2.0)
    array([-2.,  0.,  3.])
    """
    x = as_floats(x)
    return np.maximum(x, 0.0) + alpha * np.expm1(np.minimum(x, 0.0) / alpha)


def celu_derivative(x: ArrayLike, alpha: float = 1.0) -> Array:
    """Slope of CELU, 1 where x > 0 and e^(x/α) elsewhere; same shape as `x`.

    Both sides meet at 1, whatever α is:

    >>> celu_derivative([-1e-9, 0.0, 1e-9], alpha=0.5).round(6)
    array([1., 1., 1.])
    """
    return np.exp(np.minimum(as_floats(x), 0.0) / alpha)


# --8<-- [end:celu]
