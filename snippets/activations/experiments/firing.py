"""How fast a model neuron fires when a steady current drives it.

The curve that the sigmoid is said to be.
"""

from __future__ import annotations

import numpy as np

from snippets.arrays import Array

MEMBRANE = 0.020  # seconds in which the membrane forgets its charge
REST = 0.002  # seconds after a spike in which no other can follow


def firing_rate(drive: Array) -> Array:
    """Spikes a second of a leaky integrate-and-fire neuron.

    A drive of 1 is what holds it at its threshold.

    >>> firing_rate(np.array([-1.0, 0.0, 1.0, 2.0])).round()
    array([ 0.,  0.,  0., 63.])
    """
    fires = drive > 1.0
    above = np.where(fires, drive, 2.0)
    time_to_spike = MEMBRANE * -np.log1p(-1.0 / above)
    return np.where(fires, 1.0 / (REST + time_to_spike), 0.0)
