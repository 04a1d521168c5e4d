"""Digits in three parts, and a clerk who gets some of their labels wrong."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from snippets.arrays import Array, Labels

POOL = 800
"""So many digits may be learnt from."""
VALIDATE = 200
"""So many choose; the other 797 judge."""


class Parts(NamedTuple):
    """Pixels between 0 and 1, (samples, 64), and the digit each is said to be."""

    learn: Array
    learn_labels: Labels
    validate: Array
    validate_labels: Labels
    test: Array
    test_labels: Labels

    def pairs(self) -> tuple[tuple[Array, Labels], ...]:
        """Pixels and labels of each part, in this order.

        >>> [len(labels) for _, labels in parts(0).pairs()]
        [200, 200, 797]
        """
        return (
            (self.learn, self.learn_labels),
            (self.validate, self.validate_labels),
            (self.test, self.test_labels),
        )


# --8<-- [start:mislabelled]
def mislabelled(
    labels: Labels, share: float, rng: np.random.Generator, classes: int = 10
) -> Labels:
    """Labels as a tired clerk writes them: a share is some other class, by chance.

    >>> mislabelled(np.arange(10), 0.2, np.random.default_rng(0))
    array([0, 1, 2, 3, 9, 5, 2, 7, 8, 9])
    """
    wrong = rng.permutation(len(labels))[: round(share * len(labels))]
    written = labels.copy()
    written[wrong] += rng.integers(1, classes, len(wrong))
    return written % classes


# --8<-- [end:mislabelled]


@cache
def parts(seed: int, images: int = 200, wrong: float = 0.0) -> Parts:
    """The digits of scikit-learn, parted at random. Alpaydin and Kaynak (1998).

    A share `wrong` of the labels to learn from and to validate by is wrong; those of
    the test are right.

    >>> [len(part) for part in parts(0)]
    [200, 200, 200, 200, 797, 797]
    """
    from sklearn.datasets import load_digits

    pixels, labels = load_digits(return_X_y=True)
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(pixels))
    learn, (validate, test) = order[:images], np.split(order[POOL:], [VALIDATE])
    return Parts(
        pixels[learn] / 16,
        mislabelled(labels[learn], wrong, rng),
        pixels[validate] / 16,
        mislabelled(labels[validate], wrong, rng),
        pixels[test] / 16,
        labels[test],
    )
