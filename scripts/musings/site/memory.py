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
    global _kept
    if _states.setdefault(what, state) != state:
        _kept = {}
        _states[what] = state


def once(
    what: Hashable, made_from: Hashable, make: Callable[[], T], *, keep: Callable[[T], bool] = lambda _: True
) -> T:
    """Return what `make` made when it was last called for this; call it again where that was made from other things.

    What `keep` refuses is returned and not remembered: a fault is told again by the next build.
    """
    kept = _kept
    if what in kept and kept[what][0] == made_from:
        found: T = kept[what][1]
        return found
    made = make()
    if keep(made):
        kept[what] = made_from, made  # where all was forgotten meanwhile, this is as well
    return made
