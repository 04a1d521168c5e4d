"""What counting alone says of the next letter, and how surprise is measured."""

from __future__ import annotations

from functools import cache

import numpy as np

from snippets.arrays import Array, Labels
from snippets.attention.text import alphabet, texts

ADDED = (0.03, 0.1, 0.3, 1.0)
"""What may be added to every count; the best for the held-out sonnets is taken."""


def perplexity(probabilities: Array) -> float:
    """Perplexity, exp of the mean surprise at what came, of the probabilities it had.

    A fair die of six faces has six:

    >>> round(perplexity(np.full(10, 1 / 6)), 6)
    6.0
    """
    return float(np.exp(-np.mean(np.log(probabilities))))


# --8<-- [start:counted]
def counted(text: Labels, before: int, added: float, letters: int) -> Array:
    """The share of each next letter after each row of `before` letters in a text.

    `added` to every count, so that nothing is impossible. (letters ** before, letters).

    >>> counted(np.array([0, 1, 0, 0]), before=1, added=0.0, letters=2)
    array([[0.5, 0.5],
           [1. , 0. ]])
    """
    counts = np.full((letters**before, letters), added)
    np.add.at(counts, (rows(text, before, letters), text[before:]), 1.0)
    table: Array = counts / counts.sum(axis=1, keepdims=True)
    return table


def rows(text: Labels, before: int, letters: int) -> Labels:
    """For each letter, which row of the table it has: the letters before, as digits.

    >>> rows(np.array([0, 1, 1, 0]), before=2, letters=2)
    array([1, 3])
    """
    row: Labels = np.zeros(len(text) - before, int)
    for place in range(before):
        row = row * letters + text[place : place + len(row)]
    return row


# --8<-- [end:counted]


def cells(before: int) -> int:
    """How many shares such a table of the sonnets holds.

    >>> cells(1)
    1444
    """
    many: int = len(alphabet()) ** (before + 1)
    return many


@cache
def surprise(before: int) -> float:
    """Nats a character in the held-out sonnets, of a table of so many letters before.

    >>> round(surprise(0), 2), round(surprise(1), 2)
    (3.0, 2.37)
    """
    learn, held = texts()
    size = len(alphabet())
    place = rows(held, before, size), held[before:]
    return min(
        -float(np.log(counted(learn, before, added, size)[place]).mean())
        for added in ADDED
    )
