"""How good a classifier is: simple opponents, cross-validation, an interval."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from snippets.arrays import Array, as_floats
from snippets.lifecycle.penguins import Labels

Folds = NDArray[np.int64]
Classifier = Callable[[Array, Labels, Array], Labels]


# --8<-- [start:opponents]
def most_frequent(_: Array, labels: Labels, judge: Array) -> Labels:
    """Whatever is asked, the label that was seen most often.

    >>> most_frequent(np.zeros((3, 1)), np.array(["a", "b", "b"]), np.ones((2, 1)))
    array(['b', 'b'], dtype='<U1')
    """
    names, counts = np.unique(labels, return_counts=True)
    return np.full(len(judge), names[counts.argmax()])


def nearest_centroid(learn: Array, labels: Labels, judge: Array) -> Labels:
    """The label whose mean lies nearest.

    >>> x, y = np.array([[0.0], [2.0], [9.0]]), np.array(["a", "a", "b"])
    >>> nearest_centroid(x, y, np.array([[4.0], [6.0]]))
    array(['a', 'b'], dtype='<U1')
    """
    names = np.unique(labels)
    means = np.array([learn[labels == name].mean(axis=0) for name in names])
    named: Labels = names[distances(judge, means).argmin(axis=1)]
    return named


# --8<-- [end:opponents]


def nearest_neighbour(learn: Array, labels: Labels, judge: Array) -> Labels:
    """The label of the one nearest row.

    >>> x, y = np.array([[0.0], [2.0], [9.0]]), np.array(["a", "b", "a"])
    >>> nearest_neighbour(x, y, np.array([[1.5]]))
    array(['b'], dtype='<U1')
    """
    named: Labels = labels[distances(judge, learn).argmin(axis=1)]
    return named


def distances(rows: Array, others: Array) -> Array:
    """Squared distances of all rows (n, d) to all others (m, d); shape (n, m).

    >>> distances(np.zeros((1, 2)), np.array([[3.0, 4.0]]))
    array([[25.]])
    """
    squares: Array = ((rows[:, None, :] - others[None, :, :]) ** 2).sum(axis=2)
    return squares


# --8<-- [start:cross_validation]
def in_folds(
    groups: NDArray[np.generic], rng: np.random.Generator, folds: int = 5
) -> Folds:
    """Deal groups out at random into folds; the rows of a group stay together.

    >>> in_folds(np.array([7, 7, 8, 8]), np.random.default_rng(0), folds=2)
    array([0, 0, 1, 1])
    """
    names, number = np.unique(groups, return_inverse=True)
    dealt = rng.permutation(len(names)) % folds
    return dealt[number]


def cross_validated(
    classify: Classifier, x: Array, labels: Labels, fold: Folds
) -> float:
    """The share of rows named rightly by models that learned from the other folds.

    >>> x, y = np.array([[0.0], [0.1], [1.0], [1.1]]), np.array(["a", "a", "b", "b"])
    >>> cross_validated(nearest_neighbour, x, y, np.array([0, 1, 0, 1]))
    1.0
    """
    right = [
        classify(x[fold != k], labels[fold != k], x[fold == k]) == labels[fold == k]
        for k in np.unique(fold)
    ]
    return float(np.concatenate(right).mean())


# --8<-- [end:cross_validation]


# --8<-- [start:wilson]
def wilson(p: ArrayLike, n: ArrayLike, z: float = 1.96) -> tuple[Array, Array]:
    """The interval for a share `p` that was observed in `n` trials. Wilson (1927).

    >>> low, high = wilson(0.5, [100, 10_000])
    >>> low.round(3), high.round(3)
    (array([0.404, 0.49 ]), array([0.596, 0.51 ]))
    """
    p, n = as_floats(p), as_floats(n)
    middle = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    reach = z / (1 + z**2 / n) * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return middle - reach, middle + reach


# --8<-- [end:wilson]
