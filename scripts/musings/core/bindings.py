"""Which numbers a name is bound to in a file of Python: constants, defaults, keyword arguments, loops."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from musings.core import modules
from musings.core.project import Project


def split(project: Project, name: str) -> tuple[Path, list[str]] | None:
    """Return the file that a dotted name begins with, and the names behind it; under snippets/ unless it says plots."""
    parts = name.split(".")
    if parts[0] not in modules.PACKAGES:
        parts = ["snippets", *parts]
    for length in range(len(parts) - 1, 1, -1):
        path = modules.module_path(project, ".".join(parts[:length]))
        if path is not None:
            return path, parts[length:]
    return None


def numbers(path: Path, names: list[str]) -> set[float]:
    """Return the numbers that a file binds to a name: `[NAME]` at its top, `[function, name]` within a definition.

    Bound are the values of assignments, the defaults of parameters, the keyword arguments of calls, what a loop runs
    over, and the entries of dictionaries. A name that stands for a constant of the same file has that one's numbers.
    """
    tree = modules.parse(path)
    if tree is None:
        return set()
    top = {name: value for node in tree.body for name, value in _assigned(node)}
    if len(names) == 1:
        return set(_numbers(top[names[0]], top)) if names[0] in top else set()
    scopes = [node for node in tree.body if names[0] in _defined(node)]
    found = (value for scope in scopes for name, value in _bound(scope) if name == names[-1])
    return {number for value in found for number in _numbers(value, top)}


def _defined(node: ast.stmt) -> set[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return {node.name}
    return {name for name, _ in _assigned(node)}


def _assigned(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(node, ast.Assign):
        for target in node.targets:
            yield from _pairs(target, node.value)
    elif isinstance(node, ast.AnnAssign) and node.value is not None:
        yield from _pairs(node.target, node.value)


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts):
        for one, other in zip(target.elts, value.elts, strict=True):
            yield from _pairs(one, other)


def _bound(scope: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    for node in ast.walk(scope):
        yield from _assigned(node)
        if isinstance(node, ast.arguments):
            positional = [*node.posonlyargs, *node.args]
            yield from (
                (each.arg, value) for each, value in zip(reversed(positional), reversed(node.defaults), strict=False)
            )
            yield from (
                (each.arg, value) for each, value in zip(node.kwonlyargs, node.kw_defaults, strict=True) if value
            )
        elif isinstance(node, ast.keyword) and node.arg:
            yield node.arg, node.value
        elif isinstance(node, ast.For | ast.comprehension):
            yield from _looped(node.target, node.iter)
        elif isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    yield key.value, value


def _looped(target: ast.expr, over: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    """Yield what each name of a loop runs over, where it is written down: `for a, b in [(1, 2)]`, `in zip(…, …)`."""
    if isinstance(target, ast.Name):
        yield target.id, over
    elif isinstance(target, ast.Tuple) and isinstance(over, ast.Tuple | ast.List):
        for each in over.elts:
            yield from _pairs(target, each)
    elif isinstance(target, ast.Tuple) and isinstance(over, ast.Call) and ast.unparse(over.func) == "zip":
        for one, other in zip(target.elts, over.args, strict=False):
            yield from _looped(one, other)


def _numbers(value: ast.expr, top: dict[str, ast.expr]) -> Iterator[float]:
    """Yield the numbers of an expression: its value where it is arithmetic, else those that it is written with."""
    if (number := _arithmetic(value, top)) is not None:
        yield number
        return
    for child in ast.iter_child_nodes(value):
        if isinstance(child, ast.expr):
            yield from _numbers(child, top)


def _arithmetic(value: ast.expr, top: dict[str, ast.expr]) -> float | None:
    if isinstance(value, ast.Constant):
        number = value.value
        return float(number) if isinstance(number, int | float) and not isinstance(number, bool) else None
    if isinstance(value, ast.Name):
        return _arithmetic(top[value.id], {}) if value.id in top else None
    if isinstance(value, ast.UnaryOp) and isinstance(value.op, ast.USub):
        inner = _arithmetic(value.operand, top)
        return None if inner is None else -inner
    if isinstance(value, ast.BinOp):
        one, other = _arithmetic(value.left, top), _arithmetic(value.right, top)
        if one is None or other is None:
            return None
        match value.op:
            case ast.Add():
                return one + other
            case ast.Sub():
                return one - other
            case ast.Mult():
                return one * other
            case ast.Div():
                return one / other if other else None
            case ast.Pow():
                return float(one**other)
    return None
