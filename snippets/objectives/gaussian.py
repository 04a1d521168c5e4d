"""The Gaussian likelihood: a mean, and how far answers scatter around it."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.arrays import Array, as_floats
from snippets.objectives.pairs import paired, times


# --8<-- [start:gaussian]
def gaussian(
    mean: ArrayLike, target: ArrayLike, log_variance: ArrayLike = 0.0
) -> float:
    """Mean of ((m − t)² e⁻ᵛ + v + log 2π) / 2, for means m and log variances v.

    Nix and Weigend (1994): −log of the density of targets t. `log_variance` is one
    number, or has the shape of the means, so that a net can say both of each sample. An
    error is dear to whoever claimed to be sure:

    >>> [round(gaussian([3.0], [0.0], np.log(variance)), 2) for variance in (1, 9, 81)]
    [5.42, 2.52, 3.17]

    PyTorch takes the variance itself, and none below a millionth.
    """
    error, v = _errors(mean, target, log_variance)
    with np.errstate(over="ignore"):
        scaled = times(error**2, np.exp(-v))
    return float(np.mean(scaled + v + np.log(2.0 * np.pi)) / 2.0)


def gaussian_gradient(
    mean: ArrayLike, target: ArrayLike, log_variance: ArrayLike = 0.0
) -> Array:
    """Gradient by the means: the error in units of the variance, over n; their shape.

    >>> gaussian_gradient([3.0, 3.0], [0.0, 0.0], np.log([1.0, 100.0])).round(3)
    array([1.5  , 0.015])
    """
    error, v = _errors(mean, target, log_variance)
    with np.errstate(over="ignore"):
        return times(error, np.exp(-v)) / error.size


def gaussian_spread_gradient(
    mean: ArrayLike, target: ArrayLike, log_variance: ArrayLike = 0.0
) -> Array:
    """Gradient by the logarithms of the variances, in the shape of the means.

    It vanishes where the variance is the squared error:

    >>> gaussian_spread_gradient([3.0], [0.0], np.log(9.0)).round(6)
    array([0.])
    """
    error, v = _errors(mean, target, log_variance)
    with np.errstate(over="ignore"):
        return (1.0 - times(error**2, np.exp(-v))) / (2.0 * error.size)


# --8<-- [end:gaussian]


def _errors(
    mean: ArrayLike, target: ArrayLike, log_variance: ArrayLike
) -> tuple[Array, Array]:
    mean, target = paired(mean, target)
    v = as_floats(log_variance).astype(mean.dtype)
    if v.shape not in {(), mean.shape}:
        raise ValueError(
            "log_variance must be a number or have the shape of mean, "
            f"{mean.shape}, not {v.shape}"
        )
    return mean - target, np.broadcast_to(v, mean.shape)
