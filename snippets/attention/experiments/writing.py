"""What the trained transformer writes, and where its heads look."""

from __future__ import annotations

import numpy as np

from snippets.arrays import Array
from snippets.attention.sampling import drawn, words_known, write
from snippets.attention.text import numbers, pieces, texts, written
from snippets.attention.trained import trained
from snippets.experiment import experiment

START = "shall i compare thee "
TEMPERATURES = (0.3, 0.5, 0.7, 1.0, 1.5, 2.0)
SHOWN = (0.3, 0.7, 1.5)
TEXTS, LETTERS = 24, 80


@experiment
def known(temperature: float) -> float:
    """The share of the words that it writes which are in the sonnets, on average.

    >>> known(0.3) > known(2.0)
    True
    """
    starts = np.tile(numbers(START), (TEXTS, 1))
    rng = np.random.default_rng(0)
    rows = drawn(trained(), starts, LETTERS, temperature, rng)
    return float(np.mean([words_known(written(row)) for row in rows]))


@experiment
def wrote(temperature: float) -> str:
    """One text, from the same lots at each temperature.

    >>> len(wrote(0.7))
    60
    """
    rng = np.random.default_rng(4)
    return write(trained(), START, 60, temperature, rng)


@experiment
def places_looked_at() -> Array:
    """Which share goes to the letter so many places back: (blocks, heads, places).

    Means over held-out texts, and over the places that have so many before them.

    >>> places_looked_at().shape
    (2, 4, 4)
    """
    signals = trained().forward(pieces(texts().held, trained().sizes.places)[:100, :-1])
    return np.array(
        [
            [
                [
                    np.diagonal(saw.shares[:, head], -back, 1, 2).mean()
                    for back in range(4)
                ]
                for head in range(trained().sizes.heads)
            ]
            for saw in signals.looked
        ]
    )


@experiment
def shares_on(text: str) -> Array:
    """Where the heads of the first block look while they read: (heads, places, places).

    >>> shares_on("to be").shape
    (4, 5, 5)
    """
    shares: Array = trained().forward(numbers(text)[None]).looked[0].shares[0]
    return shares


def expected(text: str) -> Array:
    """What the net expects behind a text: logits of each character.

    >>> expected("to b").shape
    (38,)
    """
    logits: Array = trained().forward(numbers(text)[None]).logits[0, -1]
    return logits
