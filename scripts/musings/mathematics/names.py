"""Names that a formula may not use twice: its result is called like no argument or index, and no sum ends at one."""

from __future__ import annotations

from collections.abc import Iterator

from .bindings import Returned
from .scope import Scope
from .tree import Call, Divide, Fold, Multiply, Node, Statement, Subscript, Symbol

_CONSTANTS = {"e", r"\pi"}
_TWICE = "the name of the result stands for something else on the right-hand side, or may do"


def require_own(scope: Scope, statements: list[Statement]) -> None:
    """Raise a FormulaError where one name stands for two things, so that a reader reads another formula."""
    ends = _running(statements) | {each.name for left in _lefts(statements) for each in _indices(left)}
    results = {letter(each) for left in _lefts(statements) for each in _results(left)}
    for statement in statements:
        for side in statement.sides:
            _require_ends(scope, side, ends | results)
    for statement in statements:
        if statement.left is not None:
            _require_result(scope, statement, statement.left, _letters(scope, statements))


def _lefts(statements: list[Statement]) -> Iterator[Node]:
    return (each.left for each in statements if each.left is not None)


def _running(statements: list[Statement]) -> set[str]:
    parts = [node for each in statements for side in each.sides for node in side.walk()]
    return {node.index for node in parts if isinstance(node, Fold)}


def letter(node: Node) -> str:
    r"""Return what a symbol is without its indices, its primes and its accent: of `\hat{y}_i` and of `y'` the y."""
    name = letter(node.base) if isinstance(node, Subscript) else getattr(node, "name", "")
    return str(name).rstrip("'").rpartition("{")[2].rstrip("}")


def _letters(scope: Scope, statements: list[Statement]) -> set[str]:
    """Return the letters that stand for something: what is bound, what runs, how long it runs."""
    meant = {node for node, target in scope.targets.items() if not isinstance(target, Returned)}
    own = {Symbol(each.left.name) if isinstance(each.left, Call) else each.left for each in scope.own}
    parts = [node for each in statements for side in each.sides for node in side.walk()]
    named = {node for node in parts if isinstance(node, Symbol | Subscript) and scope.resolve(node) is not None}
    return {letter(node) for node in (meant | named) - own} | _running(statements) | scope.lengths


def _require_result(scope: Scope, statement: Statement, left: Node, taken: set[str]) -> None:
    if isinstance(left, Call):
        same = [each for each in left.arguments if each == Symbol(left.name.rstrip("'"))]
        if same or len(set(left.arguments)) < len(left.arguments):
            raise scope.error(left, "two things have the same name on the left-hand side")
    letters = {each.name for each in _indices(left)}
    known = statement in [*scope.own, *scope.definitions.values()]
    parts = [node for side in statement.sides for node in side.walk()]
    for result in _results(left):
        named = result.name if isinstance(result, Symbol) else ""
        used = result in parts and not isinstance(left, Divide)  # a derivative may well hold what it is taken of
        if used or named in _running([statement]) | letters | _CONSTANTS:
            raise scope.error(left, _TWICE)
        if known or scope.declares(result) or scope.differentiates(result):
            continue
        if letter(result) in taken or (isinstance(left, Symbol | Subscript) and _adorned(result)):
            raise scope.error(
                left, _TWICE, "say which letter is meant: bind it to `returns`, what the function returns"
            )


def _adorned(node: Node) -> bool:
    base = node.base if isinstance(node, Subscript) else node
    return getattr(base, "name", "") != letter(base)


def _results(left: Node) -> Iterator[Node]:
    """Yield what the left-hand side gives a name to: what is differentiated, the function, or the symbol itself."""
    if isinstance(left, Symbol | Subscript):
        yield left
    elif isinstance(left, Call):
        yield Symbol(left.name.rstrip("'"))
    elif isinstance(left, Divide) and isinstance(left.above, Multiply):
        yield from (each for each in left.above.factors[1:] if isinstance(each, Symbol | Subscript))


def _require_ends(scope: Scope, side: Node, others: set[str]) -> None:
    """Raise where a sum ends at an index of any line, or at what a result is called."""
    for fold in [node for node in side.walk() if isinstance(node, Fold)]:
        for end in fold.upper.walk() if fold.upper is not None else ():
            if isinstance(end, Symbol) and end.name in others:
                raise scope.error(fold, f"the sum ends at {end.name}, which is the name of something else")


def _indices(left: Node) -> Iterator[Symbol]:
    indexed = (node for node in left.walk() if isinstance(node, Subscript))
    return (each for node in indexed for each in node.indices if isinstance(each, Symbol))
