"""Poisson and gamma: what counts and durations cost, with logarithms for predictions.

Both are half the *deviance*: the surprise at a target, less what the right prediction
would have cost. So a perfect prediction costs nothing.
"""

import numpy as np
from numpy.typing import ArrayLike

from snippets.arrays import Array
from snippets.objectives.pairs import paired


# --8<-- [start:poisson]
def poisson(log_rate: ArrayLike, count: ArrayLike) -> float:
    """Mean of eᶻ − t z + t log t − t, for logarithms z of rates and counts t.

    Nelder and Wedderburn (1972). Half the Poisson deviance: −log of the probability
    that a count has, up to what no prediction changes. ValueError for a t below 0.

    >>> poisson(np.log([4.0]), [4]), poisson(np.log([4.0]), [0])
    (0.0, 4.0)

    PyTorch and Keras leave out t log t − t, the constant; Keras takes the rates.
    """
    z, t = _not_negative(log_rate, count)
    some = t > 0.0
    apart = z - np.log(np.where(some, t, 1.0))
    # A rate too large for a float is infinite, and so is its loss.
    with np.errstate(over="ignore"):
        losses = np.where(some, t * (np.expm1(apart) - apart), np.exp(z))
    return float(np.mean(losses))


def poisson_gradient(log_rate: ArrayLike, count: ArrayLike) -> Array:
    """Gradient by the logarithms: the rate less the count, over n; in their shape.

    >>> poisson_gradient(np.log([4.0, 4.0]), [4, 0])
    array([0., 2.])
    """
    z, t = _not_negative(log_rate, count)
    with np.errstate(over="ignore"):
        return (np.exp(z) - t) / z.size


# --8<-- [end:poisson]


# --8<-- [start:gamma]
def gamma(log_mean: ArrayLike, target: ArrayLike) -> float:
    """Mean of t e⁻ᶻ + z − log t − 1, for logarithms z of means and targets t above 0.

    Nelder and Wedderburn (1972). Half the gamma deviance. What counts is the ratio:

    >>> [round(gamma(np.log([2.0 * mean]), [mean]), 6) for mean in (1.0, 100.0)]
    [0.193147, 0.193147]
    """
    z, t = _positive(log_mean, target)
    apart = np.log(t) - z
    with np.errstate(over="ignore"):
        return float(np.mean(np.expm1(apart) - apart))


def gamma_gradient(log_mean: ArrayLike, target: ArrayLike) -> Array:
    """Gradient by the logarithms: 1 less target over mean, over n; in their shape.

    A mean that is too high is pulled by 1 at most, one too low without limit:

    >>> gamma_gradient(np.log([1e9]), [1.0]), gamma_gradient(np.log([1.0]), [1e3])
    (array([1.]), array([-999.]))
    """
    z, t = _positive(log_mean, target)
    with np.errstate(over="ignore"):
        return -np.expm1(np.log(t) - z) / z.size


# --8<-- [end:gamma]


def _not_negative(log_rate: ArrayLike, count: ArrayLike) -> tuple[Array, Array]:
    z, t = paired(log_rate, count)
    if not (t >= 0.0).all():
        raise ValueError(f"count must not be below 0, and reaches down to {t.min()}")
    return z, t


def _positive(log_mean: ArrayLike, target: ArrayLike) -> tuple[Array, Array]:
    z, t = paired(log_mean, target)
    if not (t > 0.0).all():
        raise ValueError(f"target must be above 0, and reaches down to {t.min()}")
    return z, t
