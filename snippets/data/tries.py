"""Many tries at once: how often chance does as well, and which finds to keep."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from snippets.arrays import Array
from snippets.data.sales import MONTHS, correlations
from snippets.experiment import experiment

SERIES = 1_000
REAL = 50  # series that move with the sales, where there are any
STRENGTH = 0.6  # their correlation with the sales
LEVEL = 0.05
SEEDS = range(300)

Kept = NDArray[np.bool_]


def moves(seed: int, real: int = 0) -> tuple[Array, Array]:
    """How the sales and a thousand series change from month to month, all at random.

    The first `real` series have a correlation of 0.6 with the sales, but for chance.
    The shapes are (24,) and (1000, 24).

    >>> sales, series = moves(seed=1, real=1)
    >>> bool(np.corrcoef(sales, series[0])[0, 1] > 0.3)
    True
    """
    rng = np.random.default_rng(seed)
    sales, series = rng.normal(size=MONTHS), rng.normal(size=(SERIES, MONTHS))
    series[:real] *= np.sqrt(1 - STRENGTH**2)
    series[:real] += STRENGTH * sales
    return sales, series


# --8<-- [start:p_values]
def p_values(r: Array, n: int) -> Array:
    """How often chance alone brings two series at least as strong a correlation.

    For n independent, normal entries each. The density of r is (1 − r²) to the power
    of n/2 − 2 (Student, 1908); this sums it up, from r to 1.

    >>> p_values(np.array([0.0, -0.404, 0.9]), n=24).round(2)
    array([1.  , 0.05, 0.  ])
    """
    size = np.linspace(0.0, 1.0, 20_001)
    density = (1 - size**2) ** (n / 2 - 2)
    beyond = np.append(0.0, (density[1:] + density[:-1])[::-1].cumsum())[::-1]
    p: Array = np.interp(np.abs(r), size, beyond / beyond[0])
    return p


# --8<-- [end:p_values]


# --8<-- [start:corrections]
def bonferroni(p: Array, level: float = 0.05) -> Kept:
    """Keep what would pass with the level shared out among all tries. Dunn (1961).

    >>> bonferroni(np.array([0.01, 0.02, 0.03, 0.9]))
    array([ True, False, False, False])
    """
    return p <= level / len(p)


def benjamini_hochberg(p: Array, level: float = 0.05) -> Kept:
    """Keep the k smallest p-values, for the largest k whose k-th is ≤ level · k / m.

    Benjamini and Hochberg (1995): of what is kept, a share of at most `level` is false
    on average, if the m tries are independent.

    >>> benjamini_hochberg(np.array([0.01, 0.02, 0.03, 0.9]))
    array([ True,  True,  True, False])
    """
    ranked = np.sort(p)
    passes = ranked <= level * np.arange(1, len(p) + 1) / len(p)
    kept: Kept = p <= ranked[passes].max(initial=-1.0)
    return kept


# --8<-- [end:corrections]


def plain(p: Array, level: float = 0.05) -> Kept:
    """Keep what would pass alone.

    >>> plain(np.array([0.01, 0.02, 0.03, 0.9]))
    array([ True,  True,  True, False])
    """
    return p <= level


RULES = (plain, bonferroni, benjamini_hochberg)


def by_chance(sales: Array, series: Array) -> Array:
    """The p-values of the correlations of the series with the sales.

    >>> by_chance(*moves(seed=1)).shape
    (1000,)
    """
    return p_values(correlations(sales, series), len(sales))


@experiment
def finds(real: int, wandering: bool = False) -> NDArray[np.int64]:
    """How many series each rule keeps, and how many of them are real, in each search.

    With `wandering` it is not the moves that are compared but their sums, as in the
    post's search. The shape is (searches, rules, 2).

    >>> finds(real=0).shape
    (300, 3, 2)
    """
    found = []
    for seed in SEEDS:
        sales, series = moves(seed, real)
        if wandering:
            sales, series = sales.cumsum(), series.cumsum(axis=1)
        kept = [rule(by_chance(sales, series), LEVEL) for rule in RULES]
        found.append([[each.sum(), each[:real].sum()] for each in kept])
    return np.array(found)


def false_share(found: NDArray[Any]) -> float:
    """The mean share of what is kept that is false; a search without a find has 0.

    >>> false_share(np.array([[4, 3], [0, 0]]))
    0.125
    """
    kept, real = np.asarray(found).T
    return float(np.mean((kept - real) / np.maximum(kept, 1)))
