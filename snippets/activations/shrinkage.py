"""Shrinkage: what is near zero becomes zero, or nearly."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.arrays import Array, as_floats


# --8<-- [start:hard_shrink]
def hard_shrink(x: ArrayLike, threshold: float = 0.5) -> Array:
    """Hard thresholding, x where |x| > λ and 0 elsewhere; same shape as `x`.

    Element by element. Donoho & Johnstone (1994). It jumps at ±λ, the threshold:

    >>> hard_shrink([-2.0, -0.5, 0.4, 0.6])
    array([-2. ,  0. ,  0. ,  0.6])
    """
    x = as_floats(x)
    return x * hard_shrink_derivative(x, threshold) + 0.0  # + 0 turns −0 into 0


def hard_shrink_derivative(x: ArrayLike, threshold: float = 0.5) -> Array:
    """Slope of hard thresholding, 1 where |x| > λ and 0 elsewhere, at the jumps too.

    Same shape as `x`.

    >>> hard_shrink_derivative([-2.0, -0.5, 0.4, 0.6])
    array([1., 0., 0., 1.])
    """
    return np.heaviside(np.abs(as_floats(x)) - threshold, 0.0)


# --8<-- [end:hard_shrink]


# --8<-- [start:soft_shrink]
def soft_shrink(x: ArrayLike, threshold: float = 0.5) -> Array:
    """Soft thresholding: λ nearer to zero, and 0 where that would pass it.

    Element by element; same shape as `x`. Donoho (1995). It is what a penalty on
    absolute values does to a weight in each step:

    >>> soft_shrink([-2.0, -0.5, 0.4, 0.75])
    array([-1.5 ,  0.  ,  0.  ,  0.25])
    """
    x = as_floats(x)
    above: Array = np.maximum(x - threshold, 0.0)
    below: Array = np.minimum(x + threshold, 0.0)
    return above + below


def soft_shrink_derivative(x: ArrayLike, threshold: float = 0.5) -> Array:
    """Slope of soft thresholding, 1 where |x| > λ and 0 elsewhere; same shape as `x`.

    >>> soft_shrink_derivative([-2.0, -0.5, 0.4, 0.75])
    array([1., 0., 0., 1.])
    """
    return hard_shrink_derivative(x, threshold)


# --8<-- [end:soft_shrink]


# --8<-- [start:tanh_shrink]
def tanh_shrink(x: ArrayLike) -> Array:
    """Shrinkage x − tanh(x), element by element; same shape as `x`.

    Collobert et al. (2011). Near zero the difference loses its digits. There tanh is
    Lambert's continued fraction x / (1 + x²/(3 + x²/(5 + …))), and x is taken off by
    hand:

    >>> float(1e-9 - np.tanh(1e-9)), round(float(tanh_shrink(1e-9)), 32)
    (0.0, 3.3333e-28)
    """
    x = as_floats(x)
    near = np.clip(x, -1.0, 1.0)
    rest = np.zeros_like(near)
    for odd in range(19, 1, -2):
        rest = near * near / (odd + rest)
    return np.where(np.abs(x) < 1.0, near * rest / (1.0 + rest), x - np.tanh(x))[()]


def tanh_shrink_derivative(x: ArrayLike) -> Array:
    """Slope of tanh shrinkage, tanh²(x); same shape as `x`.

    >>> tanh_shrink_derivative([-1000.0, 0.0, 1000.0])
    array([1., 0., 1.])
    """
    return np.square(np.tanh(as_floats(x)))


# --8<-- [end:tanh_shrink]
