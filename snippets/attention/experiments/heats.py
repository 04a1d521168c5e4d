"""How surprised the trained transformer is by new text, at other temperatures."""

from __future__ import annotations

import numpy as np

from snippets.activations.softmax import softmax
from snippets.arrays import Array, Labels
from snippets.attention.text import alphabet, pieces, texts
from snippets.attention.trained import trained
from snippets.experiment import experiment

HEATS = tuple((np.arange(2, 21) / 10).tolist())


@experiment
def held_out_surprises() -> Array:
    """Mean surprise in nats over the held-out sonnets, one for each of `HEATS`.

    >>> held_out_surprises()[[1, 8, 18]].round(1)  # 0.3, 1.0 and 2.0
    array([3.1, 1.8, 2.1])
    """
    held = _held()
    logits = trained().forward(held[:, :-1]).logits
    return np.array([_surprises(logits, held, heat).mean() for heat in HEATS])


@experiment
def surprise_by_place() -> tuple[float, float]:
    """Mean surprise at the first letters of words, and at their other letters.

    >>> first, other = surprise_by_place()
    >>> first > other
    True
    """
    held = _held()
    surprises = _surprises(trained().forward(held[:, :-1]).logits, held, 1.0)
    letter = held >= alphabet().index("a")
    before, comes = letter[:, :-1], letter[:, 1:]
    means = (surprises[comes & ~before].mean(), surprises[comes & before].mean())
    return float(means[0]), float(means[1])


def _held() -> Labels:
    return pieces(texts().held, trained().sizes.places)


def _surprises(logits: Array, held: Labels, heat: float) -> Array:
    """Minus the logarithm of the probability of what came, at each place."""
    chances = softmax(logits, heat)
    came = np.take_along_axis(chances, held[:, 1:, None], axis=-1)
    surprises: Array = -np.log(came[..., 0])
    return surprises
