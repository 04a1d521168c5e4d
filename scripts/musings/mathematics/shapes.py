"""How many axes the arrays of a formula have, and which axes are equally long: read off the indices."""

from __future__ import annotations

from .bindings import Argument, Derived, Length
from .errors import FormulaError
from .scope import Scope
from .tree import Call, Fold, Node, Statement, Subscript, Symbol

Axis = tuple[str, str, int]

LENGTHS = ((4, 3, 5, 6), (3, 5, 4, 7))
"""The lengths that are tried, by kind of axis; they differ, so that an index on the wrong axis shows."""


class Shapes:
    """The axes of the arrays that a formula indexes."""

    def __init__(self, scope: Scope, statements: list[Statement]) -> None:
        """Read the axes off every subscript of the statements."""
        self.scope = scope
        self.ranks: dict[str, int] = {}
        self.derived: dict[str, Derived] = {}
        self._parents: dict[Axis, Axis] = {}
        self._order: list[Axis] = []
        for statement in statements:
            # What a left-hand side names is the result, not an argument: the subscript of m_t may be no index at all.
            left = statement.left
            parts = [left] if left is not None and not isinstance(left, Subscript | Symbol) else []
            for part in (*statement.sides, *parts):
                for node in part.walk():
                    self._record(node)
        for derived in self.derived.values():
            self._link_sources(derived)

    def _record(self, node: Node) -> None:
        if isinstance(node, Fold) and node.upper is not None:
            for each in node.upper.walk():
                if isinstance(each, Symbol) and each.name in self.scope.lengths:
                    self._join(("length", each.name, 0), ("index", node.index, 0))
        target = self.scope.resolve(node)
        if isinstance(target, Length):
            self._find(("axis", target.argument, 0))
        if isinstance(target, Derived):
            self.derived[target.name] = target
            self.ranks.setdefault(target.name, 0)
        if isinstance(node, Call) and (whole := self.whole(node)) is not None:
            self.derived[whole.name] = whole
            self.ranks.setdefault(whole.name, 0)
        if not isinstance(node, Subscript) or target is not None:
            return
        definition = self.scope.definition(node)
        array = None if definition else self.array(node.base)
        if array is None and node.base == Symbol(r"\delta") and len(node.indices) == 2:
            first, second = node.indices
            if isinstance(first, Symbol) and isinstance(second, Symbol):
                self._join(("index", first.name, 0), ("index", second.name, 0))
        elif array is not None:
            self._record_element(node, array)
        elif definition is not None and isinstance(definition.left, Subscript):
            for own, used in zip(definition.left.indices, node.indices, strict=True):
                if isinstance(own, Symbol) and isinstance(used, Symbol):
                    self._join(("index", own.name, 0), ("index", used.name, 0))

    def _record_element(self, node: Subscript, array: str) -> None:
        rank = len(node.indices)
        if self.ranks.get(array) not in {None, 0, rank}:
            raise self.scope.error(node, f"{array} has {self.ranks[array]} indices in one place and {rank} here")
        self.ranks[array] = rank
        for axis, index in enumerate(node.indices):
            for each in index.walk():
                if isinstance(each, Symbol) and self.scope.resolve(each) is None:
                    self._join(("axis", array, axis), ("index", each.name, 0))
            self._find(("axis", array, axis))

    def _link_sources(self, derived: Derived) -> None:
        for name in derived.arguments:
            if self.scope.known[name].kind == "array":
                rank = self.ranks.setdefault(name, max(self.ranks[derived.name], 1))
                for axis in range(min(rank, self.ranks[derived.name])):
                    self._join(("axis", name, axis), ("axis", derived.name, axis))
                for axis in range(rank):
                    self._find(("axis", name, axis))

    def array(self, base: Node) -> str | None:
        """Return the name of the array that is indexed: an argument's, or what a function makes of arguments."""
        target = self.scope.resolve(base)
        if isinstance(target, Argument) and self.scope.known[target.name].kind == "array":
            return target.name
        if isinstance(target, Derived):
            self.derived[target.name] = target
            return target.name
        if isinstance(base, Call) and (whole := self.whole(base)) is not None:
            self.derived[whole.name] = whole
            return whole.name
        return None

    def whole(self, node: Call) -> Derived | None:
        """Return the function applied to whole arrays, if this is what the call is."""
        function = self.scope.callee(node) if node.name not in self.scope.definitions else None
        targets = [self.scope.resolve(argument) for argument in node.arguments]
        names = tuple(target.name for target in targets if isinstance(target, Argument))
        if function is None or len(names) < len(node.arguments):
            return None
        indexed = any(self.ranks.get(name, 0) > 0 for name in names)
        return Derived(function, names) if indexed or function.name in self._subscripted() else None

    def _subscripted(self) -> set[str]:
        if not hasattr(self, "_subscripted_names"):
            parts = [side for each in self.scope.checked for side in each.sides]
            parts += [each.sides[0] for each in self.scope.definitions.values()]
            nodes = [node.base for part in parts for node in part.walk() if isinstance(node, Subscript)]
            found = [self.scope.callee(node) for node in nodes if isinstance(node, Call)]
            self._subscripted_names = {each.name for each in found if each is not None}
        return self._subscripted_names

    # -- lengths

    def sizes(self, variant: int) -> dict[Axis, int]:
        """Return the length of every axis, index and length symbol in this variant."""
        roots: dict[Axis, int] = {}
        lengths = LENGTHS[variant]
        for axis in self._order:
            root = self._find(axis)
            if axis[0] == "axis" and root not in roots:
                if len(roots) == len(lengths):
                    raise FormulaError(f"more than {len(lengths)} kinds of axes in one formula")
                roots[root] = lengths[len(roots)]
        return {axis: roots[root] for axis in self._order if (root := self._find(axis)) in roots}

    def _find(self, axis: Axis) -> Axis:
        if axis not in self._parents:
            self._parents[axis] = axis
            self._order.append(axis)
        while self._parents[axis] != axis:
            axis = self._parents[axis]
        return axis

    def _join(self, first: Axis, second: Axis) -> None:
        self._parents[self._find(second)] = self._find(first)
