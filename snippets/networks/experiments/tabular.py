"""Small tables of measurements: a net against a linear model and a forest of trees."""

from __future__ import annotations

from typing import Any

import numpy as np

from snippets.arrays import Array
from snippets.experiment import experiment
from snippets.networks.mlp import Network
from snippets.networks.training import accuracy, one_hot, train
from snippets.objectives.categorical_cross_entropy import (
    categorical_cross_entropy,
    categorical_cross_entropy_gradient,
)
from snippets.objectives.mean_squared_error import (
    mean_squared_error,
    mean_squared_error_gradient,
)
from snippets.optimisers.adam import Adam

TABLES = ("wine", "breast cancer", "diabetes")
MODELS = ("linear", "forest", "net")
STEPS = 100


@experiment
def table(name: str) -> tuple[Array, Any]:
    """Measurements, and what is to be predicted.

    >>> table("wine")[0].shape, table("diabetes")[0].shape
    ((178, 13), (442, 10))
    """
    from sklearn.datasets import load_breast_cancer, load_diabetes, load_wine

    load = dict(
        zip(TABLES, (load_wine, load_breast_cancer, load_diabetes), strict=True)
    )
    x, y = load[name](return_X_y=True)
    return x, y


def standardised(learn: Array, judge: Array) -> tuple[Array, Array]:
    """Both with each column at mean 0 and spread 1, in the first: the second is new.

    >>> standardised(np.array([[0.0], [2.0]]), np.array([[5.0]]))
    (array([[-1.],
           [ 1.]]), array([[4.]]))
    """
    mean, spread = learn.mean(axis=0), learn.std(axis=0)
    return (learn - mean) / spread, (judge - mean) / spread


def parted(name: str, seed: int, useless: int = 0) -> tuple[Array, Array, Any, Any]:
    """Rows to learn from, rows to judge by, and what is to be predicted for each.

    `useless` columns of random numbers are added to the table.

    >>> [len(part) for part in parted("wine", seed=0)]
    [124, 54, 124, 54]
    """
    from sklearn.model_selection import train_test_split

    x, y = table(name)
    noise = np.random.default_rng(seed).normal(size=(len(x), useless))
    learn, judge, known, wanted = train_test_split(
        np.hstack([x, noise]),
        y,
        test_size=0.3,
        random_state=seed,
        stratify=None if name == "diabetes" else y,
    )
    return *standardised(learn, judge), known, wanted


@experiment
def held_out_score(name: str, model: str, seed: int, useless: int = 0) -> float:
    """How well a model does on three in ten rows that it has never seen.

    The share of right classes, and for diabetes the share of variance explained.
    `useless` columns of random numbers are added to the table. Nothing is tuned.

    >>> held_out_score("wine", "linear", 0) > 0.9
    True
    """
    learn, judge, known, wanted = parted(name, seed, useless)
    if model == "net":
        if name == "diabetes":
            return explained(learn, known, judge, wanted, seed)
        return named(learn, known, judge, wanted, seed)
    score = judge_of(name, model).fit(learn, known).score(judge, wanted)
    return float(score)


def judge_of(name: str, model: str) -> Any:
    """A model of scikit-learn with its defaults, but for a forest of 50 trees.

    >>> type(judge_of("diabetes", "linear")).__name__
    'LinearRegression'
    """
    from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
    from sklearn.linear_model import LinearRegression, LogisticRegression

    if name == "diabetes":
        return (
            LinearRegression()
            if model == "linear"
            else RandomForestRegressor(50, random_state=0)
        )
    if model == "linear":
        return LogisticRegression(max_iter=1_000)
    return RandomForestClassifier(50, random_state=0)


def named(learn: Array, known: Any, judge: Array, wanted: Any, seed: int) -> float:
    """The share of classes that a net with 32 hidden units names rightly.

    >>> x, y = np.array([[-1.0], [1.0]] * 5), np.array([0, 1] * 5)
    >>> named(x, y, x, y, seed=0)
    1.0
    """
    network = Network.create(
        [learn.shape[1], 32, int(max(known)) + 1], ["relu"], "he", seed
    )
    train(
        network,
        learn,
        one_hot(known, network.sizes[-1]),
        categorical_cross_entropy,
        categorical_cross_entropy_gradient,
        Adam(0.01),
        STEPS,
    )
    return accuracy(network, judge, wanted)


def explained(learn: Array, known: Any, judge: Array, wanted: Any, seed: int) -> float:
    """The share of variance that such a net with one output explains.

    >>> x = np.linspace(-1.0, 1.0, 20)[:, None]
    >>> explained(x, 3 * x[:, 0], x, 3 * x[:, 0], seed=0) > 0.95
    True
    """
    network = Network.create([learn.shape[1], 32, 1], ["relu"], "he", seed)
    mean, spread = known.mean(), known.std()
    train(
        network,
        learn,
        ((known - mean) / spread)[:, np.newaxis],
        mean_squared_error,
        mean_squared_error_gradient,
        Adam(0.01),
        STEPS,
    )
    prediction = network.predict(judge)[:, 0] * spread + mean
    left = ((wanted - prediction) ** 2).sum() / ((wanted - wanted.mean()) ** 2).sum()
    return float(1.0 - left)
