"""How large a product of a query and a key gets, and what softmax makes of it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from snippets.activations.softmax import softmax
from snippets.arrays import Array, as_floats
from snippets.attention.layers import softmax_back

LENGTHS = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024)
KEYS, QUERIES = 16, 500


def product_spread(
    numbers: ArrayLike, query: ArrayLike = 1.0, key: ArrayLike = 1.0
) -> Array:
    """The standard deviation of a query times a key, of so many numbers each.

    The numbers are independent, with mean 0 and the deviations `query` and `key`.

    >>> float(product_spread(64)), float(product_spread(64, query=2.0))
    (8.0, 16.0)
    """
    return np.sqrt(as_floats(numbers)) * as_floats(query) * as_floats(key)


class Looks(NamedTuple):
    """What random queries see of random keys of one length."""

    spread: float
    """The standard deviation of the products."""
    largest: float
    """The largest share of a query, on average."""
    gradient: float
    """How much of a gradient comes through softmax: its length, on average."""


def looks(numbers: int, scaled: bool, seed: int = 0) -> Looks:
    """Random queries look at 16 keys each, with products over √d or as they are.

    >>> looks(1024, scaled=False).largest > 0.9 > looks(1024, scaled=True).largest
    True
    """
    rng = np.random.default_rng(seed)
    queries = rng.normal(size=(QUERIES, 1, numbers))
    keys = rng.normal(size=(QUERIES, KEYS, numbers))
    products = (queries @ keys.swapaxes(1, 2))[:, 0]
    shares = softmax(products / product_spread(numbers) if scaled else products)
    error = rng.normal(size=shares.shape)
    back = np.linalg.norm(softmax_back(shares, error), axis=1)
    return Looks(
        float(products.std()),
        float(shares.max(axis=1).mean()),
        float((back / np.linalg.norm(error, axis=1)).mean()),
    )
