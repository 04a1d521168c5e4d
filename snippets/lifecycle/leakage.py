"""Two ways in which a test set tells the model what it should not know."""

import numpy as np
from numpy.typing import NDArray

from snippets.arrays import Array
from snippets.lifecycle.evaluation import (
    cross_validated,
    in_folds,
    nearest_centroid,
    nearest_neighbour,
)
from snippets.lifecycle.penguins import Labels, bills, measured, penguins


# --8<-- [start:noise]
def most_telling(x: Array, labels: Labels, number: int = 10) -> NDArray[np.intp]:
    """The columns in which the means of the two labels differ most, in spreads.

    >>> x = np.array([[0.0, 3.0], [1.0, 4.0], [0.0, 9.0], [1.0, 8.0]])
    >>> most_telling(x, np.array(["a", "a", "b", "b"]), number=1)
    array([1])
    """
    first, second = (x[labels == name] for name in np.unique(labels))
    apart = np.abs(first.mean(axis=0) - second.mean(axis=0)) / x.std(axis=0)
    return np.argsort(-apart)[:number]


def noise(columns: int, rng: np.random.Generator) -> tuple[Array, Labels]:
    """Fifty rows of random numbers, and labels that have nothing to do with them.

    >>> x, labels = noise(columns=3, rng=np.random.default_rng(0))
    >>> x.shape, (labels == "ill").sum()
    ((50, 3), np.int64(25))
    """
    return rng.normal(size=(50, columns)), np.repeat(["ill", "well"], 25)


def select_then_split(x: Array, labels: Labels, rng: np.random.Generator) -> float:
    """The wrong way: choose columns by all rows, then cross-validate on those columns.

    >>> rng = np.random.default_rng(1)
    >>> select_then_split(*noise(1_000, rng), rng) > 0.7
    True
    """
    chosen = x[:, most_telling(x, labels)]
    fold = in_folds(np.arange(len(x)), rng)
    return cross_validated(nearest_centroid, chosen, labels, fold)


def split_then_select(x: Array, labels: Labels, rng: np.random.Generator) -> float:
    """The right way: the choice is a part of the model, and made anew in each fold.

    >>> rng = np.random.default_rng(1)
    >>> split_then_select(*noise(1_000, rng), rng) < 0.7
    True
    """

    def classify(learn: Array, known: Labels, judge: Array) -> Labels:
        columns = most_telling(learn, known)
        return nearest_centroid(learn[:, columns], known, judge[:, columns])

    fold = in_folds(np.arange(len(x)), rng)
    return cross_validated(classify, x, labels, fold)


# --8<-- [end:noise]


# --8<-- [start:repeated]
def measured_again(
    rng: np.random.Generator, times: int = 3, error: float = 0.1
) -> tuple[Array, Labels, NDArray[np.intp]]:
    """Bills of each Adelie, measured several times, and a coin for each penguin.

    Returns the bills with their errors of measurement in millimetres, what the coin
    of the penguin said, and the penguin's number.

    >>> x, coin, penguin = measured_again(np.random.default_rng(0))
    >>> len(x), len(coin), len(np.unique(penguin))
    (453, 453, 151)
    """
    rows = measured(penguins())
    adelies = bills(rows[rows["species"] == "Adelie"])
    coin = rng.choice(["heads", "tails"], size=len(adelies))
    penguin = np.repeat(np.arange(len(adelies)), times)
    x = adelies[penguin] + rng.normal(0.0, error, (len(penguin), 2))
    return x, coin[penguin], penguin


def coin_scores(rng: np.random.Generator) -> tuple[float, float]:
    """How well a bill foretells the coin: rows dealt out one by one, and by penguin.

    >>> by_row, by_penguin = coin_scores(np.random.default_rng(0))
    >>> by_row > 0.6 > by_penguin
    True
    """
    x, coin, penguin = measured_again(rng)
    by_row = in_folds(np.arange(len(x)), rng)
    by_penguin = in_folds(penguin, rng)
    return (
        cross_validated(nearest_neighbour, x, coin, by_row),
        cross_validated(nearest_neighbour, x, coin, by_penguin),
    )


# --8<-- [end:repeated]
