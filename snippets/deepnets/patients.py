"""Broken nets to be diagnosed: whoever reads this file knows the answers."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from snippets.deepnets.checkup import Readings, checkup
from snippets.deepnets.deep import DeepNet
from snippets.deepnets.experiments.recipes import RECIPES, centred, fresh
from snippets.experiment import experiment
from snippets.generalisation.data import Parts

RATE = 0.003
DEPTH = 3
FAULTS = {
    "healthy": "nothing is wrong",
    "rate": "the learning rate is far too small",
    "labels": "the labels have slipped by one place",
    "loud": "the last weights are far too large",
    "dead": "a layer of units is dead",
}
PATIENTS = {"A": "labels", "B": "loud", "C": "rate", "D": "dead"}


class Case(NamedTuple):
    """What there is to be trained."""

    net: DeepNet
    digits: Parts
    rate: float


def case(fault: str, seed: int = 0) -> Case:
    """A net with three hidden layers, and one thing wrong with it.

    >>> case("rate").rate < case("healthy").rate
    True
    """
    if fault not in FAULTS:
        raise ValueError(f"fault must be one of {', '.join(FAULTS)}, not {fault!r}")
    net, digits, rate = fresh(RECIPES["he"], seed, DEPTH), centred(seed), RATE
    if fault == "rate":
        rate /= 1000
    if fault == "labels":
        digits = digits._replace(learn_labels=np.roll(digits.learn_labels, 1))
    if fault == "loud":
        net.layers[-1].weights[:] *= 30
    if fault == "dead":
        net.layers[1].bias[:] = -10
    return Case(net, digits, rate)


@experiment
def readings(fault: str, seed: int = 0) -> Readings:
    """The four readings of a net with this fault.

    >>> readings("healthy").new > 0.85
    True
    """
    return checkup(*case(fault, seed))


def examine(patient: str) -> dict[str, float]:
    """What the four readings say of patient A, B, C or D, roughly.

    The ratio is given as the power of ten next to it.

    >>> examine("C")["start"]
    2.4
    """
    found = readings(PATIENTS[patient])
    return {
        "start": round(found.start, 1),
        "batch": round(found.batch, 1),
        "ratio": float(10.0 ** round(np.log10(found.ratio))) if found.ratio else 0.0,
        "new": round(found.new, 1),
    }


def is_it(patient: str, fault: str) -> bool:
    """Whether the diagnosis is right.

    >>> is_it("C", "healthy")
    False
    """
    if fault not in FAULTS:
        raise ValueError(f"fault must be one of {', '.join(FAULTS)}, not {fault!r}")
    return PATIENTS[patient] == fault
