"""The softmax explorer: logits, a temperature, a constant added to all of them."""

from typing import Any

import numpy as np

from snippets.activations.softmax import naive_softmax, softmax
from snippets.arrays import Array, as_floats
from snippets.explorers.numbers import rounded

LOGITS = (np.arange(13) - 6) / 2  # what a handle may be set to: from −3 to 3
TEMPERATURES = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
SHIFTS = (-1000, -750, -700, -500, -100, 0, 100, 500, 700, 710, 750, 1000)
BARS = (3, 5)


def first() -> dict[str, Any]:
    """What the controls offer; `parts` has the probabilities of three logits."""
    return {
        "logits": {"low": LOGITS[0], "high": LOGITS[-1], "step": 0.5},
        "start": [2.0, 1.0, 0.0],
        "bars": BARS,
        "temperatures": TEMPERATURES,
        "shifts": SHIFTS,
    }


def parts() -> dict[str, dict[str, Any]]:
    """Softmax of all triples of `LOGITS`: at each temperature, and with each shift.

    The triples stand in the order in which the last changes fastest. `naive_…` are the
    results of the formula as it is written.
    """
    triples = np.stack(np.meshgrid(LOGITS, LOGITS, LOGITS, indexing="ij"), axis=-1)
    found = {
        f"warm_{place}": results(triples, temperature=temperature)
        for place, temperature in enumerate(TEMPERATURES)
    }
    for place, shift in enumerate(SHIFTS):
        found[f"shift_{place}"] = results(triples, shift=shift)
        found[f"naive_{place}"] = results(triples, shift=shift, naive=True)
    return found


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """The same for logits, temperature and constant of the reader's.

    >>> asked = {"logits": [2.0, 1.0], "temperature": 1.0, "shift": 1000, "naive": True}
    >>> answer(asked)["probabilities"]
    array([nan, nan])
    """
    return results(
        as_floats(request["logits"]),
        request["temperature"],
        request["shift"],
        naive=request["naive"],
    )


def results(
    logits: Array, temperature: float = 1.0, shift: float = 0.0, *, naive: bool = False
) -> dict[str, Array]:
    """Probabilities of rows of logits, to three digits, flat.

    With `naive`, also the exponentials that the formula divides.

    >>> results(np.array([2.0, 1.0, 0.0]))
    {'probabilities': array([0.665, 0.245, 0.09 ])}
    """
    moved = logits + shift
    if not naive:
        return {"probabilities": rounded(softmax(moved, temperature), 3).ravel()}
    with np.errstate(over="ignore"):
        exponentials = np.exp(moved / temperature)
    return {
        "probabilities": rounded(naive_softmax(moved / temperature), 3).ravel(),
        "exponentials": rounded(exponentials, 3).ravel(),
    }
