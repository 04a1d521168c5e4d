"""What Python code imports. The one reader of it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Import:
    """A module that code imports; for `from module import name as bound` the name and what it is called here.

    `late`: not when the code is run, but when a function in it is called.
    """

    module: str
    name: str = ""
    bound: str = ""
    late: bool = False


def imports(tree: ast.AST, inside: str = "") -> Iterator[Import]:
    """Yield what a tree imports anywhere, by statement or by call.

    `inside` is the name of the package the code stands in, for relative imports. A package of which only the files are
    read, as by `importlib.metadata.distribution("name")`, counts as imported.

    >>> for found in imports(ast.parse("import a.b; from . import e as f"), inside="p"):
    ...     print(found)
    Import(module='a.b', name='', bound='', late=False)
    Import(module='p', name='e', bound='f', late=False)
    """
    waiting = [(tree, False)]
    while waiting:
        node, late = waiting.pop()
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, late=late) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = inside.rsplit(".", node.level - 1)[0] if node.level else ""
            module = ".".join(filter(None, (above, node.module)))
            yield from (Import(module, alias.name, alias.asname or alias.name, late) for alias in node.names)
        elif isinstance(node, ast.Call) and _name_of(node.func) in {"import_module", "__import__", "distribution"}:
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield Import(first.value, late=late and _name_of(node.func) != "distribution")
        late = late or isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
        waiting += [(child, late) for child in reversed(list(ast.iter_child_nodes(node)))]


def imported_names(tree: ast.AST, inside: str = "") -> set[str]:
    """Return the dotted names that a tree imports: for `from a import b` both `a` and `a.b`, which may be a module.

    >>> sorted(imported_names(ast.parse("import a.b; from c import d; from . import e"), inside="p"))
    ['a.b', 'c', 'c.d', 'p', 'p.e']
    """
    found = list(imports(tree, inside))
    return {each.module for each in found} | {f"{each.module}.{each.name}" for each in found if each.name}


def _name_of(function: ast.expr) -> str:
    name = getattr(function, "attr", getattr(function, "id", ""))
    return str(name)
