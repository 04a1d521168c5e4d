"""The logarithm of the sigmoid."""

from numpy.typing import ArrayLike

from snippets.activations.sigmoid import sigmoid
from snippets.activations.softplus import softplus
from snippets.arrays import Array, as_floats


# --8<-- [start:log_sigmoid]
def log_sigmoid(x: ArrayLike) -> Array:
    """Logarithm of the sigmoid, log(1 / (1 + e⁻ˣ)); same shape as `x`.

    Element by element. Mikolov et al. (2013) maximise sums of it. The sigmoid of −1000
    is rounded to 0, and the logarithm of that is −∞; this is not:

    >>> log_sigmoid([-1000.0, 0.0, 1000.0]).round(4)
    array([-1.000e+03, -6.931e-01, -0.000e+00])
    """
    return -softplus(-as_floats(x))


def log_sigmoid_derivative(x: ArrayLike) -> Array:
    """Slope of the log-sigmoid, σ(−x); same shape as `x`.

    >>> log_sigmoid_derivative([-1000.0, 0.0, 1000.0])
    array([1. , 0.5, 0. ])
    """
    return sigmoid(-as_floats(x))


# --8<-- [end:log_sigmoid]
