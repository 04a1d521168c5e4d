"""What libraries take where you set nothing, as it was recorded from them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from snippets.optimisers.catalogue import CATALOGUE

RECORD = Path(__file__).parent / "recorded_defaults.json"
SETTINGS = {
    "learning_rate": "learning rate",
    "momentum": "momentum",
    "decay": "decay of squares",
    "accumulator": "first sum of squares",
    "beta1": "β₁",
    "beta2": "β₂",
    "epsilon": "ε",
    "weight_decay": "weight decay",
}
"""The settings as the table writes them."""
LIBRARIES = {
    "pytorch": "PyTorch",
    "keras": "Keras",
    "jax": "Optax",
    "sklearn": "scikit-learn",
}


@cache
def record() -> dict[str, Any]:
    """The defaults by optimiser, setting and library, and when they were asked for.

    >>> record()["defaults"]["adagrad"]["accumulator"]["keras"]
    0.1
    """
    data: dict[str, Any] = json.loads(RECORD.read_text(encoding="utf-8"))
    return data


def here(name: str) -> dict[str, float]:
    """The defaults of this package, with the sum of squares that AdaGrad begins with.

    >>> here("adagrad")
    {'learning_rate': 0.1, 'epsilon': 1e-10, 'accumulator': 0.0}
    """
    settings = dict(CATALOGUE[name].hyper_parameters)
    return {**settings, "accumulator": 0.0} if name == "adagrad" else settings


def rows() -> list[dict[str, object]]:
    """Rows of the table of defaults: an optimiser's settings, library by library.

    >>> print(*rows()[2].values(), sep=" | ")
    AdaGrad | learning rate | 0.1 | 0.01 | 0.001 | – | –
    """
    return [
        {
            "Optimiser": CATALOGUE[name].label,
            "Setting": SETTINGS[setting],
            "Here": written(here(name).get(setting)),
            **{LIBRARIES[each]: written(known.get(each)) for each in LIBRARIES},
        }
        for name, settings in record()["defaults"].items()
        for setting, known in settings.items()
    ]


def written(value: float | None) -> str:
    """A default as the table writes it, a dash where there is none.

    >>> written(0.1), written(1e-07), written(None)
    ('0.1', '1e-07', '–')
    """
    return "–" if value is None else f"{value:g}"
