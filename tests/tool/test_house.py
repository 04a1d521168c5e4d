"""The tool's house: imports go down, and never in a circle; what a kind of claim is, its own module alone knows."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import musings
from musings.claims.registry import kinds

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
OF_ALL_CLAIMS = {"musings.claims", "musings.claims.claim", "musings.claims.registry", "musings.claims.words"}
OTHER_WORDS = {
    ("musings.command.cli", "explorer"),  # what a command was asked for, told with its failure
    ("musings.command.cli", "figure"),
    ("musings.core.notebook_page", "table"),  # HTML's element
    ("musings.drawing.figures", "figure"),  # a class of the style sheet
    ("musings.markdown.exhibits", "listing"),
    ("musings.markdown.exhibits", "table"),
    ("musings.services", "setup"),  # a section of services.toml
    ("musings.site.catalogue_page", "formula"),  # a field of a catalogue's entry
}
"""Words that happen to be the name of a kind as well, each with the module that says it."""
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


def strings(text: str) -> Iterator[str]:
    """The strings that a module's code works with: all but those that stand as a statement, such as docstrings."""
    tree = ast.parse(text)
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


def outside_claims() -> dict[str, Path]:
    """The modules that must do for any kind of claim; those of the browser know what a page shows of some."""
    return {
        name: path
        for name, path in modules().items()
        if room(name) != "claims" and not name.startswith("musings.live.browser")
    }


def test_no_other_module_names_a_kind_of_claim() -> None:
    named = {
        (name, word)
        for name, path in outside_claims().items()
        for word in strings(path.read_text(encoding="utf-8"))
        if word in kinds()
    }
    assert named == OTHER_WORDS


def test_no_other_module_imports_a_kind_of_claim() -> None:
    known = graph()
    imported = {other for name in outside_claims() for other in known[name] if room(other) == "claims"}
    assert imported <= OF_ALL_CLAIMS


def test_the_name_of_a_kind_would_be_seen() -> None:
    text = '"""fact"""\nsaid = {"fact": 1}\n\n\ndef late(kind):\n    "figure"\n    return kind == "plot"\n'
    assert set(strings(text)) == {"fact", "plot"}
