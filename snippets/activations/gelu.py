"""The Gaussian error linear unit.

Each input is weighed by the share of a normal distribution that lies below it.
"""

import math

import numpy as np
from numpy.typing import ArrayLike

from snippets.activations.sigmoid import sigmoid, sigmoid_derivative
from snippets.arrays import Array, as_floats


def normal_cdf(x: ArrayLike) -> Array:
    """Share of the standard normal distribution below x, Φ(x) = (1 + erf(x/√2)) / 2.

    Same shape as `x`. Far below zero, 1 + erf is rounded to 0; the complement erfc
    keeps its digits:

    >>> normal_cdf([-10.0, 0.0, 10.0])
    array([7.61985302e-24, 5.00000000e-01, 1.00000000e+00])
    """
    x = as_floats(x)
    # NumPy has no erf. SciPy's would be faster, but a reader's browser would fetch all
    # of SciPy for this one function.
    above: Array = np.vectorize(math.erfc, otypes=[x.dtype])(-x / math.sqrt(2.0))
    return 0.5 * above


# --8<-- [start:gelu]
def gelu(x: ArrayLike) -> Array:
    """Gaussian error linear unit, x Φ(x), Φ the normal distribution function.

    Hendrycks & Gimpel (2016). Element by element; same shape as `x`. Φ(−100) is 0 in
    floating point, so a floor of −100 changes no value but that of −∞, where −∞ · 0
    would be NaN:

    >>> gelu([-np.inf, -1.0, 0.0, 1.0]).round(4)
    array([-0.    , -0.1587,  0.    ,  0.8413])
    """
    x = as_floats(x)
    return np.maximum(x, -100.0) * normal_cdf(x)


def gelu_derivative(x: ArrayLike) -> Array:
    """Slope of GELU, Φ(x) + x φ(x), φ the normal density; same shape as `x`.

    Outside ±100 it is 0 or 1.

    >>> gelu_derivative([-np.inf, 0.0, 1.0, np.inf]).round(4)
    array([0.    , 0.5   , 1.0833, 1.    ])
    """
    x = np.clip(as_floats(x), -100.0, 100.0)
    density: Array = np.exp(-0.5 * x * x) / math.sqrt(2.0 * math.pi)
    return normal_cdf(x) + x * density


# --8<-- [end:gelu]


# --8<-- [start:gelu_tanh]
def gelu_tanh(x: ArrayLike) -> Array:
    """GELU without erf, x (1 + tanh u) / 2, u = √(2/π) (x + 0.044715 x³).

    Hendrycks & Gimpel (2016). Element by element; same shape as `x`. (1 + tanh u) / 2
    is σ(2u), which is 0 or 1 long before x = ±30; bounded so, the cube cannot overflow:

    >>> gelu_tanh([-1e300, -1.0, 1.0, 1e300]).round(4)
    array([-0.000e+000, -1.588e-001,  8.412e-001,  1.000e+300])
    """
    x = as_floats(x)
    near = np.clip(x, -30.0, 30.0)
    # A cube as a product: NumPy's power is slow, and rounds by the processor.
    u = math.sqrt(2.0 / math.pi) * (near + 0.044715 * near * near * near)
    return np.maximum(x, -30.0) * sigmoid(2.0 * u)


def gelu_tanh_derivative(x: ArrayLike) -> Array:
    """Slope of `gelu_tanh`, σ(2u) + 2x u′ σ′(2u), by the product and chain rules.

    Same shape as `x`.

    >>> gelu_tanh_derivative([-np.inf, 0.0, 1.0, np.inf]).round(4)
    array([0.   , 0.5  , 1.083, 1.   ])
    """
    x = np.clip(as_floats(x), -30.0, 30.0)
    u = math.sqrt(2.0 / math.pi) * (x + 0.044715 * x * x * x)
    u_slope = math.sqrt(2.0 / math.pi) * (1.0 + 3.0 * 0.044715 * x**2)
    return sigmoid(2.0 * u) + 2.0 * x * u_slope * sigmoid_derivative(2.0 * u)


# --8<-- [end:gelu_tanh]
