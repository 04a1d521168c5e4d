"""A picture is data too: a house, drawn as an array of grey levels."""

import numpy as np
from numpy.typing import NDArray

DRAWING = """
............
......##....
.....####...
....######..
...########.
..##########
...oooooooo.
...oWWooDDo.
...oWWooDDo.
...oooooDDo.
...oooooDDo.
############
"""
GREYS = {".": 230, "#": 60, "o": 180, "W": 250, "D": 20}


def house() -> NDArray[np.uint8]:
    """A house of 12 × 12 pixels; 0 is black and 255 white.

    >>> house().shape
    (12, 12)
    """
    lines = DRAWING.strip().splitlines()
    return np.array([[GREYS[mark] for mark in line] for line in lines], np.uint8)
