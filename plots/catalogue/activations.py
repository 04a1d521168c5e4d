"""The catalogue's pictures of activations.

Put another name in the place of *mish*, or press *Run* as it is:

>>> import matplotlib.pyplot as plt
>>> import numpy as np
>>> from snippets.activations import CATALOGUE
>>> chosen = CATALOGUE["mish"]
>>> x = np.linspace(-6.0, 6.0, 241)
>>> figure, axes = plt.subplots()
>>> lines = axes.plot(x, chosen.curve(x), label=chosen.label)
>>> lines = axes.plot(x, chosen.slope(x), "--", label="its slope")
>>> legend = axes.legend()
"""

from matplotlib.figure import Figure

from plots.catalogue.curves import all_on_one, draw, outline
from snippets.activations import CATALOGUE
from snippets.arrays import Array

SPAN, WINDOW = (-8.0, 8.0), (-4.0, 7.0)


def entry(name: str) -> Figure:
    """One activation and its slope."""
    return draw(CATALOGUE[name], "input x", SPAN, WINDOW)


def sheet() -> Figure:
    """All activations and their slopes."""
    return all_on_one(CATALOGUE, SPAN, WINDOW)


def sketch(name: str) -> list[Array]:
    """An activation's curve alone."""
    return outline(CATALOGUE[name], (-4.0, 4.0), (-4.0, 4.0))
