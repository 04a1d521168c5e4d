"""What may notice a change of a function: whatever names it, and whatever names that."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from musings.core import modules
from musings.core.project import Project

Unit = tuple[str, str]
"""A function, a class or a variable of a module: the module's file and the name."""


def _parts(tree: ast.Module) -> Iterator[tuple[list[str], ast.stmt]]:
    """Yield the statements of a module with the names that they bind."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield [node.name], node
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield [each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)], node
        else:
            yield [], node


def _used(node: ast.AST) -> set[str]:
    names = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
    return names | {each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute)}


@cache
def _users(project: Project) -> dict[str, list[tuple[Unit, frozenset[Path]]]]:
    """Return by name the units in which it is used, each with the files that its module imports."""
    users: dict[str, list[tuple[Unit, frozenset[Path]]]] = {}
    for path in [*project.snippets.rglob("*.py"), *project.plots.rglob("*.py")]:
        tree = modules.parse(path)
        seen = modules.closure(project, [path])
        for names, node in _parts(tree) if tree else ():
            for name in names:
                for used in _used(node):
                    users.setdefault(used, []).append(((project.name_of(path), name), seen))
    return users


def reached(project: Project, file: str, line: int) -> set[Unit] | None:
    """Return the units that a line of a file can change; None where it is in none, so that all may change."""
    path = project.root / file
    tree = modules.parse(path)
    start: list[str] = []
    for names, node in _parts(tree) if tree else ():
        first = min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", []))])
        if first <= line <= (node.end_lineno or node.lineno):
            start = names
    if not start:
        return None
    found = {(file, name) for name in start}
    waiting = list(found)
    while waiting:
        at, name = waiting.pop()
        for unit, seen in _users(project).get(name, []):
            if unit not in found and project.root / at in seen:
                found.add(unit)
                waiting.append(unit)
    return found


def concerns(kind: str, name: str, text: str, found: set[Unit]) -> bool:
    """Whether a claim can notice a change of any of these units."""
    if kind in {"fact", "table"}:
        topic, _, function = name.partition(".")
        return (f"snippets/{topic}/{kind}s.py", function) in found
    if kind == "figure":
        module, _, function = name.partition("/")
        return (f"plots/{module}.py", function) in found
    names = {name for _, name in found}
    return bool(names & set(re.findall(r"\w+", f"{name} {text}")))


def mention(path: Path, found: set[Unit]) -> bool:
    """Whether a file of tests names any of these units."""
    return bool({name for _, name in found} & set(re.findall(r"\w+", path.read_text(encoding="utf-8"))))
