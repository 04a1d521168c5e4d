"""A square that was seen with noise, and the number that it may have been made of."""

from __future__ import annotations

import numpy as np

from snippets.arrays import Array
from snippets.objectives.hidden import evidence_bound

CELLS = np.linspace(-4.0, 4.0, 801)
SEEN = 1.5
NOISE = 0.5
SPREADS = np.linspace(0.1, 1.5, 57)
MEANS = np.linspace(-2.5, 2.5, 101)


def joint() -> Array:
    """Probability of each cell for the hidden number, and of the square that was seen.

    The hidden number is standard normal; its square is seen with noise. The constants
    of the noise are left out: they move the evidence and each bound alike.

    >>> joint().shape
    (801,)
    """
    before = bell(0.0, 1.0)
    chances: Array = before * np.exp(-((SEEN - CELLS**2) ** 2) / 2 / NOISE**2)
    return chances


def bell(mean: float, spread: float) -> Array:
    """A normal distribution over the cells, adding up to one.

    >>> float(bell(0.0, 1.0).sum().round(6))
    1.0
    """
    heights = np.exp(-((CELLS - mean) ** 2) / 2 / spread**2) + 1e-300
    shares: Array = heights / heights.sum()
    return shares


def known() -> Array:
    """What is known of the hidden number once the square has been seen.

    >>> float(known().sum().round(6))
    1.0
    """
    seen = joint()
    chances: Array = seen / seen.sum()
    return chances


def bounds() -> Array:
    """The bound for guesses of every mean and spread, shape (means, spreads).

    >>> bool(bounds().max() < np.log(joint().sum()))
    True
    """
    seen = joint()
    found = [[evidence_bound(bell(m, s), seen) for s in SPREADS] for m in MEANS]
    return np.array(found)


def best_guess() -> tuple[float, float]:
    """Mean and spread of the guess with the highest bound, of those to the right.

    >>> mean, spread = best_guess()
    >>> 1.0 < mean < 1.4, 0.1 < spread < 0.4
    (True, True)
    """
    right = MEANS > 0
    found = bounds()[right]
    mean, spread = np.unravel_index(int(found.argmax()), found.shape)
    return float(MEANS[right][mean]), float(SPREADS[spread])
