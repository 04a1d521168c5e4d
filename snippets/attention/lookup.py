"""A look-up: pages of names and digits, and a layer that learns to find one.

Each page holds a few names with a digit each, all anew; somebody asks for one name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from snippets.activations.softmax import softmax
from snippets.arrays import Array, Labels
from snippets.attention.layers import map_gradient, softmax_back

NAMES, ENTRIES, DIGITS = 12, 6, 10
FEATURES = 8


class Pages(NamedTuple):
    """Entries (pages, entries, names + digits), who is asked for, and the answers."""

    entries: Array
    asked: Array
    answers: Labels


def pages(count: int, rng: np.random.Generator) -> Pages:
    """Pages drawn by lot: each entry is a one-hot name beside a one-hot digit.

    >>> page = pages(1, np.random.default_rng(0))
    >>> page.entries.shape, page.asked.shape
    ((1, 6, 22), (1, 12))
    >>> row = page.entries[0] @ np.pad(page.asked[0], (0, 10)) == 1
    >>> page.entries[0, row, 12:].argmax() == page.answers[0]
    np.True_
    """
    names = rng.random((count, NAMES)).argsort(axis=1)[:, :ENTRIES]
    digits = rng.integers(0, DIGITS, (count, ENTRIES))
    which = rng.integers(0, ENTRIES, count)
    page = np.arange(count)
    entries = np.concatenate([np.eye(NAMES)[names], np.eye(DIGITS)[digits]], axis=-1)
    return Pages(entries, np.eye(NAMES)[names[page, which]], digits[page, which])


def most_frequent(entries: Array) -> Labels:
    """The digit that stands most often on each page, the least where several do.

    >>> most_frequent(pages(1, np.random.default_rng(0)).entries).shape
    (1,)
    """
    most: Labels = entries[:, :, NAMES:].sum(axis=1).argmax(axis=-1)
    return most


class Asked(NamedTuple):
    """What a look-up saw, kept for its way back."""

    pages: Pages
    queries: Array
    keys: Array
    values: Array
    shares: Array
    logits: Array


# --8<-- [start:lookup]
@dataclass
class Lookup:
    """One query a page looks at all of its entries, by three learnt maps."""

    query: Array
    key: Array
    value: Array

    @classmethod
    def create(cls, seed: int = 0) -> Lookup:
        """Random maps that keep the size of what goes in.

        >>> sum(each.size for each in Lookup.create().maps)
        492
        """
        rng, inputs = np.random.default_rng(seed), NAMES + DIGITS
        shapes = (NAMES, FEATURES), (inputs, FEATURES), (inputs, DIGITS)
        return cls(*(rng.normal(0.0, each[0] ** -0.5, each) for each in shapes))

    @property
    def maps(self) -> tuple[Array, Array, Array]:
        """The three maps."""
        return self.query, self.key, self.value

    def forward(self, pages: Pages) -> Asked:
        """Scores of ten digits for each page."""
        queries = pages.asked @ self.query
        keys, values = pages.entries @ self.key, pages.entries @ self.value
        scores = np.einsum("pf,pef->pe", queries, keys) / np.sqrt(FEATURES)
        shares = softmax(scores)
        logits = np.einsum("pe,ped->pd", shares, values)
        return Asked(pages, queries, keys, values, shares, logits)

    def backward(self, saw: Asked, error: Array) -> list[Array]:
        """The gradients by the three maps, given that at the scores of the digits."""
        values = saw.shares[:, :, None] * error[:, None]
        shares = np.einsum("ped,pd->pe", saw.values, error)
        scores = softmax_back(saw.shares, shares) / np.sqrt(FEATURES)
        queries = np.einsum("pe,pef->pf", scores, saw.keys)
        keys = scores[:, :, None] * saw.queries[:, None]
        return [
            map_gradient(saw.pages.asked, queries),
            map_gradient(saw.pages.entries, keys),
            map_gradient(saw.pages.entries, values),
        ]


# --8<-- [end:lookup]
