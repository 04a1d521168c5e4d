"""The facts of a topic, for the test that each of them is a number."""

import inspect
from collections.abc import Callable
from types import ModuleType
from typing import Any


def facts_of(module: ModuleType) -> dict[str, Callable[[], Any]]:
    """Return the public functions that a module itself defines and that need no argument, by their names."""
    return {
        name: function
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_") and _needs_nothing(function)
    }


def _needs_nothing(function: Callable[..., Any]) -> bool:
    return all(each.default is not each.empty for each in inspect.signature(function).parameters.values())
