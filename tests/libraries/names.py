"""A name of a catalogue, called: what it says is imported, and the settings that it gives are set."""

import ast
from collections.abc import Iterable, Mapping
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import pytest

ROOTS = {"pytorch": "torch", "keras": "keras", "jax": "jax", "sklearn": "sklearn"}
"""What an environment can import where it has the library that a field of the catalogues speaks of."""


def named(name: str) -> partial[Any]:
    """Return what `name` names, its settings given: `jax.nn.gelu(approximate=False)`."""
    node = ast.parse(name, mode="eval").body
    if not isinstance(node, ast.Call):
        return partial(found(name))
    assert not node.args, f"{name}: settings are given by their names"
    return partial(found(ast.unparse(node.func)), **{str(each.arg): _value(each.value) for each in node.keywords})


def found(dotted: str) -> Any:
    """Return the object at `dotted`, its modules imported."""
    path = dotted.split(".")
    for length in range(len(path) - 1, 0, -1):
        try:
            thing: Any = import_module(".".join(path[:length]))
        except ModuleNotFoundError:
            continue
        for part in path[length:]:
            thing = getattr(thing, part)
        return thing
    raise ModuleNotFoundError(f"nothing of {dotted} can be imported")


def here(library: str) -> bool:
    """Whether this environment has the library."""
    return find_spec(ROOTS[library]) is not None


def every(catalogue: Mapping[str, Any], libraries: Iterable[str] = ROOTS) -> pytest.MarkDecorator:
    """Mark a test to run with each entry and each of its names in the libraries that are here."""
    pairs = [
        pytest.param(entry, library, id=f"{entry.name}-{library}")
        for entry in catalogue.values()
        for library in libraries
        if here(library) and getattr(entry, library)
    ]
    return pytest.mark.parametrize(("entry", "library"), pairs)


def told(entry: Any, library: str) -> None:
    """Assert that what the page prints of an entry speaks of the library by its name."""
    words = " ".join([str(entry.subject.__doc__), str(entry.companion.__doc__), getattr(entry, "weakness", "")])
    assert library in words, f"{entry.name}: nothing says how {library} differs"


def _value(node: ast.expr) -> Any:
    return named(ast.unparse(node))() if isinstance(node, ast.Call) else ast.literal_eval(node)
