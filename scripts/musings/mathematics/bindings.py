r"""What the symbols of a formula stand for, as the author declares it.

A declaration is a symbol as the formula writes it and a target:

| target | meaning |
|---|---|
| `logits` | the function's argument of that name |
| `p in (0, 1)` | an argument, with its domain: an interval, a set such as `{-1, 1}`, or `simplex` |
| `activations.sigmoid` | a function, or a constant, named from the function's own package |
| `softmax(z)` | what that function makes of those arguments; the symbol is then indexed like an array |
| `np.max(z)` | the same of a symbol without an index; a line that defines the symbol is compared with that function |
| `len(target)` | the length of an argument |
| `returns[1]`, `returns.m` | the part of the function's result that this left-hand side is |
| `returns` | the whole result: so is the letter on the left read, as it must be with an accent or a second meaning |
| `0.044715` | a number |
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import Any

from .domains import Domain, read_domain
from .errors import FormulaError
from .reader import read_symbol
from .tree import Node

_CALL = re.compile(r"([A-Za-z_][\w.]*)\(([\w\s,]*)\)")
_RETURNS = re.compile(r"returns((?:\[\d+\]|\.\w+)*)")
_NAME = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*")


@dataclass(frozen=True)
class Argument:
    """An argument of the function."""

    name: str


@dataclass(frozen=True)
class Constant:
    """A number."""

    value: float


@dataclass(frozen=True)
class Function:
    """A function of the snippets; calls of it are evaluated, not read."""

    name: str
    call: Callable[..., Any]


@dataclass(frozen=True)
class Derived:
    """What a function of the snippets makes of whole arguments."""

    function: Function
    arguments: tuple[str, ...]

    @property
    def name(self) -> str:
        """A name that no argument has."""
        return f"{self.function.name}({','.join(self.arguments)})"


@dataclass(frozen=True)
class Length:
    """The length of an argument."""

    argument: str


@dataclass(frozen=True)
class Returned:
    """A part of the function's result."""

    path: tuple[int | str, ...]


Target = Argument | Constant | Function | Derived | Length | Returned


def read_bindings(
    bind: Mapping[str, str], function: Callable[..., Any], arguments: Mapping[str, object]
) -> tuple[dict[Node, Target], dict[str, Domain]]:
    """Return the targets by symbol, and the declared domains by argument."""
    targets: dict[Node, Target] = {}
    domains: dict[str, Domain] = {}
    for symbol, text in bind.items():
        try:
            node = read_symbol(symbol)
        except FormulaError as error:
            raise FormulaError(f"the symbol {symbol!r} of a binding cannot be read: {error.message}") from None
        if node in targets:
            raise FormulaError(f"{symbol} is bound twice")
        name, found, domain = text.partition(" in ")
        target = _target(str(name).strip(), function, arguments, f"{symbol} = {text}")
        if found:
            if not isinstance(target, Argument):
                raise FormulaError(f"only an argument has a domain: {symbol} = {text}")
            domains[target.name] = read_domain(domain)
        targets[node] = target
    return targets, domains


def _target(text: str, function: Callable[..., Any], arguments: Mapping[str, object], binding: str) -> Target:
    known = ", ".join(arguments)
    if found := _RETURNS.fullmatch(text):
        steps = re.findall(r"\[(\d+)\]|\.(\w+)", found.group(1))
        return Returned(tuple(int(number) if number else name for number, name in steps))
    if text in arguments:
        return Argument(text)
    if found := _CALL.fullmatch(text):
        names = tuple(name.strip() for name in found.group(2).split(","))
        for name in names:
            if name not in arguments:
                raise FormulaError(
                    f"{name!r} is no argument of {function.__name__}: {binding}", advice=f"it has {known}"
                )
        if found.group(1) == "len":
            return Length(names[0])
        return Derived(_function(found.group(1), function, binding), names)
    try:
        return Constant(float(text))
    except ValueError:
        pass
    if not _NAME.fullmatch(text):
        raise FormulaError(f"the binding {binding} cannot be read")
    value = find(text, function)
    if callable(value):
        return Function(text, value)
    if isinstance(value, int | float):
        return Constant(float(value))
    advice = f"{function.__name__} has {known}; a function is named from the function's package"
    raise FormulaError(f"nothing of the name {text!r} for the binding {binding}", advice=advice)


def _function(name: str, function: Callable[..., Any], binding: str) -> Function:
    value = find(name, function)
    if not callable(value):
        raise FormulaError(f"no function of the name {name!r} for the binding {binding}")
    return Function(name, value)


def find(name: str, function: Callable[..., Any]) -> object:
    """Return what `name` means beside `function`: in its module, or in one of the packages around it; else None."""
    first, *rest = name.split(".")
    namespaces: list[Mapping[str, object]] = [getattr(function, "__globals__", {})]
    package = function.__module__
    while package:
        if package in sys.modules:
            namespaces.append(vars(sys.modules[package]))
        if value := _imported(f"{package}.{first}", rest):
            return value
        package = package.rpartition(".")[0]
    for namespace in namespaces:
        value = namespace.get(first)
        for step in rest:
            value = getattr(value, step, None)
        if value is not None and not isinstance(value, ModuleType):
            return value
    return None


def _imported(module: str, rest: list[str]) -> object:
    if not rest:
        return None
    try:
        value: object = import_module(module)
    except ImportError:
        return None
    for step in rest:
        value = getattr(value, step, None)
    return value
