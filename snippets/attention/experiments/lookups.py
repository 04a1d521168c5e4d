"""Who learns to look things up: attention, or a plain net of twenty times its size."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from snippets.arrays import Array, Labels
from snippets.attention.lookup import (
    DIGITS,
    ENTRIES,
    NAMES,
    Lookup,
    Pages,
    most_frequent,
    pages,
)
from snippets.experiment import experiment
from snippets.networks.mlp import Network
from snippets.networks.training import one_hot
from snippets.objectives.categorical_cross_entropy import (
    categorical_cross_entropy_gradient,
)
from snippets.optimisers.adam import Adam

STEPS, BATCH, TEST = 400, 64, 2000
HIDDEN = 64
SEEDS = range(5)
RATE, PLAIN_RATE = 0.02, 0.005


class Learnt(NamedTuple):
    """Shares of right answers of every seed: in each batch, and on new pages."""

    batches: Array
    new: Array
    said_most: Array
    """The share of new pages of which it says the digit that stands there most."""


def trained(seed: int, steps: int = STEPS) -> tuple[Lookup, list[float]]:
    """A layer of attention, and its share of right answers in each batch.

    >>> _, right = trained(seed=0, steps=150)
    >>> right[0] < 0.4, right[-1] > 0.9
    (True, True)
    """
    rng, net = np.random.default_rng(seed), Lookup.create(seed)
    adams, right = [Adam(RATE) for _ in net.maps], []
    for _ in range(steps):
        page = pages(BATCH, rng)
        saw = net.forward(page)
        right.append(float(np.mean(saw.logits.argmax(axis=-1) == page.answers)))
        error = categorical_cross_entropy_gradient(
            saw.logits, one_hot(page.answers, DIGITS)
        )
        slopes = net.backward(saw, error)
        net = Lookup(
            *(a.step(m, s) for a, m, s in zip(adams, net.maps, slopes, strict=True))
        )
    return net, right


def flat(page: Pages) -> Array:
    """A page as a plain net sees it: all numbers side by side.

    >>> flat(pages(2, np.random.default_rng(0))).shape
    (2, 144)
    """
    return np.hstack([page.entries.reshape(len(page.asked), -1), page.asked])


def plain(seed: int, steps: int = STEPS) -> tuple[Network, list[float]]:
    """A net of one hidden layer, trained on as many pages.

    >>> len(plain(seed=0, steps=1)[0].parameters)
    9930
    """
    sizes = [ENTRIES * (NAMES + DIGITS) + NAMES, HIDDEN, DIGITS]
    net, rng = Network.create(sizes, ["relu"], "he", seed), np.random.default_rng(seed)
    adam, right = Adam(PLAIN_RATE), []
    for _ in range(steps):
        page = pages(BATCH, rng)
        x = flat(page)
        signals = net.forward(x)
        logits = signals.outputs[-1]
        right.append(float(np.mean(logits.argmax(axis=-1) == page.answers)))
        error = categorical_cross_entropy_gradient(
            logits, one_hot(page.answers, DIGITS)
        )
        net.parameters = adam.step(net.parameters, net.backward(x, signals, error))
    return net, right


@experiment
def learnt(attends: bool) -> Learnt:
    """Both on the same pages, for every seed.

    >>> learnt(attends=True).new.min() > 0.99
    np.True_
    """
    rows = []
    for seed in SEEDS:
        page = pages(TEST, np.random.default_rng(1000 + seed))
        said: Labels
        if attends:
            net, right = trained(seed)
            said = net.forward(page).logits.argmax(axis=-1)
        else:
            other, right = plain(seed)
            said = other.predict(flat(page)).argmax(axis=-1)
        counts = page.entries[:, :, NAMES:].sum(axis=1)
        often = np.take_along_axis(counts, said[:, None], axis=1)[:, 0]
        most = float(np.mean(often == counts.max(axis=1)))
        rows.append((right, float(np.mean(said == page.answers)), most))
    batches, new, most_said = zip(*rows, strict=True)
    return Learnt(np.array(batches), np.array(new), np.array(most_said))


@experiment
def without_looking() -> float:
    """The share that is right of whoever says the digit that stands most often.

    >>> 0.3 < without_looking() < 0.37
    True
    """
    page = pages(100_000, np.random.default_rng(0))
    return float(np.mean(most_frequent(page.entries) == page.answers))
