"""Code as cells of a notebook that a reader takes away: statements with their answers, and parts of files."""

from __future__ import annotations

import ast
import builtins
import doctest
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import nbformat

from musings.core import modules
from musings.core.notebook import picture
from musings.core.project import Project

_DIRECTIVE = re.compile(r"[ \t]*#[ \t]*doctest:.*$", re.MULTILINE)


def text(source: str) -> Any:
    """Return a text cell."""
    return nbformat.v4.new_markdown_cell(source.strip("\n"))  # type: ignore[no-untyped-call]


def code(source: str, outputs: Iterable[Any] = (), **metadata: Any) -> Any:
    """Return a code cell."""
    return nbformat.v4.new_code_cell(source.strip("\n"), outputs=list(outputs), metadata=metadata)  # type: ignore[no-untyped-call]


def stream(text: str) -> Any:
    """Return the output of a cell that prints a text."""
    return nbformat.v4.new_output("stream", name="stdout", text=text)  # type: ignore[no-untyped-call]


def of_statements(statements: Iterable[doctest.Example]) -> Iterator[Any]:
    """Yield the statements up to each answer as a cell, since a cell shows its last value alone."""
    waiting: list[str] = []
    for statement in statements:
        waiting.append(_DIRECTIVE.sub("", statement.source).rstrip("\n"))
        if statement.want:
            tags = {"tags": ["raises-exception"]} if statement.exc_msg else {}
            yield code("\n".join(waiting), [_answer(statement)], **tags)
            waiting = []
    if waiting:
        yield code("\n".join(waiting))


def _answer(statement: doctest.Example) -> Any:
    text = statement.want.replace("<BLANKLINE>", "")
    if statement.exc_msg:
        name, _, value = statement.exc_msg.strip().partition(": ")
        return nbformat.v4.new_output("error", ename=name.rpartition(".")[2], evalue=value, traceback=[])  # type: ignore[no-untyped-call]
    last = ast.parse(statement.source).body[-1]
    prints = not isinstance(last, ast.Expr) or (
        isinstance(last.value, ast.Call) and isinstance(last.value.func, ast.Name) and last.value.func.id == "print"
    )
    if prints:
        return stream(text)
    return nbformat.v4.new_output("execute_result", data={"text/plain": text.rstrip("\n")})  # type: ignore[no-untyped-call]


def of_part(project: Project, path: Path, written: str) -> Iterator[Any]:
    """Yield the cell that defines what a part of a file shows; none where it is no definition by itself."""
    tree = modules.parse(path) if path.suffix == ".py" else None
    if tree is None or written[:1].isspace():
        return
    try:
        part = ast.parse(written)
    except SyntaxError:
        return
    if _only_defines(part):
        imports = _imports_for(part, tree, modules.module_name(project, path))
        yield code("\n".join([f"# {project.name_of(path)}", *imports, *([""] if imports else []), written]))


def _only_defines(part: ast.Module) -> bool:
    """Return whether running the code once more does nothing but define functions, classes and constants."""
    for node in part.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
            if any(not isinstance(_function(d), ast.Name) for d in node.decorator_list):  # such as @app.get("/")
                return False
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            if any(isinstance(inner, ast.Call) for inner in ast.walk(node)):
                return False
        elif not (isinstance(node, ast.Import | ast.ImportFrom) or _is_docstring(node)):
            return False
    return not any(isinstance(node, ast.Name) and node.id == "__file__" for node in ast.walk(part))


def _function(decorator: ast.expr) -> ast.expr:
    return decorator.func if isinstance(decorator, ast.Call) else decorator


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _imports_for(part: ast.Module, whole: ast.Module, module: str) -> list[str]:
    """Return the lines that import what a part of a file needs from the rest of it."""
    own = {name for node in part.body for name in _bound(node)}
    used = {node.id for node in ast.walk(part) if isinstance(node, ast.Name)} - own - set(vars(builtins))
    lines: set[str] = set()
    for node in whole.body:
        if isinstance(node, ast.ImportFrom) and node.module == "__future__":
            lines.add(ast.unparse(node))
        elif isinstance(node, ast.Import | ast.ImportFrom):
            wanted = [alias for alias in node.names if (alias.asname or alias.name.split(".")[0]) in used]
            if wanted:
                lines.add(ast.unparse(_narrowed(node, wanted, module)))
        else:
            lines |= {f"from {module} import {name}" for name in _bound(node) if name in used}
    return sorted(lines, key=lambda line: (not line.startswith("from __future__"), line.startswith("from"), line))


def _narrowed(node: ast.Import | ast.ImportFrom, names: list[ast.alias], module: str) -> ast.stmt:
    if isinstance(node, ast.Import):
        return ast.Import(names)
    base = node.module or ""
    if node.level:
        above = ".".join(module.split(".")[: -node.level])
        base = f"{above}.{base}" if base else above
    return ast.ImportFrom(base, names, 0)


def _bound(node: ast.stmt) -> set[str]:
    """Return the names that a statement at the top of a file defines."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
        return {node.name}
    if isinstance(node, ast.Import | ast.ImportFrom):
        return {alias.asname or alias.name.split(".")[0] for alias in node.names}
    return {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store)}


def printed(cell: Any) -> str:
    """Return what a cell has printed and answered, as one text; pictures say nothing."""
    parts = []
    for output in cell.outputs:
        if output.output_type == "stream":
            parts.append(str(output.text))
        elif output.output_type == "error":
            parts.append(f"{output.ename}: {output.evalue}\n")
        elif "text/plain" in output.data and picture(output) is None:
            parts.append(str(output.data["text/plain"]) + "\n")
    return "".join(parts)
