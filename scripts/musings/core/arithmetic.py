"""What a process computes with: its arithmetic to the last digit, and the variables that code heeds."""

from __future__ import annotations

import hashlib
import os
import re
from functools import cache
from typing import Final

from musings import THREADS

_HEEDED: Final = re.compile(
    r"(?:OPENBLAS|OMP|MKL|NPY|BLIS|GOTO|LC)_.*|LANG|LANGUAGE|TZ|PYTHONTZPATH|SOURCE_DATE_EPOCH"
    r"|MPLBACKEND|MATPLOTLIBRC|PYTHON(?:PATH|HASHSEED|UTF8|COERCECLOCALE|IOENCODING|WARNINGS|DEVMODE|INTMAXSTRDIGITS)"
)
"""The variables of the environment that change what code computes, prints, draws or imports, its samples aside."""
_OURS: Final = dict.fromkeys(THREADS, "1")
"""What this tool itself sets where nobody has."""


def heeded() -> list[tuple[str, str]]:
    """Return the variables that code heeds, with their values, in order; those that this tool sets do not count."""
    found = {name: value for name, value in os.environ.items() if _HEEDED.fullmatch(name)}
    return sorted(found.items() - _OURS.items())


@cache
def arithmetic() -> str:
    """Return a short hash of what this process's arithmetic makes of sample operations, to the last digit."""
    import numpy as np

    rng = np.random.default_rng(0)
    matrix, vector = rng.normal(size=(300, 300)), rng.normal(size=10_007)
    positive = np.abs(vector) + 1e-3
    results = [
        matrix @ matrix.T,
        matrix @ vector[:300],
        np.linalg.solve(matrix, vector[:300]),
        np.linalg.svd(matrix[:40, :40])[0],
        *(f(vector) for f in (np.exp, np.tanh, np.sin, np.sum)),
        *(f(positive) for f in (np.log, np.sqrt, np.log1p, np.reciprocal)),
        (vector.astype(np.float32) @ vector.astype(np.float32)).reshape(1),
    ]
    whole = hashlib.sha256(b"".join(np.ascontiguousarray(result).tobytes() for result in results))
    return whole.hexdigest()[:12]
