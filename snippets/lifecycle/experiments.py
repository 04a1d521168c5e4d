"""The experiments behind facts and figures: seeded, run once a process."""

import numpy as np
from numpy.typing import NDArray

from snippets.arrays import Array
from snippets.deployment.train import build
from snippets.experiment import experiment
from snippets.lifecycle.drift import (
    alarm_rates,
    dealt,
    shares,
    stability_index,
)
from snippets.lifecycle.evaluation import (
    Classifier,
    cross_validated,
    in_folds,
    most_frequent,
    nearest_centroid,
)
from snippets.lifecycle.hindsight import backtest, departures
from snippets.lifecycle.leakage import (
    coin_scores,
    noise,
    select_then_split,
    split_then_select,
)
from snippets.lifecycle.model import softmax_regression
from snippets.lifecycle.penguins import Rows, bills, measured, penguins

SEED = 1
SEEDS = 40
DEALINGS = 20
ROUNDS = 1_000
COLUMNS = 1_000  # of noise
WIDTHS = (10, 30, 100, 300, 1_000, 3_000)  # more and fewer columns
BATCHES = (10, 20, 35, 50, 70, 100, 140)
SPLITS = 10  # of all years
BATCH = 50  # penguins that come in
SPRING = 6  # the last of the months that are learned from
HALVINGS = 10  # ways to deal the flights out by chance
COLUMNS_TRIED = {
    "place and hour": ("place",),
    "and the date": ("place", "date"),
    "and today's share": ("place", "today"),
    "and yesterday's share": ("place", "yesterday"),
}


def searched() -> Rows:
    """The measured penguins of 2007 and 2008: what may be looked at."""
    rows = measured(penguins())
    early: Rows = rows[rows["year"] < 2009]
    return early


def drawer() -> Rows:
    """The measured penguins of 2009: looked at once."""
    rows = measured(penguins())
    late: Rows = rows[rows["year"] == 2009]
    return late


@experiment
def ladder() -> dict[str, float]:
    """Cross-validated accuracies of models that grow, on 2007 and 2008."""
    x, species = bills(searched()), searched()["species"]
    fold = in_folds(np.arange(len(x)), np.random.default_rng(SEED))
    steps: dict[str, tuple[Classifier, Array]] = {
        "most frequent species": (most_frequent, x),
        "nearest mean, length only": (nearest_centroid, x[:, :1]),
        "nearest mean, both": (nearest_centroid, x),
        "softmax regression": (softmax_regression, x),
    }
    return {
        name: cross_validated(classify, values, species, fold)
        for name, (classify, values) in steps.items()
    }


@experiment
def dealings() -> Array:
    """Cross-validated accuracies of softmax regression, one a way to deal out folds."""
    x, species = bills(searched()), searched()["species"]
    return np.array(
        [
            cross_validated(
                softmax_regression,
                x,
                species,
                in_folds(np.arange(len(x)), np.random.default_rng(seed)),
            )
            for seed in range(DEALINGS)
        ]
    )


@experiment
def drawer_accuracy() -> float:
    """The share of the penguins of 2009 that a model of 2007 and 2008 names rightly."""
    named = softmax_regression(
        bills(searched()), searched()["species"], bills(drawer())
    )
    return float((named == drawer()["species"]).mean())


@experiment
def selection(columns: int) -> tuple[Array, Array]:
    """Scores on noise, the wrong way and the right way, one a seed."""
    wrong, right = [], []
    for seed in range(SEEDS):
        rng = np.random.default_rng(seed)
        x, labels = noise(columns, rng)
        wrong.append(select_then_split(x, labels, rng))
        right.append(split_then_select(x, labels, rng))
    return np.array(wrong), np.array(right)


@experiment
def coins() -> Array:
    """How well bills foretell coins, by row and by penguin; shape (seeds, 2)."""
    return np.array([coin_scores(np.random.default_rng(seed)) for seed in range(SEEDS)])


@experiment
def ruler(error: float, length: bool, depth: bool) -> Array:
    """Accuracies on held-out penguins, measured with an error, of ten splits."""
    rows = measured(penguins())
    x, species = bills(rows), rows["species"]
    wrong = x + error * np.array([length, depth])
    scores = []
    for seed in range(SPLITS):
        fold = in_folds(np.arange(len(x)), np.random.default_rng(seed))
        model = build().fit(x[fold != 0], species[fold != 0])
        scores.append(model.score(wrong[fold == 0], species[fold == 0]))
    return np.array(scores)


@experiment
def without_dream() -> tuple[NDArray[np.str_], NDArray[np.str_], Array]:
    """Dream's penguins: their species, their names by a model that never saw Dream.

    And the probabilities that the model gives to these names.
    """
    rows = measured(penguins())
    dream = rows["island"] == "Dream"
    model = build().fit(bills(rows[~dream]), rows["species"][~dream])
    x = bills(rows[dream])
    return rows["species"][dream], model.predict(x), model.predict_proba(x).max(axis=1)


@experiment
def quiet_index() -> float:
    """Mean stability index of a batch of depths, where nothing has changed."""
    depth = bills(measured(penguins()))[:, 1]
    rng = np.random.default_rng(SEED)
    found = []
    for _ in range(ROUNDS):
        reference, new = dealt(depth, BATCH, rng)
        p, q = shares(reference, reference), shares(new, reference)
        found.append(stability_index(p, q))
    return float(np.mean(found))


@experiment
def rates(column: int, batch: int, shift: float) -> Array:
    """How often the three alarms ring at bill length (0) or depth (1)."""
    return alarm_rates(bills(measured(penguins()))[:, column], batch, shift, ROUNDS)


@experiment
def by_chance(columns: tuple[str, ...]) -> Array:
    """Pairs of flights told apart, where one half of all is dealt out by chance."""
    found = []
    for seed in range(HALVINGS):
        learn = np.random.default_rng(seed).random(len(departures().late)) < 0.5
        found.append(backtest(list(columns), learn, ~learn))
    return np.array(found)


@experiment
def by_time(columns: tuple[str, ...]) -> Array:
    """The same in each later month, by a model that knows the months of spring."""
    month = departures().month
    later = range(SPRING + 1, 13)
    learn = month <= SPRING
    return np.array([backtest(list(columns), learn, month == each) for each in later])
