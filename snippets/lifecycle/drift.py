"""When the data that come in are no longer those that the model learned from."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from snippets.arrays import Array, as_floats

BINS = 10
REFERENCE = 200


# --8<-- [start:psi]
def stability_index(p: Array, q: Array) -> float:
    """Population stability index of two lists of shares, each of which sums to one.

    >>> stability_index(np.array([0.5, 0.5]), np.array([0.5, 0.5]))
    0.0
    >>> round(stability_index(np.array([0.5, 0.5]), np.array([0.8, 0.2])), 2)
    0.42
    """
    return float(np.sum((p - q) * np.log(p / q)))


def shares(values: Array, reference: Array) -> Array:
    """The shares of the values in ten bins that the reference fills evenly.

    Half a value is added to each bin, since an empty one has no logarithm.

    >>> shares(np.arange(100.0), np.arange(100.0)).round(2)
    array([0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1])
    """
    edges = np.quantile(reference, np.linspace(0.0, 1.0, BINS + 1)[1:-1])
    counts = np.bincount(np.searchsorted(edges, values, side="right"), minlength=BINS)
    return (counts + 0.5) / (len(values) + 0.5 * BINS)


# --8<-- [end:psi]


# --8<-- [start:ks]
def largest_gap(first: Array, second: Array) -> float:
    """The largest gap between two cumulative shares: the Kolmogorov–Smirnov statistic.

    >>> largest_gap(np.array([1.0, 2.0]), np.array([2.0, 3.0]))
    0.5
    """
    both = np.concatenate([first, second])
    below = [
        np.searchsorted(np.sort(x), both, side="right") / len(x)
        for x in (first, second)
    ]
    return float(np.abs(below[0] - below[1]).max())


def critical_gap(n: ArrayLike, m: ArrayLike) -> Array:
    """The gap that n and m values of the same kind exceed in one case of twenty.

    >>> critical_gap([200, 200], [50, 1_000]).round(3)
    array([0.215, 0.105])
    """
    gap: Array = np.sqrt(np.log(40) / 2 * (1 / as_floats(n) + 1 / as_floats(m)))
    return gap


# --8<-- [end:ks]


# --8<-- [start:alarms]
WORRY, ACT = 0.1, 0.25  # stability indices


def dealt(values: Array, batch: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Values at random: 200 for the reference, others for the batch.

    >>> [len(part) for part in dealt(np.arange(342.0), 50, np.random.default_rng(0))]
    [200, 50]
    """
    shuffled = rng.permutation(values)
    return shuffled[:REFERENCE], shuffled[REFERENCE : REFERENCE + batch]


def alarms(
    values: Array, batch: int, shift: float, rng: np.random.Generator
) -> NDArray[np.bool_]:
    """Which alarms ring at a batch: index to worry, index to act, largest gap.

    The shift is added to the batch.

    >>> alarms(np.arange(342.0), batch=50, shift=500.0, rng=np.random.default_rng(0))
    array([ True,  True,  True])
    """
    reference, others = dealt(values, batch, rng)
    new = others + shift
    index = stability_index(shares(reference, reference), shares(new, reference))
    gap = largest_gap(reference, new)
    return np.array([index > WORRY, index > ACT, gap > critical_gap(REFERENCE, batch)])


# --8<-- [end:alarms]


def alarm_rates(
    values: Array, batch: int, shift: float, rounds: int, seed: int = 1
) -> Array:
    """How often each of the three alarms rings, over so many shuffles.

    >>> alarm_rates(np.arange(342.0), batch=50, shift=0.0, rounds=20).shape
    (3,)
    """
    rng = np.random.default_rng(seed)
    rate: Array = np.mean(
        [alarms(values, batch, shift, rng) for _ in range(rounds)], axis=0
    )
    return rate
