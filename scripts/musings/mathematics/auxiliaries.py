r"""The lines of a formula that define what others use: each must matter, or be proved by a function of its own.

That the result is right says nothing of `m = \max_j z_j` where m cancels: any m would do. So what a line defines is
changed in ways that formulas are often blind to; where no result changes with it, the line is not proved by the result.
The author then binds the symbol to the function that computes it, `m: np.max(logits)`, and the line is compared with
that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import sympy as sp

from .arguments import parameters
from .bindings import Argument, Derived, Function, Target
from .definitions import uses
from .scope import Scope
from .translation import Alter
from .tree import Call, Node, Statement, Subscript, Symbol

CHANGES: Final[Mapping[str, Alter]] = {
    "something is added to it": lambda value: value + sp.Rational(7, 10),
    "it is multiplied by something": lambda value: value * sp.Rational(13, 10),
    "its sign is changed": lambda value: -value,
}


def auxiliaries(scope: Scope) -> Iterator[Statement]:
    """Yield the lines that define something, and are compared with nothing themselves."""
    yield from (each for each in scope.definitions.values() if each not in scope.checked)


def unproved(scope: Scope, statement: Statement, change: str) -> Exception:
    """Return the error for a line that may say anything."""
    left = statement.left or statement
    name = getattr(getattr(left, "base", left), "name", "it")
    return scope.error(
        left,
        f"this line is not proved: the result stays the same when {change}",
        f"bind {name} to a function that computes it, as in `{name}: np.max(logits)`, or write it out where it is used",
    )


def alone(scope: Scope, statement: Statement) -> tuple[Function, list[Statement], dict[Node, Target]]:
    """Return the function that a line is bound to, with the lines and the meanings that are needed to prove it."""
    left = statement.left
    target: Any = scope.targets[Symbol(left.name) if isinstance(left, Call) else left or statement]
    function = target.function if isinstance(target, Derived) else target
    own = dict(zip(target.arguments, parameters(function.call), strict=False)) if isinstance(target, Derived) else {}
    lines = [statement]
    for line in lines:  # it grows: a line brings those that define what it uses
        for each in scope.definitions.values():
            if (
                each.left is not None
                and each not in lines
                and any(uses(s, each.left, scope.targets) for s in line.sides)
            ):
                lines.append(each)
    parts = {node for line in lines for side in line.sides for node in side.walk()}
    parts |= {Symbol(node.name) for node in parts if isinstance(node, Call)}
    meant = {node: scope.resolve(node) for node in parts if isinstance(node, Symbol | Subscript)}
    targets: dict[Node, Target] = {node: _renamed(each, own) for node, each in meant.items() if each is not None}
    return function, lines, targets


def _renamed(target: Target, own: Mapping[str, str]) -> Target:
    """Return a meaning with the names that the arguments have in the function that a line is bound to."""
    if isinstance(target, Argument):
        return Argument(own.get(target.name, target.name))
    if isinstance(target, Derived):
        return Derived(target.function, tuple(own.get(name, name) for name in target.arguments))
    return target
