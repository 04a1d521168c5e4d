"""The hyperbolic tangent: any number squashed into (−1, 1)."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.arrays import Array, as_floats


# --8<-- [start:tanh]
def tanh(x: ArrayLike) -> Array:
    """Hyperbolic tangent, (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ); same shape as `x`.

    Element by element. LeCun et al. (1998). The formula as written is ∞ / ∞ far from
    zero; NumPy's function is not:

    >>> tanh([-1000.0, 0.0, 1000.0])
    array([-1.,  0.,  1.])
    """
    return np.tanh(as_floats(x))


def tanh_derivative(x: ArrayLike) -> Array:
    """Slope of tanh, 1 − tanh²(x), largest at 0; same shape as `x`.

    It equals (2 / (eˣ + e⁻ˣ))². With e = e^−|x|, that keeps its digits where 1 − tanh²
    is rounded to 0:

    >>> tanh_derivative([0.0, 20.0])
    array([1.0000000e+00, 1.6993417e-17])
    """
    e = np.exp(-np.abs(as_floats(x)))
    return (2.0 * e / (1.0 + e * e)) ** 2


# --8<-- [end:tanh]
