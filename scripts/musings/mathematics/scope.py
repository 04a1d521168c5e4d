"""What every symbol of a formula means: an argument, a constant, a function, a definition made by another line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from .arguments import Parameter
from .bindings import Argument, Derived, Function, Returned, Target, find
from .definitions import DIFFERENTIALS, differentials, redefines, uses
from .errors import FormulaError, error_at
from .functions import NAMED, NORMAL
from .tree import Call, Fold, Node, Number, Statement, Subscript, Symbol

_SUFFIXES = ("_derivative", "_gradient", "_jacobian", "_grad", "_prime")
_CONSTANTS = {"e", r"\pi"}
_SPELT = {r"\lambda": ("lambda_", "lam"), r"\epsilon": ("epsilon", "eps")}


class Scope:
    """The meanings of the symbols of all statements of one formula."""

    def __init__(
        self,
        latex: str,
        statements: list[Statement],
        function: Callable[..., Any],
        known: Mapping[str, Parameter],
        targets: Mapping[Node, Target],
        *,
        named: bool = True,
    ) -> None:
        """Bind what is declared, then the left-hand sides' arguments, then what has an argument's name.

        With `named` off, a symbol means nothing by its name: the lines are a part of a formula that gave meanings.
        """
        self.named = named
        self.latex = latex
        self.function = function
        self.known = known
        self.targets = dict(targets)
        self.calls: dict[str, Function] = {}
        self.own = [each for each in statements if self._own(each) is not None and len(statements) > 1]
        """The lines that define what a binding calls a function's: each is proved by that function."""
        statements = [each for each in statements if each not in self.own]
        self.definitions = self._definitions(statements)
        self.checked = [each for each in statements if each not in self.definitions.values() or self._returned(each)]
        if not self.checked:
            raise self.error(statements[0], "every line defines something, none is left to be proved")
        self._declared_unused([*statements, *self.own])
        for statement in self.checked:
            if statement.left is not None:
                self._bind_left(statement.left)
        self.lengths = self._lengths(statements)
        self._bind_last(statements)

    def error(self, node: Node, message: str, advice: str | None = None) -> FormulaError:
        """Return the error that points at this part of the formula."""
        return error_at(self.latex, node.at, message, advice=advice)

    # -- lines

    def _definitions(self, statements: list[Statement]) -> dict[Node | str, Statement]:
        found: dict[Node | str, Statement] = {}
        for statement in statements:
            left = statement.left
            others = [side for each in statements if each is not statement for side in each.sides]
            if left is None or not any(uses(side, left, self.targets) for side in others):
                continue
            if len(statement.sides) > 1:
                raise self.error(statement.sides[1], "a definition has one side only")
            found[left.name if isinstance(left, Call) else left] = statement
        return found

    def _own(self, statement: Statement) -> Function | Derived | None:
        left = statement.left
        target = self.targets.get(Symbol(left.name) if isinstance(left, Call) else left) if left is not None else None
        return target if isinstance(target, Derived if not isinstance(left, Call) else Function) else None

    def declares(self, node: Node) -> bool:
        """Whether a binding says that this is the function's result: the symbol itself, or whatever its indices."""
        named = [node, *([node.base] if isinstance(node, Subscript) else [])]
        return any(isinstance(self.targets.get(each), Returned) for each in named)

    def differentiates(self, node: Node) -> bool:
        """Whether a symbol with its index is what the function is the derivative of: p_i, bound to `softmax(z)`."""
        target = self.targets.get(node.base) if isinstance(node, Subscript) else None
        return isinstance(target, Derived) and target.function.call is self.base()

    def _returned(self, statement: Statement) -> bool:
        return isinstance(self.targets.get(statement.left or statement), Returned)

    def path(self, statement: Statement) -> tuple[int | str, ...]:
        """Return which part of the function's result the statement is about."""
        target = self.targets.get(statement.left or statement)
        return target.path if isinstance(target, Returned) else ()

    def definition(self, node: Node) -> Statement | None:
        """Return the line that defines this symbol, or this symbol with other indices."""
        return self.definitions.get(node) or next(
            (each for left, each in self.definitions.items() if redefines(left, node)), None
        )

    # -- symbols

    def resolve(self, node: Node) -> Target | None:
        """Return what a symbol stands for, if it stands for anything but an index or a definition."""
        if node in self.targets:
            target = self.targets[node]
            return None if isinstance(target, Returned) else target
        name = next((name for name in _spellings(node) if self.named and name in self.known), None)
        if name is None or node in self.definitions or (isinstance(node, Symbol) and node.name in _CONSTANTS):
            return None
        return Argument(name)

    def callee(self, node: Call) -> Function | None:
        """Return the function of the snippets that is applied, if it is one."""
        if node.name in self.calls:
            return self.calls[node.name]
        target = self.targets.get(Symbol(node.name))
        if isinstance(target, Function):
            return target
        if node.name in NAMED.values() or node.name in NORMAL or not node.name[:1].isalpha():
            return None
        value = find(node.name, self.function)
        return Function(node.name, value) if callable(value) else None

    def refers_to_itself(self, side: Node) -> bool:
        """Say whether a side applies the very function that it is compared with."""
        calls = [node for node in side.walk() if isinstance(node, Call)]
        found = [self.callee(node) for node in calls if node.name not in self.definitions]
        return any(each is not None and each.call is self.function for each in found)

    def _bind_left(self, left: Node) -> None:
        names = {node.name for node in left.walk() if isinstance(node, Symbol)}
        call = next((node for node in left.walk() if isinstance(node, Call)), None)
        if call is None:
            return
        derivative = call.name.endswith("'") or bool(names & DIFFERENTIALS)
        self._agree_on_derivative(left, derivative=derivative)
        self._name_functions(call.name.rstrip("'"), derivative=derivative)
        taken = {target.name for target in self.targets.values() if isinstance(target, Argument)}
        taken |= {target.name for node in call.arguments if isinstance(target := self.resolve(node), Argument)}
        free = [name for name, each in self.known.items() if name not in taken and each.kind != "other"]
        for node in call.arguments:
            target = self.resolve(node)
            if not isinstance(node, Symbol | Subscript) or not isinstance(target, Argument | None):
                raise self.error(node, "the left-hand side must name its arguments")
            if target is None:
                if not free:
                    raise self.error(node, f"{self.function.__name__} has no argument left for this symbol")
                self.targets[node] = Argument(free.pop(0))
        self._require_first(call)

    def _require_first(self, call: Call) -> None:
        """Raise unless the arguments named on the left are the function's first, in whatever order."""
        given = {target.name for node in call.arguments if isinstance(target := self.resolve(node), Argument)}
        first = [*self.known][: len(given)]
        if given != set(first):
            raise self.error(call, f"the left-hand side takes {', '.join(sorted(given))}", f"name {', '.join(first)}")

    def _agree_on_derivative(self, left: Node, *, derivative: bool) -> None:
        own = self.function.__name__
        base = next((own.removesuffix(end) for end in _SUFFIXES if own.endswith(end)), None)
        if derivative and base is None and any(self._has(own + end) for end in _SUFFIXES):
            raise self.error(left, f"the left-hand side is a derivative, but {own} is not")
        if not derivative and base and self._has(base):
            raise self.error(
                left, f"{own} is a derivative, but the left-hand side is not", "write f'(x) for a derivative"
            )

    def _name_functions(self, name: str, *, derivative: bool) -> None:
        """Let the left-hand side's name mean the function, and with a prime more or less its relative."""
        own = self.function.__name__
        if not derivative:
            relatives = {name: own, f"{name}'": next((own + end for end in _SUFFIXES if self._has(own + end)), "")}
        else:
            base = next((own.removesuffix(end) for end in _SUFFIXES if own.endswith(end)), "")
            relatives = {name: base, f"{name}'": own}
        for written, relative in relatives.items():
            value = self.function if relative == own else find(relative, self.function) if relative else None
            if Symbol(written) not in self.targets and callable(value):
                self.calls.setdefault(written, Function(relative, value))

    def base(self) -> Callable[..., Any] | None:
        """Return the function whose derivative the function is, by their names."""
        own = self.function.__name__
        for end in _SUFFIXES:
            if own.endswith(end) and callable(found := find(own.removesuffix(end), self.function)):
                return found
        return None

    def _has(self, name: str) -> bool:
        return callable(find(name, self.function))

    def _lengths(self, statements: list[Statement]) -> frozenset[str]:
        """Return the names that stand in the upper bounds of sums and mean nothing else: lengths."""
        parts = [node for each in statements for side in each.sides for node in side.walk()]
        ends = [node.upper for node in parts if isinstance(node, Fold) and node.upper is not None]
        names = [node for end in ends for node in end.walk() if isinstance(node, Symbol)]
        return frozenset(node.name for node in names if self.resolve(node) is None)

    def _bind_last(self, statements: list[Statement]) -> None:
        """Bind the one symbol that is left to the one argument that is left."""
        taken = {target.name for target in self.targets.values() if isinstance(target, Argument)}
        for statement in self.checked:
            named = statement.left.walk() if statement.left is not None else ()
            arguments = [node for each in named if isinstance(each, Call) for node in each.arguments]
            arguments += [*differentials(statement.left)] if statement.left is not None else []
            taken |= {target.name for node in arguments if isinstance(target := self.resolve(node), Argument)}
        unknown: dict[Node, None] = {}
        for statement in statements:
            variables = [*differentials(statement.left)] if statement.left is not None else []
            for side in (*statement.sides, *variables):
                for node in self.symbols(side, frozenset(self._parameters_of(statement))):
                    target = self.resolve(node)
                    if isinstance(target, Argument):
                        taken.add(target.name)
                    elif target is None and self.definition(node) is None:
                        unknown[node] = None
        free = [each.name for each in self.known.values() if each.required and each.name not in taken]
        if self.named and len(unknown) == 1 and len(free) == 1:
            self.targets[next(iter(unknown))] = Argument(free[0])
        for statement in statements:
            for variable in differentials(statement.left) if statement.left is not None else ():
                node = variable.base if isinstance(variable, Subscript) and not self.resolve(variable) else variable
                if not isinstance(self.resolve(node), Argument) and self.definition(node) is None:
                    raise self.error(node, f"{_written(node)} is not an argument of {self.function.__name__}")

    def _parameters_of(self, statement: Statement) -> set[str]:
        left = statement.left
        if isinstance(left, Call) and left.name in self.definitions:
            return {node.name for node in left.arguments if isinstance(node, Symbol)}
        return set()

    def symbols(self, node: Node, bound: frozenset[str]) -> Iterator[Node]:
        """Yield the symbols of a part that are neither constants nor indices nor lengths."""
        if node in self.targets:
            yield node
        elif isinstance(node, Symbol):
            if node.name not in bound | _CONSTANTS | self.lengths:
                yield node
        elif isinstance(node, Subscript):
            if self.resolve(node) is not None or self.definition(node) is not None:
                yield node
            elif node.base != Symbol(r"\delta") or len(node.indices) != 2:
                yield from self.symbols(node.base, bound)
        elif isinstance(node, Fold):
            yield from self.symbols(node.body, bound | {node.index})
        else:
            for child in node.children():
                yield from self.symbols(child, bound)

    def _declared_unused(self, statements: list[Statement]) -> None:
        parts = [part for each in statements for part in (*each.sides, each.left) if part is not None]
        used = {node for part in parts for node in part.walk()}
        used |= {Symbol(node.name) for node in used if isinstance(node, Call)}
        for node in self.targets:
            if node not in used:
                raise FormulaError(f"the binding of {_written(node)} is not used by the formula")


def _spellings(node: Node) -> tuple[str, ...]:
    """Return the argument names that a symbol may have without being bound."""
    if isinstance(node, Symbol):
        return _SPELT.get(node.name, (node.name.lstrip("\\"),))
    if isinstance(node, Subscript) and len(node.indices) == 1 and isinstance(node.base, Symbol):
        index = node.indices[0]
        if isinstance(index, Number):
            return tuple(
                each for base in _spellings(node.base) for each in (f"{base}{index.text}", f"{base}_{index.text}")
            )
    return ()


def _written(node: Node) -> str:
    if isinstance(node, Subscript):
        return f"{_written(node.base)}_…"
    return getattr(node, "name", "it")
