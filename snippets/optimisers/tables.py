"""The tables of the post on optimisers."""

from __future__ import annotations

import numpy as np

from snippets.arrays import Array
from snippets.optimisers.adam import adam_update
from snippets.optimisers.catalogue import CATALOGUE, EXPLAINED, OptimiserEntry
from snippets.optimisers.defaults import rows
from snippets.optimisers.experiments.tuning import (
    MIDDLES,
    REDUCED,
    Budget,
    race,
)

NOTHING = "–"
GRADIENTS = (1.0, 1.0, -3.0, 0.0)
START, RATE = 1.0, 0.1


def adam_by_hand() -> list[dict[str, object]]:
    """Rows of four steps of Adam from 1, with a learning rate of 0.1.

    >>> adam_by_hand()[0]["Parameter"], adam_by_hand()[2]["Parameter"]
    ('0.9000', '0.8249')
    """
    rows: list[dict[str, object]] = []
    parameters: Array = np.array([START])
    mean: Array = np.zeros(1)
    square: Array = np.zeros(1)
    for step, gradient in enumerate(GRADIENTS, start=1):
        parameters, mean, square = adam_update(
            parameters,
            np.array([gradient]),
            mean=mean,
            square=square,
            step=step,
            learning_rate=RATE,
        )
        rows.append(
            {
                "Step": step,
                "Gradient": signed(gradient, 0),
                "Mean": signed(mean.item(), 4),
                "Square": signed(square.item(), 6),
                "Mean, corrected": signed(mean.item() / (1 - 0.9**step), 4),
                "Square, corrected": signed(square.item() / (1 - 0.999**step), 4),
                "Parameter": signed(parameters.item(), 4),
            }
        )
    return rows


def outcomes(budget: Budget = REDUCED) -> list[dict[str, object]]:
    """Rows of the race on the digits, one an optimiser.

    >>> outcomes(Budget(1, 1, 1, 1))[0]["Optimiser"]
    'Gradient descent (SGD)'
    """
    rows: list[dict[str, object]] = []
    for name in MIDDLES:
        outcome = race(name, budget)
        losses, accuracies = outcome.test_losses, outcome.test_accuracies
        rows.append(
            {
                "Optimiser": CATALOGUE[name].label,
                "Best rate": f"{outcome.best_rate:.2g}",
                "Test loss": f"{np.median(losses):.2f}",
                "Least to most": f"{losses.min():.2f} to {losses.max():.2f}",
                "Right answers": f"{100 * np.median(accuracies):.1f} %",
            }
        )
    return rows


def defaults() -> list[dict[str, object]]:
    """Rows of the table of the libraries' defaults, as they were recorded.

    >>> print(*defaults()[1].values(), sep=" | ")
    Momentum | momentum | 0.9 | 0 | 0 | – | 0.9
    """
    return rows()


def first_steps() -> list[dict[str, object]]:
    """Rows of the length of the first step on a slope of 0.01, 1 and 100.

    In learning rates.

    >>> print(*first_steps()[0].values(), sep=" | ")
    Gradient descent (SGD) | 0.01 | 1 | 100
    """
    slopes = (0.01, 1.0, 100.0)
    return [
        {
            "Optimiser": entry.label,
            **{
                f"Slope {slope:g}": f"{first_step(entry, slope):.3g}"
                for slope in slopes
            },
        }
        for entry in EXPLAINED.values()
    ]


def first_step(entry: OptimiserEntry, slope: float) -> float:
    """Length of an optimiser's first step from 0, in learning rates.

    >>> round(first_step(CATALOGUE["rmsprop"], 100.0), 2)
    3.16
    """
    optimiser = entry.optimiser()
    moved = optimiser.step(np.zeros(1), np.array([slope]))
    return -moved.item() / optimiser.learning_rate


def signed(value: float, digits: int) -> str:
    """Number with so many digits, with the minus sign of print.

    >>> signed(-0.25, 3)
    '−0.250'
    """
    return f"{value:.{digits}f}".replace("-", "−")


def yes_or_no(answer: bool) -> str:
    """Answer as a word.

    >>> yes_or_no(True), yes_or_no(False)
    ('yes', 'no')
    """
    return "yes" if answer else "no"
