"""Cut data into bins, compare the bins, and check the comparison on the other half.

Cases of one day share their day: a storm, a queue. So errors are taken from day to day,
not from case to case.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from snippets.arrays import Array

Integers = NDArray[np.intp]
FEW = 30  # cases: of a bin with fewer nothing is said


@dataclass(frozen=True)
class Cases:
    """Cases with a value each; `levels` says, for each column, where a case belongs.

    `held` marks the cases of the half that is locked away.
    """

    values: Array
    day: Integers
    held: NDArray[np.bool_]
    levels: Mapping[str, Integers]

    def chosen(self, ranges: Mapping[str, tuple[int, int]]) -> NDArray[np.bool_]:
        """Mark the cases whose levels lie in all ranges, both ends included.

        >>> none = np.zeros(3)
        >>> cases = Cases(none, none, none > 0, {"hour": np.array([6, 9, 18])})
        >>> cases.chosen({"hour": (5, 9)})
        array([ True,  True, False])
        """
        kept = np.ones(len(self.values), bool)
        for name, (low, high) in ranges.items():
            kept &= (self.levels[name] >= low) & (self.levels[name] <= high)
        return kept


@dataclass(frozen=True)
class Bins:
    """Bins of cases: their number by day and bin, and the mean of each bin.

    `pulls`, also by day and bin, says how far a day's cases pull the mean their way.
    """

    counts: Integers
    means: Array
    pulls: Array

    @classmethod
    def of(cls, values: Array, day: Integers, place: Integers, number: int) -> "Bins":
        """Bins of cases, each with its day and its place among the bins.

        >>> day, place = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
        >>> Bins.of(np.array([1.0, 5.0, 3.0, 9.0]), day, place, 2).means
        array([2., 7.])
        """
        days, day = np.unique(day, return_inverse=True)
        size = len(days) * number
        cell = day * number + place
        counts = np.bincount(cell, minlength=size).reshape(-1, number)
        totals = np.bincount(cell, values, size).reshape(-1, number)
        with np.errstate(invalid="ignore"):  # an empty bin has no mean
            means = totals.sum(axis=0) / counts.sum(axis=0)
            pulls = (totals - means * counts) / counts.sum(axis=0)
        return cls(counts, means, pulls)

    @property
    def cases(self) -> Integers:
        """How many cases each bin has."""
        return np.asarray(self.counts.sum(axis=0), np.intp)

    @property
    def days(self) -> Integers:
        """On how many days each bin has a case."""
        return np.asarray((self.counts > 0).sum(axis=0), np.intp)

    def errors(self) -> Array:
        """The standard error of each mean; none for a bin of a single day.

        >>> day, place = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
        >>> Bins.of(np.array([1.0, 5.0, 3.0, 9.0]), day, place, 2).errors()
        array([1., 2.])
        """
        return _error(self.pulls, self.days)

    def difference(self, one: int, other: int) -> tuple[float, float]:
        """By how much one bin's mean exceeds another's, and the standard error of that.

        What a day does to both of them cancels:

        >>> day, place = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
        >>> bins = Bins.of(np.array([1.0, 5.0, 3.0, 7.0]), day, place, 2)
        >>> bins.difference(1, 0)
        (4.0, 0.0)
        """
        both = [one, other]
        days = np.count_nonzero(self.counts[:, both].any(axis=1))
        error = _error(self.pulls[:, one] - self.pulls[:, other], np.array(days))
        return float(self.means[one] - self.means[other]), float(error)

    def extremes(self, least_days: int) -> tuple[int, int] | None:
        """The bins with the highest and the lowest mean, of those with enough in them.

        >>> day, place = np.repeat(np.arange(40), 2), np.tile([0, 1], 40)
        >>> Bins.of(place * 2.0, day, place, 2).extremes(least_days=5)
        (1, 0)
        """
        enough = np.flatnonzero(self.solid(least_days))
        if len(enough) < 2:
            return None
        order = enough[np.argsort(self.means[enough], kind="stable")]
        return int(order[-1]), int(order[0])

    def solid(self, least_days: int) -> NDArray[np.bool_]:
        """Which bins have enough cases, on enough days, to say something of them."""
        return np.asarray((self.cases >= FEW) & (self.days >= least_days), np.bool_)


def _error(pulls: Array, days: Integers) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        error: Array = np.sqrt(np.square(pulls).sum(axis=0) * days / (days - 1))
    return np.where(days > 1, error, np.nan)
