"""Snippets and plots as modules: what they import, which functions they define, and loading them for a proof."""

from __future__ import annotations

import ast
import re
import traceback
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, ParamSpec, TypeVar, cast

from musings.core import store
from musings.core.failure import Failure
from musings.core.imports import imported_names
from musings.core.project import Project

P = ParamSpec("P")
R = TypeVar("R")

PACKAGES = ("snippets", "plots")
"""The project's own packages: only their files count as dependencies, the rest is told by the installed versions."""


_forget: list[Callable[[], None]] = []


def until_looked_again(function: Callable[P, R]) -> Callable[P, R]:
    """Decorate a function of files: what it returns is kept until `look_again`."""
    kept = cache(function)
    _forget.append(kept.cache_clear)
    return cast("Callable[P, R]", kept)


def module_name(project: Project, path: Path) -> str:
    """Return the dotted name under which a file of the project is imported."""
    parts = path.relative_to(project.root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@until_looked_again
def module_path(project: Project, name: str) -> Path | None:
    """Return the file of a dotted name of the project's own packages, or None where there is none."""
    base = project.root.joinpath(*name.split("."))
    for path in (base.with_suffix(".py"), base / "__init__.py"):
        if path.is_file():
            return path
    return None


@lru_cache(maxsize=4096)
def _parse(path: Path, _stamp: tuple[int, int]) -> ast.Module | None:
    try:
        return ast.parse(path.read_bytes())
    except (FileNotFoundError, SyntaxError, ValueError):
        return None


def parse(path: Path) -> ast.Module | None:
    """Return the syntax tree of a file, or None where it has none; parsed again only when the file changed."""
    return _parse(path, store.stamp(path))


def function(path: Path, name: str) -> ast.FunctionDef | None:
    """Return the function of that name that a file defines, if it does."""
    tree = parse(path) if path.is_file() else None
    return next(
        (node for node in (tree.body if tree else ()) if isinstance(node, ast.FunctionDef) and node.name == name), None
    )


def files_of(project: Project, names: Iterable[str]) -> set[Path]:
    """Return the project's files that importing these dotted names runs, without what those import in turn."""
    found: set[Path] = set()
    for name in names:
        parts = name.split(".")
        if parts[0] not in PACKAGES:
            continue
        for length in range(1, len(parts) + 1):
            path = module_path(project, ".".join(parts[:length]))
            if path is not None:
                found.add(path)
    return found


def closure(project: Project, paths: Iterable[Path]) -> frozenset[Path]:
    """Return `paths` with every file of the project that they import, directly or not, and the data beside those.

    Data files (anything in a module's folder that is not Python) count, so that a changed data set is never missed.
    What was found is kept until `look_again`.
    """
    return frozenset().union(*(_closure_of(project, path) for path in paths))


@until_looked_again
def _closure_of(project: Project, start: Path) -> frozenset[Path]:
    seen: set[Path] = set()
    waiting = [start] if start.is_file() else []
    while waiting:
        path = waiting.pop()
        if path not in seen:
            seen.add(path)
            waiting.extend(_beside_and_imported(project, path))
    return frozenset(seen)


@until_looked_again
def _beside_and_imported(project: Project, path: Path) -> frozenset[Path]:
    if path.suffix != ".py" or not path.is_relative_to(project.root):
        return frozenset()
    beside = {p for p in path.parent.iterdir() if p.is_file() and p.suffix not in {".py", ".pyc"}}
    name = module_name(project, path)
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    return frozenset(beside | files_of(project, _names(path, package, name, store.stamp(path))))


@lru_cache(maxsize=4096)
def _names(path: Path, package: str, name: str, _stamp: tuple[int, int]) -> frozenset[str]:
    """Return the dotted names that running a file imports, with its own; none where it is no Python."""
    tree = parse(path)
    return frozenset({*imported_names(tree, package), name} if tree else ())


def look_again() -> None:
    """Forget what was found of all files together: to be called before each run, since they may have changed since."""
    for forget in _forget:
        forget()


def functions(path: Path) -> dict[str, int]:
    """Return the public functions that a file defines or imports at its top level, with their lines."""
    tree = parse(path)
    found: dict[str, int] = {}
    for node in tree.body if tree else ():
        if isinstance(node, ast.FunctionDef):
            found[node.name] = node.lineno
        elif isinstance(node, ast.ImportFrom):
            found.update((alias.asname or alias.name, node.lineno) for alias in node.names)
    return {name: line for name, line in found.items() if not name.startswith("_")}


def load(project: Project, name: str) -> ModuleType:
    """Import a module of the project; raises `Failure` with file and line for what goes wrong in it."""
    project.use()
    try:
        return import_module(name)
    except SyntaxError as error:
        where = f"{project.name_of(Path(error.filename))}:{error.lineno}" if error.filename else name
        raise Failure(
            f"{where}: the snippet has a syntax error: {error.msg}",
            got=(error.text or "").strip(),
            advice="correct the file",
        ) from None
    except Exception as error:
        raise Failure(
            f"{place(project, error) or name}: importing {name} fails",
            got=describe(error),
            advice="correct the file",
        ) from None


def place(project: Project, error: BaseException) -> str | None:
    """Return `file:line` of the innermost line of the project's own packages that an error passed through."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if any(path.is_relative_to(project.root / package) for package in PACKAGES):
            return f"{project.name_of(path)}:{frame.lineno}"
    return None


def describe(error: BaseException) -> str:
    """Return an error as the last line of its traceback says it."""
    return "".join(traceback.format_exception_only(error)).strip()


def find_function(project: Project, package: str, module: str, name: str) -> Callable[..., Any]:
    """Return the function `name` of `package.module`; raises `Failure` where it does not exist or does not import."""
    dotted = f"{package}.{module}"
    path = module_path(project, dotted)
    if path is None:
        raise _no_module(project, dotted, name)
    function = getattr(load(project, dotted), name, None)
    if not callable(function):
        raise _no_function(project, path, name)
    return function  # type: ignore[no-any-return]


def examine_function(project: Project, package: str, module: str, name: str) -> None:
    """Raise `Failure` where no such function can be seen, without running anything."""
    path = module_path(project, f"{package}.{module}")
    if path is None:
        raise _no_module(project, f"{package}.{module}", name)
    if problem := syntax_error(project, path):
        raise problem
    if name not in functions(path):
        raise _no_function(project, path, name)


def _no_module(project: Project, dotted: str, name: str) -> Failure:
    wanted = project.root.joinpath(*dotted.split(".")).with_suffix(".py")
    return Failure(
        f"there is no {project.name_of(wanted)}",
        expected=f"a function {name} in it",
        advice="write the file, or correct the name",
    )


def _no_function(project: Project, path: Path, name: str) -> Failure:
    known = ", ".join(sorted(functions(path))) or "(none yet)"
    return Failure(f"{project.name_of(path)} has no function {name}", advice=f"write it, or use one of: {known}")


def syntax_error(project: Project, path: Path) -> Failure | None:
    """Return what is wrong with the syntax of a Python file, or None."""
    if parse(path) is not None:
        return None
    try:
        ast.parse(path.read_bytes(), filename=str(path))
    except SyntaxError as error:
        return Failure(
            f"{project.name_of(path)}:{error.lineno}: the snippet has a syntax error: {error.msg}",
            got=(error.text or "").strip(),
            advice="correct the file",
        )
    except ValueError as error:
        return Failure(
            f"{project.name_of(path)}: the file cannot be read as Python: {error}", advice="correct the file"
        )
    return None


def call(project: Project, function: Callable[[], Any], what: str) -> Any:
    """Call a function of the project for a proof; raises `Failure` with the place where it raised."""
    try:
        return function()
    except Failure:
        raise
    except Exception as error:
        where = place(project, error)
        raise Failure(
            f"{what} raises" + (f" at {where}" if where else ""),
            got=describe(error),
            advice="correct the function",
        ) from None


@until_looked_again
def tests_of(project: Project, file: Path) -> list[Path]:
    """Return the tests of a file: that of its name, or, of snippets/, those of its folder that name a function of it.

    What plots/ draw is compared with approved pictures, and the names of drawings stand in tests of anything.
    """
    folder = project.tests / file.relative_to(project.root).parent
    own = folder / f"test_{file.stem}.py"
    if own.is_file():
        return [own]
    if not file.is_relative_to(project.snippets):
        return []
    names = [name for name, line in functions(file).items() if line]
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b") if names else None
    return [
        test
        for test in sorted(folder.glob("test_*.py"))
        if pattern and pattern.search(test.read_text(encoding="utf-8"))
    ]
