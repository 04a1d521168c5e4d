"""Every statement holds and shows what it looked at; what makes one false stands with the tests of its topic."""

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.snippets.facts import facts_of

SNIPPETS = Path(__file__).parents[2] / "snippets"


def statements() -> Iterator[Any]:
    """Yield each, in one process with its topic's tests, which run the same experiments."""
    for file in sorted(SNIPPETS.glob("*/statements.py")):
        topic = file.parent.name
        group = pytest.mark.xdist_group(f"tests/snippets/{topic}/test_statements.py")
        for name, function in facts_of(import_module(f"snippets.{topic}.statements")).items():
            yield pytest.param(function, id=f"{topic}.{name}", marks=group)


@pytest.mark.parametrize("statement", list(statements()))
def test_a_statement_holds_and_shows_what_it_looked_at(statement: Callable[[], tuple[bool, Any]]) -> None:
    holds, seen = statement()
    assert holds is True
    assert seen
