"""Compares what a formula says with what its function does, point by point."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from typing import Any

import mpmath
import numpy as np
import sympy as sp

from . import names
from .arguments import Parameter, call, parameters
from .auxiliaries import CHANGES, alone, auxiliaries, unproved
from .bindings import Derived, Target, read_bindings
from .bindings import Function as Bound
from .domains import Array, Domain
from .errors import FormulaError
from .evaluation import Expressions
from .functions import NORMAL
from .gradients import require_variable
from .reader import read
from .scope import Scope
from .shapes import LENGTHS, Axis, Shapes
from .translation import Alter, Translator, known_by_name
from .tree import Cases, Node, Statement, Subscript, Symbol
from .trials import Trial, combinations, elementwise, indexed

RELATIVE = 1e-9
ABSOLUTE = 1e-12
_DOMAIN = "declare the domain of the arguments, for instance p = probability in (0, 1)"


def prove(latex: str, function: Callable[..., Any], *, bind: Mapping[str, str] | None = None) -> None:
    """Raise a FormulaError unless every side of the formula agrees with the function wherever it is tried."""
    known = parameters(function)
    targets, domains = read_bindings(bind or {}, function, known)
    applied = {node.name for node, target in targets.items() if isinstance(node, Symbol) and isinstance(target, Bound)}
    applied |= {name for name in NORMAL if Symbol(name) not in targets}
    statements = read(latex, applied)
    _prove(latex, statements, function, targets, domains)


def _prove(
    latex: str,
    statements: list[Statement],
    function: Callable[..., Any],
    targets: Mapping[Node, Target],
    domains: Mapping[str, Domain],
    *,
    named: bool = True,
) -> None:
    scope = Scope(latex, statements, function, parameters(function), targets, named=named)
    names.require_own(scope, statements)
    shapes = Shapes(scope, [each for each in statements if each not in scope.own])
    for statement in scope.checked:
        references = [scope.refers_to_itself(side) for side in statement.sides]
        if all(references):
            raise scope.error(statement.sides[0], "the formula explains the function by the function itself")
        for side in (*statement.sides, *known_by_name(statement)):
            Comparison(scope, shapes, domains, statement, side).run()
        require_variable(scope, shapes, domains, statement)
    for line in auxiliaries(scope):
        for change, alter in CHANGES.items():
            compared = (Comparison(scope, shapes, domains, each, side) for each in scope.checked for side in each.sides)
            if not any(comparison.notices(line, alter) for comparison in compared):
                raise unproved(scope, line, change)
    for line in scope.own:
        own, lines, meanings = alone(scope, line)
        _prove(latex, lines, own.call, meanings, domains, named=False)


class Comparison:
    """One side of a statement against the function."""

    def __init__(
        self, scope: Scope, shapes: Shapes, domains: Mapping[str, Domain], statement: Statement, side: Node
    ) -> None:
        """Compare `side` with what the statement says the function returns."""
        self.scope = scope
        self.shapes = shapes
        self.domains = domains
        self.side = side
        self.path = scope.path(statement)
        self.letters = _letters(statement.left)
        self.arrays = [each.name for each in scope.known.values() if each.kind == "array"]
        self.compared = self.tried = 0
        self.altered: Mapping[Statement, Alter] = {}

    def notices(self, line: Statement, alter: Alter) -> bool:
        """Whether the side disagrees with the function at some point once what a line defines is changed."""
        self.altered = {line: alter}
        try:
            self.run()
        except FormulaError:
            return True
        return False

    def run(self) -> None:
        """Raise a FormulaError at the first point of disagreement."""
        if any(self.shapes.ranks.get(name) for name in self.arrays):
            for variant in range(len(LENGTHS)):
                self._run_indexed(variant)
        else:
            self._run_elementwise()
        if self.compared * 2 < self.tried or not self.compared:
            message = f"the formula has a value at only {self.compared} of {self.tried} points"
            raise self.scope.error(self.side, message, _DOMAIN)

    def _run_elementwise(self) -> None:
        translator = Translator(self.scope, self.shapes, self.shapes.sizes(0), self.altered)
        expressions = Expressions([translator.value(self.side, {})], translator.functions)
        if not self.arrays:
            raise FormulaError(f"{self.scope.function.__name__} takes no array")
        for scalars in combinations(self.scope.known, translator.used, self.domains):
            trial = elementwise(self.arrays, scalars, expressions, self.domains)
            expressions.shared = scalars
            got = self._result(trial, next(iter(trial.arrays.values())).shape)
            for i in range(got.size):
                point = {**scalars, **{name: float(array[i]) for name, array in trial.arrays.items()}}
                self._compare(expressions.at(point)[0], float(got[i]), point, "")

    def _run_indexed(self, variant: int) -> None:
        sizes = self.shapes.sizes(variant)
        translator = Translator(self.scope, self.shapes, sizes, self.altered)
        letters = [letter for letter in self.letters if ("index", letter, 0) in sizes]
        shape = tuple(sizes["index", letter, 0] for letter in letters)
        places = list(itertools.product(*[range(1, length + 1) for length in shape]))
        values = [translator.value(self.side, _environment(letters, place)) for place in places]
        expressions = Expressions(values, translator.functions)
        shapes = {name: self._shape(name, sizes) for name in self.arrays}
        for scalars in combinations(self.scope.known, translator.used, self.domains):
            for trial in indexed(shapes, scalars, self.domains):
                expressions.shared = scalars
                got = self._result(trial, shape).reshape(-1)
                point = self._point(trial, translator.used, sizes)
                for place, expected, value in zip(places, expressions.at(point), got, strict=True):
                    shown = ", ".join(f"{letter} = {k}" for letter, k in zip(letters, place, strict=True))
                    self._compare(expected, float(value), {**trial.arrays, **scalars}, shown)

    def _shape(self, name: str, sizes: Mapping[Axis, int]) -> tuple[int, ...]:
        rank = self.shapes.ranks.get(name, 0)
        if rank == 0:
            message = f"the formula has no index for {name}, and indices for other arguments of the function"
            raise self.scope.error(self.side, message)
        return tuple(sizes["axis", name, axis] for axis in range(rank))

    def _point(self, trial: Trial, used: set[str], sizes: Mapping[Axis, int]) -> dict[str, float]:
        arrays = dict(trial.arrays)
        for name, derived in self.shapes.derived.items():
            if name in used:
                arrays[name] = array = np.asarray(self._derive(derived, trial), dtype=np.float64)
                wanted = tuple(sizes["axis", name, axis] for axis in range(self.shapes.ranks[name]))
                if array.shape != wanted:
                    message = f"the formula takes {name} to have the shape {wanted}, it returns {array.shape}"
                    raise self.scope.error(self.side, message, "index the symbol by the axes that the result has")
        point = dict(trial.scalars)
        for name, array in arrays.items():
            if array.ndim == 0:
                point[name] = float(array)
            for place in np.ndindex(array.shape):
                point[f"{name}[{','.join(str(k + 1) for k in place)}]"] = float(array[place])
        return point

    def _derive(self, derived: Derived, trial: Trial) -> Any:
        known = parameters(derived.function.call)
        given = {**{name: each.default for name, each in self.scope.known.items()}, **trial.scalars, **trial.arrays}
        values = {own: given[name] for own, name in zip(known, derived.arguments, strict=False)}
        values |= {name: value for name, value in trial.scalars.items() if name in known and name not in values}
        return _quiet(derived.function.call, known, values)

    def _result(self, trial: Trial, shape: tuple[int, ...]) -> Array:
        name = self.scope.function.__name__
        try:
            result = _quiet(self.scope.function, self.scope.known, {**trial.arrays, **trial.scalars})
            for step in self.path:
                result = result[step] if isinstance(step, int) else getattr(result, step)
        except Exception as error:
            message = f"{name} raises {type(error).__name__}: {error} (at {_shown({**trial.arrays, **trial.scalars})})"
            raise self.scope.error(self.side, message, _DOMAIN) from None
        try:
            array = np.asarray(result, dtype=np.float64)
        except (TypeError, ValueError):
            advice = "name the part with returns[0] or returns.name"
            raise self.scope.error(
                self.side, f"{name} does not return an array but {type(result).__name__}", advice
            ) from None
        if array.shape != shape:
            message = f"the formula has the shape {shape}, {name} returns {array.shape}"
            raise self.scope.error(self.side, message, "the indices on the left-hand side are the axes of the result")
        return array

    def _compare(self, expected: Any, got: float, point: Mapping[str, Any], index: str) -> None:
        self.tried += 1
        if expected is None and not np.isfinite(got):
            return
        self.compared += 1
        if expected is not None and _agree(expected, got):
            return
        name = self.scope.function.__name__
        where = ", ".join(filter(None, (_shown(point), index)))
        formula = "has no value there" if expected is None else f"gives {mpmath.nstr(expected, 12)}"
        error = self.scope.error(self.side, f"the formula disagrees with {name} at {where}")
        error.expected = f"the formula {formula}"
        error.got = f"{name} gives {got:.12g}"
        if expected is None:
            cases = any(isinstance(node, Cases) for node in self.side.walk())
            error.advice = "let one case hold, or cases that agree" if cases else _DOMAIN
        raise error


def _quiet(function: Callable[..., Any], known: Mapping[str, Parameter], values: Mapping[str, Any]) -> Any:
    with np.errstate(all="ignore"):
        return call(function, known, values)


def _agree(expected: Any, got: float) -> bool:
    if np.isnan(got):
        return False
    if np.isinf(got):
        return bool(abs(expected) > np.finfo(np.float64).max and (expected > 0) == (got > 0))
    return bool(abs(expected - mpmath.mpf(got)) <= RELATIVE * abs(expected) + ABSOLUTE)


def _letters(left: Node | None) -> list[str]:
    """Return the letters that index the left-hand side, in the order of writing."""
    subscripts = [node for node in left.walk() if isinstance(node, Subscript)] if left else []
    letters = [index.name for node in subscripts for index in node.indices if isinstance(index, Symbol)]
    return list(dict.fromkeys(letters))


def _environment(letters: list[str], place: tuple[int, ...]) -> dict[str, Any]:
    return {letter: sp.Integer(k) for letter, k in zip(letters, place, strict=True)}


def _shown(point: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} = {_brief(np.asarray(value))}" for name, value in point.items())


def _brief(value: Array) -> str:
    if value.ndim == 0:
        return f"{float(value):.10g}"
    return np.array2string(value, precision=6, threshold=16, edgeitems=3, separator=", ").replace("\n", "")
