"""What `mkdocs serve` has made before and need not make again: the save of a page costs little more than that page.

What is remembered of a page rests on that page and on its surroundings: all other files, what pages say to each other,
their addresses. The surroundings are noted in every build, and where they have changed, everything is forgotten. A
process that builds once finds nothing here: what is published is always made whole.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")

_states: dict[str, Hashable] = {}
_kept: dict[Hashable, tuple[Hashable, Any]] = {}


def note(what: str, state: Hashable) -> None:
    """Say how something stands on which all that is remembered rests."""
    if _states.get(what) != state:
        _kept.clear()
        _states[what] = state


def once(what: Hashable, made_from: Hashable, make: Callable[[], T]) -> T:
    """Return what `make` made when it was last called for this; call it again where that was made from other things."""
    if what not in _kept or _kept[what][0] != made_from:
        _kept[what] = made_from, make()
    found: T = _kept[what][1]
    return found


def forget(what: Hashable) -> None:
    """Have it made again at the next build, since something was wrong with it."""
    _kept.pop(what, None)
