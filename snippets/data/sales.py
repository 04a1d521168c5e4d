"""The driving force behind the sales: a pattern that is not one."""

from dataclasses import dataclass

import numpy as np

from snippets.arrays import Array

MONTHS = 24  # searched
LATER = 12  # held out


def wanderings(count: int, rng: np.random.Generator) -> Array:
    """Series that go up and down at random, month by month; shape (count, 36).

    >>> wanderings(3, np.random.default_rng(0)).shape
    (3, 36)
    """
    return rng.normal(size=(count, MONTHS + LATER)).cumsum(axis=1)


def correlations(series: Array, candidates: Array) -> Array:
    """Pearson's r of the series with each of the candidates, which are rows.

    >>> correlations(np.array([1.0, 2, 3]), np.array([[2.0, 4, 6], [1, 0, -1]]))
    array([ 1., -1.])
    """
    centred = candidates - candidates.mean(axis=-1, keepdims=True)
    own = series - series.mean()
    r: Array = centred @ own / np.sqrt((centred**2).sum(axis=-1) * (own**2).sum())
    return r


def best_found(seed: int, sizes: tuple[int, ...]) -> Array:
    """The best |r| with the sales of 24 months among so many random series, by size.

    >>> best_found(seed=1, sizes=(1, 100)).shape
    (2,)
    """
    rng = np.random.default_rng(seed)
    sales = wanderings(1, rng)[0, :MONTHS]
    pool = wanderings(max(sizes), rng)[:, :MONTHS]
    r = np.abs(correlations(sales, pool))
    return np.array([r[:size].max() for size in sizes])


@dataclass(frozen=True)
class Find:
    """A driving force: the sales, the series that was found, and r in both periods.

    `forecast` is what the force says the sales are: a line laid through the first 24
    months. Series have 36 months.
    """

    sales: Array
    force: Array
    forecast: Array
    searched: float
    held_out: float


# --8<-- [start:driving_force]
def driving_force(seed: int, candidates: int = 1_000) -> Find:
    """Search random series for the one that goes best with the sales of 24 months.

    >>> find = driving_force(seed=1)
    >>> abs(find.searched) > 0.8
    True
    """
    rng = np.random.default_rng(seed)
    sales = 100 + wanderings(1, rng)[0]
    pool = wanderings(candidates, rng)
    r = correlations(sales[:MONTHS], pool[:, :MONTHS])
    force = pool[np.abs(r).argmax()]
    slope, height = np.polyfit(force[:MONTHS], sales[:MONTHS], deg=1)
    return Find(
        sales=sales,
        force=force,
        forecast=height + slope * force,
        searched=float(r[np.abs(r).argmax()]),
        held_out=float(correlations(sales[MONTHS:], force[None, MONTHS:])[0]),
    )


# --8<-- [end:driving_force]


def forecast_errors(find: Find) -> tuple[float, float]:
    """The mean errors in the months held out: the force's, and of knowing nothing.

    To know nothing is to expect the sales of the last month that was searched.

    >>> by_force, by_nothing = forecast_errors(driving_force(seed=1))
    >>> by_force > 0 and by_nothing > 0
    True
    """
    later = find.sales[MONTHS:]
    by_force = np.abs(find.forecast[MONTHS:] - later).mean()
    return float(by_force), float(np.abs(find.sales[MONTHS - 1] - later).mean())
