"""Evaluates SymPy expressions with so many digits that no overflow and no cancellation hides an error."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from typing import Any

import mpmath
import numpy as np
import sympy as sp

from .arguments import call, parameters
from .bindings import Function

_DIGITS = 50


class Expressions:
    """A few expressions of the same symbols, ready to be evaluated at many points."""

    def __init__(self, expressions: Sequence[Any], functions: Mapping[str, Function]) -> None:
        """Compile the expressions; `functions` are the snippets' own, by the names that the expressions use."""
        # What is infinite whatever the symbols are has no value, and cannot be printed as code.
        self.expressions = [sp.sympify(each).xreplace({sp.zoo: sp.nan}) for each in expressions]
        symbols = set[Any]().union(*[each.free_symbols for each in self.expressions])
        self.symbols = sorted(symbols, key=str)
        self.shared: Mapping[str, Any] = {}
        own = {name: self._own(function) for name, function in functions.items()}
        modules: list[Any] = [{**own, "max": _ordered(max), "min": _ordered(min)}, "mpmath"]
        # A common part taken out of a case would be evaluated where the case does not hold.
        common = len(self.expressions) > 1 and not any(each.has(sp.Piecewise) for each in self.expressions)
        self._compiled = sp.lambdify(self.symbols, self.expressions, modules=modules, cse=common)

    def _own(self, function: Function) -> Callable[..., Any]:
        known = parameters(function.call)

        def apply(*values: Any) -> Any:
            floats = [float(value) for value in values]
            given = list(zip(known.values(), floats, strict=False))
            arguments = {each.name: np.array([value]) if each.kind == "array" else value for each, value in given}
            arguments |= {name: value for name, value in self.shared.items() if name in known and name not in arguments}
            with np.errstate(all="ignore"):
                result = float(np.asarray(call(function.call, known, arguments)).item())
            return mpmath.mpf(result)

        return apply

    def at(self, point: Mapping[str, float]) -> list[Any]:
        """Return the values at a point, None where an expression has none."""
        values = [point[str(symbol)] for symbol in self.symbols]
        largest = max((abs(value) for value in values), default=0.0)
        with mpmath.workdps(_DIGITS + int(min(largest, 2000.0))):
            try:
                results = self._compiled(*[mpmath.mpf(value) for value in values])
            except (ArithmeticError, TypeError, ValueError):
                return [None] * len(self.expressions)
            return [_real(result) for result in results]

    def boundaries(self) -> list[Any]:
        """Return what is zero at the kinks: differences of compared things, arguments of absolute values."""
        found: dict[Any, None] = {}
        for expression in self.expressions:
            for relation in expression.atoms(sp.core.relational.Relational):
                found[relation.lhs - relation.rhs] = None
            for extreme in expression.atoms(sp.Max, sp.Min):
                found.update(dict.fromkeys(first - second for first, second in combinations(extreme.args, 2)))
            for part in expression.atoms(sp.Abs, sp.sign):
                found[part.args[0]] = None
        return [
            each for each in found if not each.has(sp.nan, sp.Max, sp.Min, sp.Piecewise, sp.core.function.AppliedUndef)
        ]


def kinks(boundaries: Sequence[Any], name: str, point: Mapping[str, float]) -> list[float]:
    """Return where a boundary is crossed when only `name` moves, as far as it can be solved for it."""
    symbol = sp.Symbol(name, real=True)
    places = []
    for boundary in boundaries:
        slope = boundary.diff(symbol)
        if slope == 0 or slope.has(symbol):
            continue
        others = {each: sp.Rational(point[str(each)]) for each in boundary.free_symbols if each != symbol}
        crossing = -boundary.subs(symbol, 0).subs(others) / slope.subs(others)
        if crossing.is_finite and crossing.is_real:
            places.append(float(crossing))
    return places


def _ordered(choose: Callable[..., Any]) -> Callable[..., Any]:
    def extreme(*values: Any) -> Any:
        return mpmath.nan if any(mpmath.isnan(value) for value in values) else choose(*values)

    return extreme


def _real(value: Any) -> Any:
    number = mpmath.mpmathify(value)
    if isinstance(number, mpmath.mpc):
        if number.imag != 0:
            return None
        number = number.real
    return number if mpmath.isfinite(number) else None
