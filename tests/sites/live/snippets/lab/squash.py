"""A function and its slope."""

import numpy as np


# --8<-- [start:squash]
def squash(x):
    """Return x / (1 + |x|)."""
    return x / (1.0 + np.abs(x))


# --8<-- [end:squash]


# --8<-- [start:slope]
def slope(x):
    """Return the slope of `squash`."""
    return 1.0 / (1.0 + np.abs(x)) ** 2


# --8<-- [end:slope]
