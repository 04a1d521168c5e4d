"""Formulas: proved against the function they describe, and rendered as MathML."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .errors import FormulaError
from .mathml import to_mathml

__all__ = ["FormulaError", "prove", "to_mathml"]


def prove(latex: str, function: Callable[..., Any], *, bind: Mapping[str, str] | None = None) -> None:
    """Raise a FormulaError unless every side of the formula agrees with the function wherever it is tried."""
    # SymPy takes half a second to import, and rendering does not need it.
    from .comparison import prove as compare

    compare(latex, function, bind=bind)
