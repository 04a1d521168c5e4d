"""Mutants of Python: what the snippets compute, what the plots draw, what doctests say."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from musings.core.project import Project
from musings.services import modules_not_here
from tests.mutants import letters
from tests.mutants.mutant import Mutant, Population, choice, mutant

_OPERATORS: Final = {
    "+": "-",
    "-": "+",
    "*": "/",
    "/": "*",
    "//": "/",
    "%": "*",
    "**": "*",
    "@": "*",
    "<": "<=",
    "<=": "<",
    ">": ">=",
    ">=": ">",
    "==": "!=",
    "!=": "==",
    "and": "or",
    "or": "and",
    "is": "is not",
    "in": "not in",
    "&": "|",
    "|": "&",
    "+=": "-=",
    "-=": "+=",
    "*=": "/=",
    "/=": "*=",
}
_CALLS: Final = {"min": "max", "max": "min", "minimum": "maximum", "maximum": "minimum", "any": "all", "all": "any"}


class Source:
    """A file's text with its syntax tree, and where in it what is run stands."""

    def __init__(self, project: Project, path: Path) -> None:
        self.name = project.name_of(path)
        self.text = path.read_text(encoding="utf-8")
        self.tree = ast.parse(self.text)
        self._lines = [0, *(match.end() for match in re.finditer("\n", self.text))]
        self._as_bytes = [line.encode() for line in self.text.split("\n")]

    def at(self, line: int, column: int) -> int:
        """Return the offset of a place that the syntax tree names by its line and the bytes before it."""
        return self._lines[line - 1] + len(self._as_bytes[line - 1][:column].decode())

    def start(self, node: ast.expr | ast.stmt) -> int:
        return self.at(node.lineno, node.col_offset)

    def end(self, node: ast.expr | ast.stmt) -> int:
        return self.at(node.end_lineno or node.lineno, node.end_col_offset or 0)

    def run(self, node: ast.AST | None = None) -> Iterator[ast.AST]:
        """Yield all nodes that are run: no annotation, no docstring, nothing that only a checker or a command reads."""
        for child in ast.iter_child_nodes(node or self.tree):
            if isinstance(child, ast.If) and re.search(r"TYPE_CHECKING|__name__", ast.unparse(child.test)):
                continue
            if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
                continue
            if isinstance(child, ast.Import | ast.ImportFrom | ast.arg | ast.JoinedStr):
                continue
            if isinstance(node, ast.FunctionDef) and child is node.returns:
                continue
            if isinstance(node, ast.AnnAssign) and child is node.annotation:
                continue
            if isinstance(child, ast.keyword) and child.arg == "strict":
                continue  # a guard of zip() alone: nothing that is printed comes of it
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
                continue
            yield child
            yield from self.run(child)

    def operator(self, left: ast.expr, right: ast.expr) -> tuple[int, str] | None:
        """Return where the operator between two operands stands."""
        first, last = self.end(left), self.start(right)
        match = re.search(
            r"[^\s()\\]+(?:\s+(?:not|in))?", re.sub(r"#.*", lambda m: " " * len(m[0]), self.text[first:last])
        )
        return (first + match.start(), match[0]) if match else None


Changes = Callable[[Source], Iterator[tuple[int, str, str]]]


def _files(project: Project, folder: Path) -> Iterator[Source]:
    absent = set(modules_not_here(project.root))
    for path in sorted(folder.rglob("*.py")):
        if path not in absent:
            yield Source(project, path)


def _made(kind: str, folder: str, changes: Changes, project: Project) -> Iterator[Mutant]:
    for source in _files(project, project.root / folder):
        for start, before, after in changes(source):
            yield mutant(kind, source.name, source.text, start, before, after)


def _operators(source: Source) -> Iterator[tuple[int, str, str]]:
    for node in source.run():
        pairs: list[tuple[ast.expr, ast.expr]] = []
        if isinstance(node, ast.BinOp):
            pairs = [(node.left, node.right)]
        elif isinstance(node, ast.Compare):
            pairs = list(zip([node.left, *node.comparators], node.comparators, strict=False))
        elif isinstance(node, ast.BoolOp):
            pairs = list(zip(node.values, node.values[1:], strict=False))
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.expr):
            pairs = [(node.target, node.value)]
        for left, right in pairs:
            found = source.operator(left, right)
            if found and found[1] in _OPERATORS:
                yield found[0], found[1], _OPERATORS[found[1]]
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            yield source.start(node), "-", "+"
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield source.start(node), "not ", ""
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func).rpartition(".")[2]
            if name in _CALLS:
                yield source.end(node.func) - len(name), name, _CALLS[name]


def _numbers(source: Source) -> Iterator[tuple[int, str, str]]:
    """Yield constants: an integer by the next one, any other number by one and a half of it."""
    for node in source.run():
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
            before = source.text[source.start(node) : source.end(node)]
            value = node.value
            after = str(value + 1) if isinstance(value, int) else repr(value * 1.5 if value else 0.5)
            yield source.start(node), before, after


def _truths(source: Source) -> Iterator[tuple[int, str, str]]:
    for node in source.run():
        if isinstance(node, ast.Constant) and isinstance(node.value, bool):
            yield source.start(node), str(node.value), str(not node.value)


def _words(source: Source) -> Iterator[tuple[int, str, str]]:
    """Yield strings of code with a letter of a word changed."""
    for node in source.run():
        if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
            continue
        text = source.text[source.start(node) : source.end(node)]
        words = [match for match in re.finditer(r"(?<![\\\w])[A-Za-z]{2,}", text) if match.start()]
        if words and "\\" not in text:
            word = words[len(text) % len(words)]
            at = word.start() + len(word[0]) // 2
            yield source.start(node) + at, text[at], "x" if text[at] != "x" else "y"


def _doctests(source: Source) -> Iterator[tuple[int, str, str]]:
    """Yield digits of what a docstring says that its examples print."""
    inside = False
    start = 0
    for line in source.text.splitlines(keepends=True):
        if line.lstrip().startswith(">>> "):
            inside = True
        elif not line.strip() or '"""' in line:
            inside = False
        elif inside and not line.lstrip().startswith("..."):
            for at, before, after in letters.digits(line.rstrip("\n")):
                yield start + at, before, after
        start += len(line)


def _names(source: Source) -> Iterator[tuple[int, str, str]]:
    """Yield names of a function's own variables, each in the place of another that is read in the same function."""
    for function in [node for node in source.run() if isinstance(node, ast.FunctionDef)]:
        known = {each.arg for each in [*function.args.args, *function.args.kwonlyargs]} - {"self"}
        for node in source.run(function):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in known and len(known) > 1:
                after = choice(sorted(known - {node.id}), node.id, node.col_offset)
                yield source.start(node), node.id, after


POPULATIONS: Final[dict[str, Population]] = {
    "snippet: operator": partial(_made, "snippet: operator", "snippets", _operators),
    "snippet: number": partial(_made, "snippet: number", "snippets", _numbers),
    "snippet: truth": partial(_made, "snippet: truth", "snippets", _truths),
    "snippet: variable": partial(_made, "snippet: variable", "snippets", _names),
    "snippet: words": partial(_made, "snippet: words", "snippets", _words),
    "snippet: doctest": partial(_made, "snippet: doctest", "snippets", _doctests),
    "plot: operator": partial(_made, "plot: operator", "plots", _operators),
    "plot: number": partial(_made, "plot: number", "plots", _numbers),
    "plot: words": partial(_made, "plot: words", "plots", _words),
}
