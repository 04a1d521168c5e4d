"""Numbers on their way to a picture: as short as they may be."""

from numpy.typing import ArrayLike

from snippets.arrays import Array, as_floats


def rounded(x: ArrayLike, digits: int = 4) -> Array:
    """Numbers to so many significant digits; same shape as `x`.

    >>> rounded([2 / 3, 12345.678, -0.000123456], digits=3)
    array([ 6.67e-01,  1.23e+04, -1.23e-04])
    """
    x = as_floats(x)
    words = [f"{value:.{digits}g}" for value in x.ravel().tolist()]
    return as_floats([float(word) for word in words]).reshape(x.shape)
