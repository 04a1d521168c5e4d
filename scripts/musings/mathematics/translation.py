"""Turns a side of a formula into SymPy, with sums written out and every index a number."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from typing import Any

import sympy as sp

from . import tree
from .bindings import Argument, Constant, Derived, Function, Length
from .functions import NORMAL
from .scope import Scope
from .shapes import Axis, Shapes
from .tree import Node, Number, Subscript, Symbol

Environment = Mapping[str, Any]
Alter = Callable[[Any], Any]

_PLAIN = {
    name: getattr(sp, name)
    for name in (
        "exp",
        "log",
        "sin",
        "cos",
        "tan",
        "atan",
        "sinh",
        "cosh",
        "tanh",
        "sech",
        "atanh",
        "erf",
        "erfc",
        "sign",
    )
}
_SAME = sp.Rational(1, 10**20)
_COMPARE = {"<": sp.Lt, ">": sp.Gt, r"\le": sp.Le, r"\ge": sp.Ge, r"\ne": sp.Ne, "=": sp.Eq}


def _largest(*values: Any) -> Any:
    return sp.Max(*values, evaluate=False) if len(values) > 1 else values[0]


def _smallest(*values: Any) -> Any:
    return sp.Min(*values, evaluate=False) if len(values) > 1 else values[0]


_FOLD = {
    "sum": lambda *parts: sp.Add(*parts),
    "product": lambda *parts: sp.Mul(*parts),
    "max": _largest,
    "min": _smallest,
}


def _slope(function: Callable[[Any], Any], times: int, value: Any) -> Any:
    """Return the derivative of a function that everybody knows, where it is taken so many times."""
    x = sp.Dummy(real=True)
    return sp.diff(function(x), x, times).subs(x, value)


def known_by_name(statement: tree.Statement) -> list[Node]:
    r"""Return the left-hand side where it is a function that everybody knows: `\tanh(x)` is the tanh of x."""
    left = statement.left
    return [left] if isinstance(left, tree.Call) and left.name.rstrip("'") in _PLAIN else []


class Translator:
    """Translates the sides of a formula for one set of array lengths."""

    def __init__(
        self,
        scope: Scope,
        shapes: Shapes,
        sizes: Mapping[Axis, int],
        altered: Mapping[tree.Statement, Alter] | None = None,
    ) -> None:
        """Translate with these meanings and lengths; what a line of `altered` defines is changed where it is used."""
        self.altered = altered or {}
        self.scope = scope
        self.shapes = shapes
        self.sizes = sizes
        self.functions: dict[str, Function] = {}
        self.used: set[str] = set()
        self._depth = 0

    def value(self, node: Node, env: Environment) -> Any:
        """Return the SymPy expression of a part, with indices and a definition's own arguments from `env`."""
        method = getattr(self, f"_{type(node).__name__.lower()}")
        return method(node, env)

    def _number(self, node: Number, env: Environment) -> Any:
        return sp.Rational(node.text)

    def _add(self, node: tree.Add, env: Environment) -> Any:
        return sp.Add(*[self.value(term, env) for term in node.terms])

    def _negative(self, node: tree.Negative, env: Environment) -> Any:
        return -self.value(node.term, env)

    def _multiply(self, node: tree.Multiply, env: Environment) -> Any:
        return sp.Mul(*[self.value(factor, env) for factor in node.factors])

    def _divide(self, node: tree.Divide, env: Environment) -> Any:
        below = self.value(node.below, env)
        if below == 0:
            raise self.scope.error(node, "a division by zero")
        return self.value(node.above, env) / below

    def _power(self, node: tree.Power, env: Environment) -> Any:
        return sp.Pow(self.value(node.base, env), self.value(node.exponent, env))

    # -- symbols

    def _symbol(self, node: Symbol, env: Environment) -> Any:
        if node.name in env:
            return env[node.name]
        target = self.scope.resolve(node)
        if target is not None:
            return self._target(node, target)
        if (definition := self.scope.definition(node)) is not None:
            return self._defined(node, definition, env)
        if node.name in {"e", r"\pi"}:
            return sp.E if node.name == "e" else sp.pi
        if node.name in self.scope.lengths:
            return sp.Integer(self._size(node, ("length", node.name, 0)))
        raise self._unknown(node, node.name)

    def _unknown(self, node: Node, name: str) -> Exception:
        if ("index", name, 0) in self.sizes:
            advice = "an index is named on the left-hand side or by a sum around it"
            return self.scope.error(node, f"the index {name} runs over nothing here", advice)
        arguments = ", ".join(self.scope.known)
        return self.scope.error(
            node,
            f"{name} is bound to nothing",
            f"{self.scope.function.__name__} has {arguments}: bind {name} to one of them",
        )

    def _target(self, node: Node, target: object) -> Any:
        if isinstance(target, Constant):
            return sp.Rational(target.value)
        if isinstance(target, Length):
            return sp.Integer(self._size(node, ("axis", target.argument, 0)))
        if isinstance(target, Argument | Derived):
            if self.shapes.ranks.get(target.name, 0):
                raise self.scope.error(node, f"{target.name} is an array here and stands without an index")
            self.used.add(target.name)
            return sp.Symbol(target.name, real=True)
        raise self.scope.error(node, "this cannot be used as a value")

    def _size(self, node: Node, axis: Axis) -> int:
        if axis not in self.sizes:
            raise self.scope.error(node, "this length is that of no array", "bind what has the index to an argument")
        return self.sizes[axis]

    def _subscript(self, node: Subscript, env: Environment) -> Any:
        if (target := self.scope.resolve(node)) is not None:
            return self._target(node, target)
        if (definition := self.scope.definition(node)) is not None:
            return self._defined(node, definition, env)
        if node.base == Symbol(r"\delta") and len(node.indices) == 2 and self.scope.resolve(node.base) is None:
            first, second = (self._whole(node, index, env) for index in node.indices)
            return sp.Integer(first == second)
        if (array := self.shapes.array(node.base)) is not None:
            return self._element(node, array, env)
        raise self._unknown(node, "this symbol with its subscript")

    def _whole(self, node: Node, index: Node, env: Environment) -> int:
        value = self.value(index, env)
        if not isinstance(value, sp.Integer):
            raise self.scope.error(index, "an index that is no whole number")
        return int(value)

    def _element(self, node: Subscript, array: str, env: Environment) -> Any:
        places = [self._whole(node, index, env) for index in node.indices]
        for axis, (place, index) in enumerate(zip(places, node.indices, strict=True)):
            length = self._size(index, ("axis", array, axis))
            if not 1 <= place <= length:
                raise self.scope.error(node, f"index {place} of {array}, which has the indices 1 to {length}")
        self.used.add(array)
        return sp.Symbol(f"{array}[{','.join(map(str, places))}]", real=True)

    def _defined(self, node: Node, definition: tree.Statement, env: Environment) -> Any:
        """Return what a line makes of its own indices: those around the place where it is used mean nothing in it."""
        inner = {}
        if isinstance(definition.left, Subscript) and isinstance(node, Subscript):
            for own, index in zip(definition.left.indices, node.indices, strict=True):
                if isinstance(own, Symbol) and (own != index or own.name in env):
                    inner[own.name] = sp.Integer(self._whole(node, index, env))
        return self._deeper(node, definition, inner)

    def _deeper(self, node: Node, definition: tree.Statement, env: Environment) -> Any:
        if self._depth > 20:
            raise self.scope.error(node, "a definition that refers to itself")
        self._depth += 1
        value = self.value(definition.sides[0], env)
        self._depth -= 1
        return self.altered[definition](value) if definition in self.altered else value

    # -- functions

    def _call(self, node: tree.Call, env: Environment) -> Any:
        if (definition := self.scope.definitions.get(node.name)) is not None:
            names = definition.left.arguments if isinstance(definition.left, tree.Call) else ()
            if len(names) != len(node.arguments):
                raise self.scope.error(node, f"{node.name} is defined with {len(names)} arguments")
            values = [self.value(argument, env) for argument in node.arguments]
            inner = {getattr(name, "name", ""): value for name, value in zip(names, values, strict=True)}
            return self._deeper(node, definition, inner)
        plain = node.name.rstrip("'")
        primes = len(node.name) - len(plain) if plain in _PLAIN else 0
        if plain not in _PLAIN.keys() | {"max", "min", "abs", "clip"} and (own := self.scope.callee(node)) is not None:
            return self._own(node, own, env)
        values = [self.value(argument, env) for argument in node.arguments]
        if node.name in _PLAIN:
            return _PLAIN[node.name](*values)
        if primes:
            return _slope(_PLAIN[plain], primes, values[0])
        if node.name in {"max", "min"}:
            return (_largest if node.name == "max" else _smallest)(*values)
        if node.name == "abs":
            return sp.Abs(values[0])
        if node.name == "clip":
            return _smallest(_largest(values[0], values[1]), values[2])
        if node.name in NORMAL and len(values) == 1:
            if NORMAL[node.name] == "normal_density":
                return sp.exp(-(values[0] ** 2) / 2) / sp.sqrt(2 * sp.pi)
            return (1 + sp.erf(values[0] / sp.sqrt(2))) / 2
        raise self.scope.error(node, f"the function {node.name} is bound to nothing", f"bind {node.name} to a function")

    def _own(self, node: tree.Call, function: Function, env: Environment) -> Any:
        whole = self.shapes.whole(node)
        if whole is not None:
            if self.shapes.ranks.get(whole.name, 0):
                raise self.scope.error(node, f"{node.name} gives an array here and stands without an index")
            self.used.add(whole.name)
            return sp.Symbol(whole.name, real=True)
        name = f"own_{len(self.functions)}"
        name = next((known for known, each in self.functions.items() if each == function), name)
        self.functions[name] = function
        return sp.Function(name)(*[self.value(argument, env) for argument in node.arguments])

    # -- folds, cases

    def _fold(self, node: tree.Fold, env: Environment) -> Any:
        if node.lower is None or node.upper is None:
            if ("index", node.index, 0) not in self.sizes:
                raise self.scope.error(
                    node, f"no array is indexed by {node.index}", "bind what has the index to an argument"
                )
            first, last = 1, self.sizes["index", node.index, 0]
        else:
            first, last = self._whole(node, node.lower, env), self._whole(node, node.upper, env)
        parts = [self.value(node.body, {**env, node.index: sp.Integer(i)}) for i in range(first, last + 1)]
        if not parts:
            raise self.scope.error(node, f"nothing to run over from {first} to {last}")
        return _FOLD[node.kind](*parts)

    def _cases(self, node: tree.Cases, env: Environment) -> Any:
        """Where two conditions hold and the values differ, or none holds, the formula has no value."""
        rows = [
            (self.value(value, env), sp.true if when is None else self.value(when, env)) for value, when in node.rows
        ]
        stated = [row for row in rows if row[1] != sp.true]
        overlaps = []
        for (first, when), (second, also) in itertools.combinations(stated, 2):
            if first != second and (both := sp.And(when, also)) != sp.false:
                differs = sp.Gt(sp.Abs(first - second), _SAME)
                overlaps.append((sp.Piecewise((sp.nan, differs), (first, sp.true), evaluate=False), both))
        return sp.Piecewise(*overlaps, *rows, (sp.nan, sp.true), evaluate=False)

    def _relation(self, node: tree.Relation, env: Environment) -> Any:
        values = [self.value(operand, env) for operand in node.operands]
        pairs = zip(values, values[1:], node.signs, strict=False)
        return sp.And(*[_COMPARE[sign](left, right) for left, right, sign in pairs])

    def _logic(self, node: tree.Logic, env: Environment) -> Any:
        return (sp.And if node.kind == "and" else sp.Or)(*[self.value(part, env) for part in node.parts])
