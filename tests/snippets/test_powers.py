"""A cube is a product here: NumPy's power takes many times as long, and its last digit depends on the processor.

A square is no power to NumPy: it multiplies.
"""

import ast
from pathlib import Path

import pytest


def powers(code: str) -> list[str]:
    """Return the powers of what may be an array, by a whole number above 2."""
    return [
        ast.unparse(node)
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.BinOp)
        and isinstance(node.op, ast.Pow)
        and not isinstance(node.left, ast.Constant)
        and isinstance(node.right, ast.Constant)
        and isinstance(node.right.value, int)
        and node.right.value > 2
    ]


def test_no_snippet_takes_a_power_for_a_product(root: Path) -> None:
    files = sorted((root / "snippets").rglob("*.py"))
    assert {file.name: found for file in files if (found := powers(file.read_text(encoding="utf-8")))} == {}


@pytest.mark.parametrize(
    ("code", "found"), [("x**3", ["x ** 3"]), ("f(x)**4", ["f(x) ** 4"]), ("x**2 + 10**6 + x**n", [])]
)
def test_a_power_is_found(code: str, found: list[str]) -> None:
    assert powers(code) == found
