r"""By what a gradient is taken: the variable that the left-hand side names, found by central differences.

That a right-hand side agrees with `brier_gradient` says nothing of the z in `\frac{\partial L}{\partial z_i}`. So where
the module has the function itself, `brier`, its slope in that argument is measured: that is what the gradient returns.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from .arguments import call, parameters
from .bindings import Argument
from .definitions import differentials
from .domains import Array, Domain
from .scope import Scope
from .shapes import Shapes
from .tree import Statement, Subscript
from .trials import combinations

_STEP: Final = 1e-5
_NEAR: Final = 1e-4
"""What central differences leave uncertain, with much to spare: the slope in another variable is far from it."""


def require_variable(scope: Scope, shapes: Shapes, domains: Mapping[str, Domain], statement: Statement) -> None:
    """Raise a FormulaError where the function's slope in the variable named on the left is not the gradient."""
    variables = [*differentials(statement.left)] if statement.left is not None else []
    base = scope.base()
    if len(variables) != 1 or base is None:
        return
    node = variables[0].base if isinstance(variables[0], Subscript) else variables[0]
    target = scope.resolve(node)
    if not isinstance(target, Argument):
        return
    known = parameters(base)
    sizes = shapes.sizes(0)
    generator = np.random.default_rng(4)
    values: dict[str, Any] = dict(combinations(scope.known, set(), domains)[0])
    for each in scope.known.values():
        if each.kind == "array":
            shape = tuple(sizes["axis", each.name, axis] for axis in range(shapes.ranks.get(each.name, 0))) or (5,)
            values[each.name] = domains.get(each.name, Domain()).draw(generator, shape, large=False)
    weights = [values[name] for name, each in scope.known.items() if each.kind == "array" and name not in known]

    def total(changed: Array) -> float:
        given = {name: value for name, value in {**values, target.name: changed}.items() if name in known}
        result = np.asarray(call(base, known, given), dtype=np.float64)
        return float(np.sum(result * weights[0] if weights else result))

    got = np.asarray(call(scope.function, scope.known, values), dtype=np.float64)
    at = np.asarray(values[target.name], dtype=np.float64)
    if len(weights) > 1 or got.shape != at.shape:
        return  # a table of slopes, or a part of them: its indices say by what they are taken
    wrong = target.name not in known
    if not wrong:
        steps = (_STEP * each.reshape(at.shape) for each in np.eye(at.size))
        slopes = [(total(at + step) - total(at - step)) / (2 * _STEP) for step in steps]
        wrong = not np.allclose(slopes, got.reshape(-1), rtol=_NEAR, atol=_NEAR)
    if wrong:
        own = scope.function.__name__
        raise scope.error(node, f"{own} is not the slope of {base.__name__} in {target.name}", "name another variable")
