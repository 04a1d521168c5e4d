"""The tables of the post on nuts and bolts."""

from __future__ import annotations

import numpy as np

from snippets.arrays import Array
from snippets.networks.experiments import choices, tabular
from snippets.networks.facts import feature_accuracies, scores

FEATURES = {
    "by lot": "64 random units",
    "pixels": "the pixels themselves",
    "ink": "ink and symmetry, by hand",
    "edges": "edges, by hand",
    "learnt": "64 units, learnt",
}
LATE = 1000
"""Steps beyond which the slowest seed is not told."""
LABELS = {"sigmoid": "sigmoid", "tanh": "tanh", "relu": "ReLU"}


def features() -> list[dict[str, object]]:
    """Rows of the table of features: held-out accuracy, and its range over seeds."""
    return [
        {
            "Features": label,
            "Digits in the middle": percentages(feature_accuracies(name, False)),
            "Digits anywhere": percentages(feature_accuracies(name, True)),
        }
        for name, label in FEATURES.items()
    ]


def measurements() -> list[dict[str, object]]:
    """Rows of the table of tables: score of each model, and its range over seeds."""
    return [
        {
            "Table": f"{name} ({len(tabular.table(name)[0])} rows)",
            **{
                {"linear": "Linear", "forest": "Forest", "net": "Net"}[
                    model
                ]: percentages(scores(name, model))
                for model in tabular.MODELS
            },
        }
        for name in tabular.TABLES
    ]


def interaction() -> list[dict[str, object]]:
    """Rows of the table of choices: steps needed, with the range over seeds."""
    found = choices.all_choices()
    return [
        {
            "Activation": LABELS[activation],
            "Objective": objective,
            **{
                optimiser[0].upper() + optimiser[1:]: counts(
                    found[activation, objective, optimiser][1]
                )
                for optimiser in choices.OPTIMISERS
            },
        }
        for activation in choices.ACTIVATIONS
        for objective in choices.OBJECTIVES
    ]


def percentages(shares: Array) -> str:
    """Median with the range, in per cent.

    >>> percentages(np.array([0.5, 0.25, 0.751]))
    '50 (25–75)'
    """
    low, middle, high = 100 * np.quantile(shares, [0.0, 0.5, 1.0])
    return f"{middle:.0f} ({low:.0f}–{high:.0f})"


def counts(steps: tuple[float, ...]) -> str:
    """Median with the range; a dash for most seeds that do not get there.

    A seed that is later than `LATE` has lost its way: when it comes is left to chance.

    >>> counts((10.0, 20.0, 1500.0)), counts((np.inf,) * 3)
    ('20 (10–…)', '–')
    """
    low, middle, high = min(steps), float(np.median(steps)), max(steps)
    if np.isinf(middle):
        return "–"
    return f"{middle:,.0f} ({low:,.0f}–{'…' if high > LATE else f'{high:,.0f}'})"
