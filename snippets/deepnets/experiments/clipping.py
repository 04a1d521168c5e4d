"""Thirty layers of weights that are far too large, with a seat belt and without."""

from __future__ import annotations

from itertools import islice
from typing import NamedTuple

import numpy as np

from snippets.deepnets.experiments.recipes import (
    BATCH,
    RECIPES,
    STEPS,
    centred,
    fresh,
)
from snippets.experiment import experiment
from snippets.networks.training import batches, one_hot
from snippets.objectives.categorical_cross_entropy import (
    categorical_cross_entropy,
    categorical_cross_entropy_gradient,
)
from snippets.optimisers.clipping import clip_by_norm

RATE = 0.01


class Ride(NamedTuple):
    """How far a training came."""

    steps: int
    """Steps before the loss is no number any more."""
    loss: float
    """The last loss that is one."""
    known: float
    """Share of the digits that are named rightly at the end."""


@experiment
def ride(limit: float = np.inf, seed: int = 0) -> Ride:
    """Gradient descent with gradients cut to a length of `limit`.

    >>> ride().steps < ride(limit=1.0).steps
    True
    """
    digits, net = centred(seed), fresh(RECIPES["normal"], seed)
    target, loss, steps = one_hot(digits.learn_labels, 10), np.inf, 0
    rng = np.random.default_rng(seed)
    with np.errstate(all="ignore"):  # numbers too large to be held are the subject
        for batch in islice(batches(len(target), BATCH, rng), STEPS):
            signals = net.forward(digits.learn[batch])
            if not np.isfinite(signals.outputs).all():
                break
            loss = categorical_cross_entropy(signals.outputs, target[batch])
            error = categorical_cross_entropy_gradient(signals.outputs, target[batch])
            gradient = clip_by_norm(net.backward(signals, error), limit)
            net.parameters, steps = net.parameters - RATE * gradient, steps + 1
        named = net.predict(digits.learn).argmax(axis=1)
    return Ride(steps, loss, float(np.mean(named == digits.learn_labels)))
