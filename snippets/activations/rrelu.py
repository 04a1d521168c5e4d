"""The randomised ReLU, as it is when training is over."""

from numpy.typing import ArrayLike

from snippets.activations.leaky_relu import leaky_relu, leaky_relu_derivative
from snippets.arrays import Array


# --8<-- [start:rrelu]
def rrelu(x: ArrayLike, lower: float = 1.0 / 8.0, upper: float = 1.0 / 3.0) -> Array:
    """Randomised ReLU at inference, x where x > 0 and x (l + u)/2 elsewhere.

    Element by element; same shape as `x`. Xu et al. (2015). In training each negative
    input draws a slope of its own, evenly from l to u; afterwards all have the mean:

    >>> rrelu([-48.0, 3.0])
    array([-11.,   3.])
    """
    return leaky_relu(x, (lower + upper) / 2.0)


def rrelu_derivative(
    x: ArrayLike, lower: float = 1.0 / 8.0, upper: float = 1.0 / 3.0
) -> Array:
    """Slope of the randomised ReLU at inference, 1 where x > 0 and (l + u)/2 elsewhere.

    Same shape as `x`.

    >>> rrelu_derivative([-2.0, 3.0]).round(4)
    array([0.2292, 1.    ])
    """
    return leaky_relu_derivative(x, (lower + upper) / 2.0)


# --8<-- [end:rrelu]
