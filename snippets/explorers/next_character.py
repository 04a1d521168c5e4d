"""The next character: what the trained transformer expects along a line, hot or cold.

The line is from a sonnet that was held out. At each place the net says how probable it
holds each character; what comes next says how surprised it was.
"""

from typing import Any

import numpy as np

from snippets.activations.softmax import softmax
from snippets.arrays import Array
from snippets.attention.counting import perplexity
from snippets.attention.experiments.heats import HEATS, held_out_surprises
from snippets.attention.text import alphabet, numbers, sonnets
from snippets.attention.trained import trained
from snippets.explorers.numbers import rounded

LINE = sonnets()[6].splitlines()[0]
"""The first line of the seventh sonnet: the net has not seen it."""
BARS = 6
"""So many characters have a bar of their own, those that are expected most."""


def first() -> dict[str, Any]:
    """The line, the order of the bars, the curve; `parts` has the probabilities.

    >>> first()["line"]
    'lo in the orient when the gracious light'
    """
    surprises = held_out_surprises()
    return {
        "line": LINE,
        "alphabet": alphabet(),
        "bars": BARS,
        "orders": np.argsort(-logits(), axis=-1, kind="stable")[:, :BARS].ravel(),
        "temperature": {"low": 0.2, "high": 2.0, "step": 0.1},
        "temperatures": HEATS,
        "surprises": rounded(surprises, 3),
        "perplexities": rounded(np.exp(surprises), 3),
    }


def parts() -> dict[str, dict[str, Any]]:
    """For each temperature, in tenths, what is expected along the line."""
    return {f"t{round(10 * each)}": along(each) for each in HEATS}


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """The same for any temperature.

    >>> found = answer({"temperature": 1.0})
    >>> len(found["came"]), len(found["probabilities"]) == 39 * 38
    (39, True)
    """
    return along(request["temperature"])


def logits() -> Array:
    """What the net expects behind each character of the line but the last.

    The net reads as many characters as it has places for, so it is asked each time.

    >>> logits().shape
    (39, 38)
    """
    text, places = numbers(LINE), trained().sizes.places
    seen = [text[max(0, at - places) : at] for at in range(1, len(text))]
    return np.array([trained().forward(each[None]).logits[0, -1] for each in seen])


def along(temperature: float) -> dict[str, Any]:
    """Probabilities at each place, flat, and how probable what came was.

    `rest` is the share of those without a bar; `came` the probability of what came,
    `surprise` minus its logarithm; `line` the means over the line.
    """
    expected = logits()
    chances = softmax(expected, temperature)
    came = chances[np.arange(len(chances)), numbers(LINE)[1:]]
    barred = np.sort(chances, axis=-1)[:, -BARS:].sum(axis=-1)
    return {
        "probabilities": chances.round(3).ravel(),
        "rest": (1 - barred).round(3),
        "came": rounded(came, 3),
        "surprise": rounded(-np.log(came), 3),
        "faces": rounded(1 / came, 3),
        "line": rounded([-np.log(came).mean(), perplexity(came)], 3),
    }
