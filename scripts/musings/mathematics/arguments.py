"""The arguments of a function: which are arrays, which are parameters."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .errors import FormulaError


@dataclass(frozen=True)
class Parameter:
    """One argument of the function."""

    name: str
    kind: str  # array, number, whole, other
    default: Any = None
    positional: bool = False

    @property
    def required(self) -> bool:
        """Whether the function cannot be called without it."""
        return self.default is None and self.kind != "other"


def parameters(function: Callable[..., Any]) -> dict[str, Parameter]:
    """Return the function's arguments by name, in order."""
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        raise FormulaError(f"the arguments of {function!r} cannot be told") from None
    variadic = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    return {name: _parameter(name, each) for name, each in signature.parameters.items() if each.kind not in variadic}


def _parameter(name: str, given: inspect.Parameter) -> Parameter:
    annotation = given.annotation if isinstance(given.annotation, str) else getattr(given.annotation, "__name__", "")
    positional = given.kind is inspect.Parameter.POSITIONAL_ONLY
    if given.default is not inspect.Parameter.empty:
        if isinstance(given.default, bool) or not isinstance(given.default, int | float):
            return Parameter(name, "other", given.default, positional)
        whole = isinstance(given.default, int) and annotation != "float"
        return Parameter(name, "whole" if whole else "number", given.default, positional)
    kinds = {"int": "whole", "float": "number", "bool": "other", "str": "other"}
    return Parameter(name, kinds.get(annotation.strip(), "array"), None, positional)


def call(function: Callable[..., Any], known: Mapping[str, Parameter], values: Mapping[str, Any]) -> Any:
    """Call the function with these values by name."""
    positional = [values[name] for name, each in known.items() if each.positional and name in values]
    named = {name: value for name, value in values.items() if name in known and not known[name].positional}
    return function(*positional, **named)
