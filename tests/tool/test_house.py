"""The tool's house: imports go down, and never in a circle."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import musings

TOOL = Path(musings.__file__).parent
FLOORS = (
    {"command", "testing", "bench"},
    {"site"},
    {"proof"},
    {"claims"},
    {"notebooks", "live", "drawing"},
    {"markdown"},
    {"mathematics", "services"},
    {"core"},
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}


def modules() -> dict[str, Path]:
    """Every module of the tool by its dotted name."""
    found = {}
    for path in TOOL.rglob("*.py"):
        parts = path.relative_to(TOOL.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(text: str, known: set[str]) -> Iterator[str]:
    """The modules that a module imports anywhere, those for the type checker alone among them."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module in known:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in known else node.module


def graph() -> dict[str, set[str]]:
    known = modules()
    return {name: set(imports(path.read_text(encoding="utf-8"), set(known))) - {name} for name, path in known.items()}


def room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def test_every_room_has_a_floor() -> None:
    rooms = {room(name) for name in graph()} - {"", "__main__"}
    assert rooms == set(FLOOR)


def test_imports_go_down() -> None:
    up = [
        f"{name} -> {other}"
        for name, others in graph().items()
        for other in others
        if room(name) in FLOOR and room(other) in FLOOR and FLOOR[room(name)] > FLOOR[room(other)]
    ]
    assert not up


def test_there_is_no_circle() -> None:
    try:
        TopologicalSorter(graph()).prepare()
    except CycleError as error:
        pytest.fail(f"a circle: {' -> '.join(error.args[1])}")


def test_an_import_upward_would_be_seen() -> None:
    known = set(modules())
    text = "from musings.site import ledger\n\n\ndef late():\n    import musings.proof.check\n"
    assert set(imports(text, known)) == {"musings.site.ledger", "musings.proof.check"}
