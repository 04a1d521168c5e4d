"""Names that a formula may not use twice: its result is called like no argument or index, and no sum ends at one."""

from __future__ import annotations

from collections.abc import Iterator

from .scope import Scope
from .tree import Call, Divide, Fold, Multiply, Node, Statement, Subscript, Symbol

_CONSTANTS = {"e", r"\pi"}


def require_own(scope: Scope, statements: list[Statement]) -> None:
    """Raise a FormulaError where one name stands for two things, so that a reader reads another formula."""
    for statement in statements:
        if statement.left is not None:
            _require_result(scope, statement, statement.left)
        for side in statement.sides:
            _require_ends(scope, statement, side)


def _require_result(scope: Scope, statement: Statement, left: Node) -> None:
    parts = [node for side in statement.sides for node in side.walk()]
    running = {node.index for node in parts if isinstance(node, Fold)}
    if isinstance(left, Call):
        taken = [each for each in left.arguments if each == Symbol(left.name.rstrip("'"))]
        if taken or len(set(left.arguments)) < len(left.arguments):
            raise scope.error(left, "two things have the same name on the left-hand side")
    letters = {each.name for node in left.walk() if isinstance(node, Subscript) for each in _indices(node)}
    for result in _results(left):
        named = result.name if isinstance(result, Symbol) else ""
        used = result in parts and not isinstance(left, Divide)  # a derivative may well hold what it is taken of
        if used or named in running | letters | _CONSTANTS:
            raise scope.error(left, "the name of the result stands for something else on the right-hand side")


def _results(left: Node) -> Iterator[Node]:
    """Yield what the left-hand side gives a name to: what is differentiated, the function, or the symbol itself."""
    if isinstance(left, Symbol | Subscript):
        yield left
    elif isinstance(left, Call):
        yield Symbol(left.name.rstrip("'"))
    elif isinstance(left, Divide) and isinstance(left.above, Multiply):
        yield from (each for each in left.above.factors[1:] if isinstance(each, Symbol | Subscript))


def _require_ends(scope: Scope, statement: Statement, side: Node) -> None:
    """Raise where a sum ends at an index, or at what the result is called."""
    left = [*statement.left.walk()] if statement.left is not None else []
    indexed = [node for node in left if isinstance(node, Subscript)]
    letters = {each.name for node in indexed for each in _indices(node)}
    bases = {node.base for node in indexed}
    folds = [node for node in side.walk() if isinstance(node, Fold)]
    running = {fold.index for fold in folds}
    for fold in folds:
        for end in fold.upper.walk() if fold.upper is not None else ():
            if isinstance(end, Symbol) and (end.name in running | letters or end in bases):
                raise scope.error(fold, f"the sum ends at {end.name}, which is the name of something else")


def _indices(node: Subscript) -> Iterator[Symbol]:
    return (each for each in node.indices if isinstance(each, Symbol))
