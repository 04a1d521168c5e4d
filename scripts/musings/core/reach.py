"""Which records a function of the project reads, seen without running anything.

A JSON file beside the snippets is a *record*: what was measured once, at another time or on another machine. Whoever
reads one has to name it, so the definitions that a function leads to are followed, name by name and module by module,
and every string in them that ends in `.json` counts: the file of that name, or, where the name is put together, all
records of that folder.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Final

from musings.core import modules, store
from musings.core.project import Project

SUFFIX: Final = ".json"
Name = tuple[str, ...]
"""A dotted name in its parts."""
Place = tuple[str, str]
"""A module and a definition in it."""
_ALL: Final = "*"
"""All that a module defines; among its definitions: all that it imports with a star."""


@dataclass
class _Uses:
    """What a definition names: things by their dotted names, and texts that end as a record's name does."""

    names: set[Name] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    places: frozenset[Place] = frozenset()


@modules.until_looked_again
def records(project: Project, module: str, function: str) -> frozenset[Path]:
    """Return the records that a function reads, directly or through whatever it calls."""
    start = modules.module_path(project, module)
    if start is None or not _may_read(project, start):
        return frozenset()
    found: set[Path] = set()
    read: dict[str, Mapping[str, _Uses]] = {}
    waiting: list[Place] = [(module, function)]
    seen: set[Place] = set()
    while waiting:
        at = waiting.pop()
        if at in seen:
            continue
        seen.add(at)
        path = modules.module_path(project, at[0]) if at[0] not in read else None
        if path is not None:
            read[at[0]] = _module(project, path, at[0], store.stamp(path))
        used = read.get(at[0], {})
        for uses in used.values() if at[1] == _ALL else (used[name] for name in (at[1], _ALL) if name in used):
            found |= {record for text in uses.texts for record in _records_named(project, at[0], text)}
            waiting += uses.places - seen
    return frozenset(found)


@modules.until_looked_again
def _may_read(project: Project, start: Path) -> bool:
    return any(_speaks(path, store.stamp(path)) for path in modules.closure(project, [start]))


@lru_cache(maxsize=4096)
def _speaks(path: Path, stamp: tuple[int, int]) -> bool:
    """Whether a record may be named in a file at all: few are, and only they need to be followed."""
    return path.suffix == ".py" and stamp[1] != store.GONE and SUFFIX.encode() in path.read_bytes().lower()


def _records_named(project: Project, module: str, text: str) -> set[Path]:
    name, folder = PurePosixPath(text).name, project.root.joinpath(*module.split(".")[:-1])
    every = _every(project)
    return {file for file in every if file.name == name} or {file for file in every if file.is_relative_to(folder)}


@modules.until_looked_again
def _every(project: Project) -> frozenset[Path]:
    return frozenset(project.snippets.rglob(f"*{SUFFIX}"))


def _places(project: Project, name: Name) -> Iterator[Place]:
    """Yield the module and the definition in it that a dotted name leads to, if it leads into the project."""
    if name[0] not in modules.PACKAGES:
        return
    for length in range(len(name), 0, -1):
        module = ".".join(name[:length])
        if modules.module_path(project, module) is not None:
            yield module, name[length] if length < len(name) else _ALL
            return


@lru_cache(maxsize=1024)
def _module(project: Project, path: Path, module: str, _stamp: tuple[int, int]) -> Mapping[str, _Uses]:
    """Return what each definition of a module uses; under `*` what the module imports with a star."""
    tree = modules.parse(path)
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    known: dict[str, set[Name]] = {}
    found: dict[str, _Uses] = {}
    statements = tree.body if tree else []
    for statement in statements:
        for bound, name in _imported(statement, package):
            known.setdefault(bound, set()).add(name)
    for statement in statements:
        uses = _uses(statement, {**known, **_own(statement, package)}, module)
        for bound in _bound(statement):
            into = found.setdefault(bound, _Uses())
            into.names |= uses.names
            into.texts |= uses.texts
    for bound, names in known.items():
        found.setdefault(bound, _Uses()).names |= names
    for uses in found.values():
        uses.places = frozenset(place for name in uses.names for place in _places(project, name))
    return found


def _imported(tree: ast.AST, package: str) -> Iterator[tuple[str, Name]]:
    """Yield what a tree imports anywhere: the name it is bound to, and the dotted name of what it is."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                whole = tuple(alias.name.split("."))
                yield (alias.asname, whole) if alias.asname else (whole[0], whole[:1])
        elif isinstance(node, ast.ImportFrom):
            above = package.rsplit(".", node.level - 1)[0] if node.level else ""
            module = tuple(".".join(filter(None, (above, node.module))).split("."))
            for alias in node.names:
                yield alias.asname or alias.name, module if alias.name == _ALL else (*module, alias.name)


def _own(statement: ast.stmt, package: str) -> dict[str, set[Name]]:
    own: dict[str, set[Name]] = {}
    for bound, name in _imported(statement, package):
        own.setdefault(bound, set()).add(name)
    return own


def _bound(statement: ast.stmt) -> set[str]:
    """Return the names that a statement at the top of a module defines."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return {statement.name}
    nodes = list(ast.walk(statement))
    return {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)} | {
        node.name for node in nodes if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
    }


def _uses(statement: ast.stmt, known: Mapping[str, set[Name]], module: str) -> _Uses:
    """Return what a statement names; a name that is neither imported nor local is one of its own module."""
    found = _Uses()
    here = tuple(module.split("."))
    waiting: list[tuple[ast.AST, frozenset[str]]] = [(statement, frozenset())]
    while waiting:
        node, local = waiting.pop()
        if (name := _dotted(node)) is not None:
            if name[0] not in local:
                found.names |= {(*base, *name[1:]) for base in known.get(name[0], {(*here, name[0])})}
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.lower().endswith(SUFFIX):
            found.texts.add(node.value)
        inner = _inner(node)
        inside = local | _locals(node, inner) if inner else local
        waiting += [
            (child, inside if child in inner else local)
            for child in ast.iter_child_nodes(node)
            if not _is_docstring(child)
        ]
    return found


def _inner(node: ast.AST) -> list[ast.AST]:
    """Return the children of a function or a comprehension that see its local names; none of anything else."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return list(node.body)
    if isinstance(node, ast.Lambda):
        return [node.body]
    comprehension = isinstance(node, (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp))
    return list(ast.iter_child_nodes(node)) if comprehension else []


def _locals(node: ast.AST, inner: list[ast.AST]) -> set[str]:
    """Return the names that a function or a comprehension binds; imports are not among them, they are known."""
    arguments = getattr(node, "args", None)
    found = {each.arg for each in ast.walk(arguments) if isinstance(each, ast.arg)} if arguments else set()
    waiting, shared = list(inner), set()
    while waiting:
        each = waiting.pop()
        if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store):
            found.add(each.id)
        elif isinstance(each, ast.Global):
            shared |= set(each.names)
        if not _inner(each):
            waiting += ast.iter_child_nodes(each)
    return found - shared


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _dotted(node: ast.AST) -> Name | None:
    """Return the parts of `a.b.c`, or None for anything else."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return (node.id, *reversed(parts)) if isinstance(node, ast.Name) else None
