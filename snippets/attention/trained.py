"""The transformer of the post after its training, ready to write."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from snippets.attention.experiments.training import LARGE
from snippets.attention.transformer import Transformer

FILE = Path(__file__).with_name("trained.npz")
"""Written by `python -m snippets.attention.write_trained`, in half precision."""


@cache
def trained() -> Transformer:
    """A transformer that has learnt the sonnets; shared, so nobody may change it.

    >>> trained().sizes.blocks, len(trained().parameters)
    (2, 51264)
    """
    with np.load(FILE) as file:
        parameters = file["parameters"].astype(np.float64)
    parameters.flags.writeable = False
    return Transformer(LARGE, parameters)
