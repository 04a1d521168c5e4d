"""The tables of the post on attention."""

from __future__ import annotations

import numpy as np

from snippets.attention.counting import cells, surprise
from snippets.attention.experiments.writing import SHOWN, wrote
from snippets.attention.facts import net_loss, uniform


def surprises() -> list[dict[str, object]]:
    """Nats a character and perplexity on the held-out sonnets, and what it takes.

    >>> surprises()[0]["Nats"]
    '3.64'
    """
    rows = {"all alike": (uniform(), 0)} | {
        name: (surprise(before), cells(before))
        for before, name in enumerate(("single letters", "pairs", "triples", "fours"))
    }
    found: list[dict[str, object]] = [
        {"Expects": name, **_row(nats), "Cells": f"{many:,}" if many else "–"}
        for name, (nats, many) in rows.items()
    ]
    return [*found, {"Expects": "transformer", **_row(net_loss()), "Cells": "–"}]


def _row(nats: float) -> dict[str, object]:
    return {
        "Nats": f"{nats:.2f}",
        "Perplexity": f"{np.exp(nats):.1f}",
    }


def written_texts() -> list[dict[str, object]]:
    """What it writes at three temperatures, a stroke for a line's end.

    >>> [row["Temperature"] for row in written_texts()]
    ['0.3', '0.7', '1.5']
    """
    return [
        {
            "Temperature": f"{temperature}",
            "Text": " ".join(wrote(temperature).replace("\n", " / ").split()),
        }
        for temperature in SHOWN
    ]
