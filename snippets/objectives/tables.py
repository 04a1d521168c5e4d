"""The tables of the post on objectives.

Made from the experiments themselves.
"""

import numpy as np

from snippets.arrays import Array
from snippets.objectives.experiments.calibration import CONTENDERS
from snippets.objectives.experiments.hotline import BUSY, NAMES, QUIET, coverage
from snippets.objectives.experiments.imbalance import GRADIENTS, outcome
from snippets.objectives.facts import SEEDS, accuracies, calibration_errors, confidences

SPREADS = {
    "squared error": "one for all hours",
    "Poisson": "as the mean has it",
    "Gaussian": "one for each hour",
}


def intervals() -> list[dict[str, object]]:
    """Rows of the table of intervals: the share of new counts that they hold.

    >>> [row["Learnt by"] for row in intervals()]
    ['squared error', 'Poisson', 'Gaussian']
    """

    def held(name: str, hours: range, *, moody: bool = False) -> str:
        return f"{100 * coverage(name, moody)[list(hours)].mean():.0f} %"

    return [
        {
            "Learnt by": name,
            "Spread": SPREADS[name],
            "All hours": held(name, range(24)),
            "Quiet hours": held(name, QUIET),
            "Busy hours": held(name, BUSY),
            "Busy, moody days": held(name, BUSY, moody=True),
        }
        for name in NAMES
    ]


def imbalance() -> list[dict[str, object]]:
    """Rows of the table of the rare class: medians over ten seeds, and their range."""
    headings = (
        "accuracy",
        "recall",
        "precision",
        "average precision",
        "mean probability",
    )
    return [
        {
            "Trained on": name,
            **{
                heading.capitalize(): median_and_range(
                    np.array([outcome(name, seed)[heading] for seed in SEEDS])
                )
                for heading in headings
            },
        }
        for name in GRADIENTS
    ]


def calibration() -> list[dict[str, object]]:
    """Rows of the table of calibration: medians over five seeds, and their range."""
    return [
        {
            "Trained on": name,
            "Sure of itself": median_and_range(confidences(name)),
            "Right": median_and_range(accuracies(name)),
            "Calibration error": median_and_range(calibration_errors(name)),
        }
        for name in CONTENDERS
    ]


def median_and_range(values: Array) -> str:
    """Median, least and most of some shares, in per cent.

    >>> median_and_range(np.array([0.5, 0.123, 0.9]))
    '50 % (12–90)'
    """
    low, middle, high = (
        round(100 * float(q)) for q in np.quantile(values, (0, 0.5, 1))
    )
    return f"{middle} % ({low}–{high})"
