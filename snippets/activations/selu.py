"""The scaled exponential linear unit, whose constants keep mean 0 and variance 1."""

from numpy.typing import ArrayLike

from snippets.activations.elu import elu, elu_derivative
from snippets.arrays import Array

# --8<-- [start:selu]
# The pair for which a standard normal input gives an output of mean 0 and variance 1.
SELU_SCALE = 1.0507009873554805
SELU_ALPHA = 1.6732632423543772


def selu(x: ArrayLike) -> Array:
    """Scaled ELU, λ elu(x, α) with the two constants above; same shape as `x`.

    Klambauer et al. (2017).

    >>> selu([-1000.0, 0.0, 1.0]).round(4)
    array([-1.7581,  0.    ,  1.0507])
    """
    return SELU_SCALE * elu(x, SELU_ALPHA)


def selu_derivative(x: ArrayLike) -> Array:
    """Slope of SELU, λ where x > 0 and λαeˣ elsewhere; same shape as `x`.

    At the kink, 0, it is taken as λα.

    >>> selu_derivative([-1000.0, 0.0, 1.0]).round(4)
    array([0.    , 1.7581, 1.0507])
    """
    return SELU_SCALE * elu_derivative(x, SELU_ALPHA)


# --8<-- [end:selu]
