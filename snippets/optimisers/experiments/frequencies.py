"""Words of unequal frequency: where gradient descent falls behind, and why.

The smallest language model: a row of logits for each word, from which softmax makes the
probabilities of the word that comes next. All pairs of words are learned from at once,
so that no noise is to blame for what goes slowly.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from snippets.activations.softmax import log_softmax
from snippets.arrays import Array
from snippets.experiment import experiment
from snippets.optimisers.adam import Adam
from snippets.optimisers.gradient_descent import GradientDescent
from snippets.optimisers.lion import Lion
from snippets.optimisers.momentum import Momentum
from snippets.optimisers.optimiser import Optimiser

WORDS = 100
STEPS = 100
TUNING_SEEDS = 2
FINAL_SEEDS = 5
TRIES = 7  # rates, each √10 times the one before
MIDDLES = {
    "gradient_descent": 56.0,
    "momentum": 30.0,
    "sign": 0.03,
    "adam": 0.1,
}
"""The middle of each grid with frequencies as Zipf's law has them."""
ALIKE = 10.0  # times the middle of the first two, where all words are as frequent


def maker(name: str) -> Callable[[float], Optimiser]:
    """What makes an optimiser of a learning rate; sign descent is a Lion of no memory.

    >>> maker("sign")(0.5).step(np.zeros(2), np.array([-3.0, 0.1]))
    array([ 0.5, -0.5])
    """
    if name == "sign":
        return lambda rate: Lion(rate, beta1=0.0, beta2=0.0)
    return {"gradient_descent": GradientDescent, "momentum": Momentum, "adam": Adam}[
        name
    ]


# --8<-- [start:frequencies]
def word_pairs(seed: int, zipf: bool = True, words: int = WORDS) -> Array:
    """How often each word is followed by each, in shares; shape (words, words).

    With `zipf` the word of rank k is 1/k times as frequent as the first, as in a text.

    >>> float(word_pairs(seed=0).sum().round(6))
    1.0
    """
    share = 1.0 / np.arange(1, words + 1) if zipf else np.ones(words)
    share = share / share.sum()
    liking = np.random.default_rng(seed).normal(size=(words, words))
    follows = share * np.exp(liking)
    pairs: Array = share[:, None] * follows / follows.sum(axis=1, keepdims=True)
    return pairs


def slope(logits: Array, pairs: Array) -> Array:
    """The gradient of the mean loss: in each row, times how often its word comes.

    >>> pairs = np.array([[0.8, 0.1], [0.0, 0.1]])
    >>> slope(np.zeros((2, 2)), pairs).round(2)
    array([[-0.35,  0.35],
           [ 0.05, -0.05]])
    """
    often = pairs.sum(axis=1, keepdims=True)
    gradient: Array = often * np.exp(log_softmax(logits)) - pairs
    return gradient


def to_learn(logits: Array, pairs: Array) -> Array:
    """By how many nats each row's loss exceeds the least that is possible.

    >>> to_learn(np.zeros((2, 2)), np.array([[0.5, 0.0], [0.25, 0.25]])).round(2)
    array([0.69, 0.  ])
    """
    real = pairs / pairs.sum(axis=1, keepdims=True)
    known = np.log(np.where(real > 0, real, 1.0))
    excess: Array = (real * (known - log_softmax(logits))).sum(axis=1)
    return excess


# --8<-- [end:frequencies]


def trained(optimiser: Optimiser, pairs: Array, steps: int = STEPS) -> Array:
    """What is left to learn before each step and after the last; (steps + 1, words).

    >>> trained(GradientDescent(100.0), word_pairs(0), steps=2).shape
    (3, 100)
    """
    logits = np.zeros_like(pairs)
    left = [to_learn(logits, pairs)]
    for _ in range(steps):
        logits = optimiser.step(logits, slope(logits, pairs))
        left.append(to_learn(logits, pairs))
    return np.array(left)


def rates(name: str, zipf: bool) -> Array:
    """The learning rates that are tried.

    >>> rates("adam", zipf=True)[[0, -1]].round(4)
    array([0.0032, 3.1623])
    """
    plain = name in {"gradient_descent", "momentum"}
    middle = MIDDLES[name] * (ALIKE if plain and not zipf else 1.0)
    return np.asarray(middle * 10 ** np.linspace(-1.5, 1.5, TRIES))


@experiment
def tried(name: str, zipf: bool) -> Array:
    """What each rate leaves of what there is to learn, on average over the seeds.

    >>> tried("adam", zipf=True).shape
    (7,)
    """
    make = maker(name)
    left = []
    for rate in rates(name, zipf):
        runs = [_shares(make(rate), seed, zipf)[-1] for seed in range(TUNING_SEEDS)]
        left.append(np.mean(runs))
    return np.array(left)


def best_rate(name: str, zipf: bool) -> float:
    """The rate that leaves least.

    >>> best_rate("adam", zipf=True) < best_rate("gradient_descent", zipf=True)
    True
    """
    return float(rates(name, zipf)[int(tried(name, zipf).argmin())])


@experiment
def left_to_learn(name: str, zipf: bool) -> Array:
    """The share that is left at each step, at the best rate; (seeds, steps + 1).

    The seeds are others than those by which the rate was chosen.

    >>> left_to_learn("adam", zipf=True)[:, 0]
    array([1., 1., 1., 1., 1.])
    """
    make, rate = maker(name), best_rate(name, zipf)
    seeds = range(1_000, 1_000 + FINAL_SEEDS)
    return np.array([_shares(make(rate), seed, zipf) for seed in seeds])


def _shares(optimiser: Optimiser, seed: int, zipf: bool) -> Array:
    pairs = word_pairs(seed, zipf)
    left = trained(optimiser, pairs) @ pairs.sum(axis=1)
    shares: Array = left / left[0]
    return shares


@experiment
def left_by_word(name: str) -> Array:
    """The share that each word's row has left, the most frequent first; (words,).

    Means over the seeds, where frequencies are as Zipf's law has them.

    >>> left_by_word("gradient_descent")[[9, -1]].round(1)
    array([0.1, 0.5])
    """
    make, rate = maker(name), best_rate(name, zipf=True)
    runs = [
        trained(make(rate), word_pairs(1_000 + seed))[[0, -1]]
        for seed in range(FINAL_SEEDS)
    ]
    left: Array = np.mean([end / start for start, end in runs], axis=0)
    return left
