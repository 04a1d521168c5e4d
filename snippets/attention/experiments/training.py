"""The transformer learns the sonnets: one long run, and short ones to compare."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from snippets.arrays import Array, Labels
from snippets.attention.text import batch, pieces, texts
from snippets.attention.transformer import Sizes, Transformer
from snippets.experiment import experiment
from snippets.optimisers.adam import Adam
from snippets.optimisers.momentum import Momentum
from snippets.optimisers.optimiser import Optimiser

BATCH, WARM = 16, 20
LARGE = Sizes(letters=38, features=48, hidden=96)
SMALL = Sizes(letters=38, places=16, blocks=1)
TINY = Sizes(letters=38, places=16, features=24, heads=2, blocks=1, hidden=48)
STEPS, RATE = 1200, 0.006
SHORT, SHORT_RATE = 300, 0.02
EVERY = 100
SEEDS = range(2)
BETA2 = 0.99


def adam(rate: float) -> Adam:
    """Adam with a shorter memory of squares, as is the custom for transformers.

    >>> adam(0.01).beta2
    0.99
    """
    return Adam(rate, beta2=BETA2)


# --8<-- [start:train]
def train(
    net: Transformer, text: Labels, optimiser: Optimiser, steps: int, seed: int
) -> Iterator[float]:
    """The loss of each batch before the step it leads to; `net` changes in place.

    The rate rises over the first steps and falls in a straight line to the end.

    >>> net = Transformer.create(TINY)
    >>> losses = list(train(net, texts().learn, adam(0.03), steps=100, seed=0))
    >>> losses[0] > 3.6, losses[-1] < 2.9
    (True, True)
    """
    rng, rate = np.random.default_rng(seed), optimiser.learning_rate
    for step in range(steps):
        warm, left = min((step + 1) / WARM, 1.0), 1.0 - step / steps
        optimiser.learning_rate = rate * warm * left
        loss, gradient = net.gradient(batch(text, BATCH, net.sizes.places, rng))
        net.parameters = optimiser.step(net.parameters, gradient)
        yield loss


# --8<-- [end:train]


class Learnt(NamedTuple):
    """What the long run left."""

    parameters: Array
    losses: Array
    """Of each batch."""
    held: Array
    """On the held-out sonnets, each hundred steps from the start to the end."""


@experiment
def learnt() -> Learnt:
    """The large one learns the sonnets.

    >>> learnt().held[-1] < 1.9
    np.True_
    """
    net = Transformer.create(LARGE)
    judged = pieces(texts().held, LARGE.places)
    losses, held = [], [net.loss(judged)]
    for loss in train(net, texts().learn, adam(RATE), STEPS, seed=1):
        losses.append(loss)
        if len(losses) % EVERY == 0:
            held.append(net.loss(judged))
    return Learnt(net.parameters, np.array(losses), np.array(held))


@experiment
def short(sizes: Sizes, optimiser: str = "adam", rate: float = SHORT_RATE) -> Array:
    """Nats a character on the held-out sonnets after a short run, one a seed.

    >>> bool(short(SMALL).max() < 2.3)
    True
    """
    judged, ends = pieces(texts().held, sizes.places), []
    for seed in SEEDS:
        made: dict[str, Optimiser] = {
            "adam": adam(rate),
            "momentum": Momentum(rate),
            "descent": Momentum(rate, momentum=0.0),
        }
        net = Transformer.create(sizes, seed)
        *_, _ = train(net, texts().learn, made[optimiser], SHORT, seed)
        ends.append(net.loss(judged))
    return np.array(ends)
