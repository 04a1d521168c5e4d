"""The catalogue's pictures of objectives.

Put another name in the place of *huber*, or press *Run* as it is:

>>> import matplotlib.pyplot as plt
>>> import numpy as np
>>> from snippets.objectives.catalogue import CATALOGUE
>>> chosen = CATALOGUE["huber"]
>>> x = np.linspace(-4.0, 4.0, 161)
>>> figure, axes = plt.subplots()
>>> lines = axes.plot(x, chosen.curve(x), label=chosen.label)
>>> lines = axes.plot(x, chosen.slope(x), "--", label="its slope")
>>> text, legend = axes.set_xlabel(chosen.axis), axes.legend()
"""

from matplotlib.figure import Figure

from plots.catalogue.curves import all_on_one, draw, outline
from snippets.arrays import Array
from snippets.objectives.catalogue import CATALOGUE

SPAN, WINDOW = (-4.0, 4.0), (-4.0, 6.0)


def entry(name: str) -> Figure:
    """One objective and its slope, of a single prediction."""
    return draw(CATALOGUE[name], CATALOGUE[name].axis, SPAN, WINDOW)


def sheet() -> Figure:
    """All objectives and their slopes."""
    return all_on_one(CATALOGUE, SPAN, WINDOW)


def sketch(name: str) -> list[Array]:
    """An objective's curve alone."""
    return outline(CATALOGUE[name], SPAN, (-0.5, 5.0))
