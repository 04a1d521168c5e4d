"""Left-hand sides: which line defines a symbol that another uses, and by what a derivative is taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .bindings import Argument, Constant, Derived, Target
from .tree import Call, Divide, Multiply, Node, Subscript, Symbol

DIFFERENTIALS = {"d", r"\partial", r"\nabla"}


def uses(side: Node, left: Node, targets: Mapping[Node, Target]) -> bool:
    """Say whether a side uses what stands on the left of another line, and no binding gives it another meaning."""
    for node in side.walk():
        if isinstance(left, Call):
            if isinstance(node, Call) and node.name == left.name:
                return True
        elif (node == left and not isinstance(targets.get(node), Argument | Constant | Derived)) or (
            isinstance(left, Subscript) and left.base not in targets and node not in targets and redefines(left, node)
        ):
            return True
    return False


def redefines(left: Node | str, node: Node) -> bool:
    """Say whether `node` is the symbol `left` with other indices: p_j after a line that defines p_i."""
    return (
        isinstance(left, Subscript)
        and isinstance(node, Subscript)
        and left.base == node.base
        and len(left.indices) == len(node.indices)
        and all(isinstance(index, Symbol) for index in left.indices)
    )


def differentials(left: Node) -> Iterator[Node]:
    """Yield the variables of the derivatives on a left-hand side: what follows d in a denominator."""
    for node in left.walk():
        if isinstance(node, Divide) and isinstance(node.below, Multiply):
            mark, variable = node.below.factors
            if isinstance(mark, Symbol) and mark.name in DIFFERENTIALS:
                yield variable
