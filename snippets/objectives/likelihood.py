"""Where objectives come from: the surprise, −log p, at what was observed."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.arrays import Array, as_floats


def gaussian_density(y: ArrayLike, centre: ArrayLike, sigma: float = 1.0) -> Array:
    """Density of the normal distribution around `centre`, element by element.

    >>> gaussian_density(0.0, 0.0).round(4), gaussian_density(3.0, 0.0).round(4)
    (np.float64(0.3989), np.float64(0.0044))
    """
    z = (as_floats(y) - as_floats(centre)) / sigma
    density: Array = np.exp(-(z**2) / 2.0) / (sigma * np.sqrt(2.0 * np.pi))
    return density


def gaussian_surprise(y: ArrayLike, centre: ArrayLike, sigma: float = 1.0) -> Array:
    """−log of `gaussian_density`: a squared error, scaled, and a constant.

    Computed as that, it does not end where the density is rounded to 0:

    >>> float(gaussian_density(50.0, 0.0)), float(gaussian_surprise(50.0, 0.0).round(1))
    (0.0, 1250.9)
    """
    error = as_floats(y) - as_floats(centre)
    surprise: Array = error**2 / (2.0 * sigma**2)
    constant = float(np.log(sigma * np.sqrt(2.0 * np.pi)))
    return surprise + constant


def laplace_density(y: ArrayLike, centre: ArrayLike, scale: float = 1.0) -> Array:
    """Density of the Laplace distribution, which is pointed and has heavy tails.

    >>> laplace_density(0.0, 0.0), laplace_density(3.0, 0.0).round(4)
    (np.float64(0.5), np.float64(0.0249))
    """
    return np.exp(-np.abs(as_floats(y) - as_floats(centre)) / scale) / (2.0 * scale)


def laplace_surprise(y: ArrayLike, centre: ArrayLike, scale: float = 1.0) -> Array:
    """−log of `laplace_density`: an absolute error, scaled, and a constant.

    >>> float(laplace_surprise(50.0, 0.0).round(1))
    50.7
    """
    surprise: Array = np.abs(as_floats(y) - as_floats(centre)) / scale
    return surprise + float(np.log(2.0 * scale))
