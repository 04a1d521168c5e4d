"""A data-science project from the question to the alarm, on the Palmer penguins.

What needs scikit-learn (`model`, `experiments`) is imported by its own name.
"""

from snippets.lifecycle.decisions import (
    alarmed,
    calibration,
    cost,
    errors,
    scored,
    threshold,
)
from snippets.lifecycle.drift import (
    alarms,
    critical_gap,
    largest_gap,
    shares,
    stability_index,
)
from snippets.lifecycle.evaluation import (
    cross_validated,
    in_folds,
    most_frequent,
    nearest_centroid,
    nearest_neighbour,
    wilson,
)
from snippets.lifecycle.leakage import (
    coin_scores,
    noise,
    select_then_split,
    split_then_select,
)
from snippets.lifecycle.penguins import (
    bills,
    correlation,
    measured,
    missing,
    penguins,
)

__all__ = [
    "alarmed",
    "alarms",
    "bills",
    "calibration",
    "coin_scores",
    "correlation",
    "cost",
    "critical_gap",
    "cross_validated",
    "errors",
    "in_folds",
    "largest_gap",
    "measured",
    "missing",
    "most_frequent",
    "nearest_centroid",
    "nearest_neighbour",
    "noise",
    "penguins",
    "scored",
    "select_then_split",
    "shares",
    "split_then_select",
    "stability_index",
    "threshold",
    "wilson",
]
