"""Two ways to ask how much of a result is luck: shuffle the labels, or draw again."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from snippets.arrays import Array

LEVEL = 0.95
"""The share of the draws that an interval holds; as much is left out below as above."""


# --8<-- [start:permutation]
def swap_test(
    first: Array, second: Array, rng: np.random.Generator, rounds: int = 1_000
) -> tuple[float, Array]:
    """How often chance alone gives a mean difference as large as that of the pairs.

    If nothing differs, the two values of a pair may as well be swapped: a coin decides
    for each pair, and the mean difference is taken again, `rounds` times. Returns the
    share of rounds (the data's own included) that are at least as far from zero, and
    the differences of all rounds.

    >>> three = np.array([9.0, 8.0, 7.0])
    >>> share, _ = swap_test(three, np.zeros(3), np.random.default_rng(0))
    >>> 0.2 < share < 0.3
    True
    """
    difference = first - second
    signs = rng.choice([-1.0, 1.0], size=(rounds, len(difference)))
    by_chance = signs @ difference / len(difference)
    as_far = np.abs(by_chance) >= np.abs(difference.mean()) - 1e-12
    return float((1 + as_far.sum()) / (1 + rounds)), by_chance


# --8<-- [end:permutation]


def bootstrap_interval(
    rows: NDArray[Any],
    statistic: Callable[[NDArray[Any]], float],
    rng: np.random.Generator,
    rounds: int = 200,
) -> tuple[float, float]:
    """Between which bounds the statistic falls in 95 of 100 samples drawn again.

    Rows are drawn with replacement, as many as there are.

    >>> bootstrap_interval(np.ones(5), np.mean, np.random.default_rng(0))
    (1.0, 1.0)
    """
    again = [statistic(rng.choice(rows, len(rows), axis=0)) for _ in range(rounds)]
    low, high = middle(np.array(again))
    return float(low), float(high)


def middle(draws: Array) -> tuple[Array, Array]:
    """Between which bounds the middle 95 % of the draws lie, along the first axis.

    >>> low, high = middle(np.arange(101.0))
    >>> f"from {low:.1f} to {high:.1f}"
    'from 2.5 to 97.5'
    """
    low, high = np.quantile(draws, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0)
    return low, high
