"""What every snippet agrees on about arrays."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.floating[Any]]
Labels = NDArray[np.integer[Any]]
"""Classes, counted from 0, one a sample."""


def as_floats(x: ArrayLike) -> Array:
    """Numbers as a floating-point array of the same shape: floats keep their type, integers become float64.

    TypeError where the numbers are not real. NumPy alone would compute `np.exp` of small integers in half precision:

    >>> np.exp(np.int8([10])).dtype, np.exp(as_floats(np.int8([10]))).dtype
    (dtype('float16'), dtype('float64'))
    """
    array = np.asarray(x)
    if array.dtype.kind not in "fiub":
        raise TypeError(f"x must hold real numbers, not {array.dtype}")
    return array if array.dtype.kind == "f" else array.astype(np.float64)
