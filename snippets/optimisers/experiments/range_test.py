"""The learning-rate range test: one short run that tries every rate once.

Smith (2017). The rate grows a little with each batch; the loss falls, then explodes.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from snippets.arrays import Array
from snippets.experiment import experiment
from snippets.optimisers.catalogue import CATALOGUE
from snippets.optimisers.experiments.digits import train

LOW, HIGH, STEPS = 1e-4, 100.0, 200
MEMORY = 0.9


class RangeTest(NamedTuple):
    """The rate of each step and the smoothed loss at it."""

    rates: Array
    losses: Array

    @property
    def lowest_at(self) -> float:
        """The rate at which the smoothed loss was least: already too large to keep."""
        return float(self.rates[np.nanargmin(self.losses)])


@experiment
def range_test(name: str, seed: int) -> RangeTest:
    """Train the net on the digits while the rate grows from 0.0001 to 100.

    >>> test = range_test("gradient_descent", seed=0)
    >>> 0.1 < test.lowest_at < 10
    True
    """
    rates = np.geomspace(LOW, HIGH, STEPS)
    optimiser = CATALOGUE[name].optimiser()
    losses = train(optimiser, seed, STEPS, rate=lambda step: rates[step]).losses
    mean, smoothed = 0.0, []
    for step, loss in enumerate(losses):
        mean = MEMORY * mean + (1 - MEMORY) * loss
        smoothed.append(mean / (1 - MEMORY ** (step + 1)))  # corrected as in Adam
    return RangeTest(rates, np.array(smoothed))
