"""InfoNCE: each row finds its partner among all of the batch."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.activations.softmax import log_softmax, softmax
from snippets.arrays import Array
from snippets.objectives.pairs import paired


# --8<-- [start:info_nce]
def similarities(first: ArrayLike, second: ArrayLike) -> Array:
    """Dot product of every row of `first` with every row of `second`.

    >>> similarities([[1.0, 0.0], [0.0, 1.0]], [[2.0, 3.0], [4.0, 5.0]])
    array([[2., 4.],
           [3., 5.]])
    """
    a, b = _rows(first, second)
    return a @ b.T


def info_nce(first: ArrayLike, second: ArrayLike, temperature: float = 1.0) -> float:
    """Cross-entropy of finding each row's partner, in both directions; their mean.

    Van den Oord et al. (2018), in the symmetric form of CLIP, Radford et al. (2021).
    Both arguments have shape (rows, dimensions), and row i belongs with row i. CLIP
    scales all rows to length 1 first.

    >>> pictures = texts = np.eye(2)
    >>> [round(info_nce(pictures, each, 0.1), 4) for each in (texts, texts[::-1])]
    [0.0, 10.0]
    """
    scores = similarities(first, second) / _positive(temperature)
    both = np.diag(log_softmax(scores)) + np.diag(log_softmax(scores.T))
    return float(-both.mean() / 2.0)


def info_nce_gradient(
    first: ArrayLike, second: ArrayLike, temperature: float = 1.0
) -> Array:
    """Gradient by `first`, in its shape; that by `second` is that of them exchanged.

    Each row is pulled to its partner and pushed from the others, the more the likelier
    they are taken for it:

    >>> info_nce_gradient([[0.0], [0.0]], [[1.0], [-1.0]])
    array([[-0.5],
           [ 0.5]])
    """
    a, b = _rows(first, second)
    scores = a @ b.T / _positive(temperature)
    guesses = (
        softmax(scores) + softmax(scores.T).T - 2.0 * np.eye(len(a), dtype=a.dtype)
    )
    gradient: Array = guesses @ b / (2.0 * len(a) * temperature)
    return gradient


# --8<-- [end:info_nce]


def _rows(first: ArrayLike, second: ArrayLike) -> tuple[Array, Array]:
    a, b = paired(first, second)
    if a.ndim != 2 or len(a) < 2:
        raise ValueError(
            f"first must have 2 rows or more of coordinates, not {a.shape}"
        )
    return a, b


def _positive(temperature: float) -> float:
    if not temperature > 0.0:
        raise ValueError(f"temperature must be positive, not {temperature}")
    return temperature
