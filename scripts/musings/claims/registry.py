"""All kinds of claim, found by looking into this package, and all claims of a page."""

from __future__ import annotations

import pkgutil
from collections.abc import Collection, Sequence
from functools import cache
from importlib import import_module
from inspect import isabstract
from typing import Any

from musings import claims
from musings.claims.claim import Claim, Kind
from musings.core.page import Page
from musings.markdown.anchors import Anchors


@cache
def kinds() -> dict[str, Kind[Any]]:
    """Return every kind by its name, found by looking into this package."""
    found: dict[str, Kind[Any]] = {}
    for module in pkgutil.iter_modules(claims.__path__):
        loaded = import_module(f"{claims.__name__}.{module.name}")
        for value in vars(loaded).values():
            if isinstance(value, type) and issubclass(value, Kind) and not isabstract(value):
                found[value.name] = value()
    return found


def anchors(found: Sequence[Claim]) -> list[str]:
    """Return, for all claims of a page in their order, what the page calls their places; no name where it has none."""
    named = Anchors()
    given: list[str] = []
    picture: tuple[int, str] | None = None
    for claim in found:
        kind = kinds()[claim.kind]
        if picture and claim.mark[1] <= picture[0]:  # it stands in the words of a picture
            given.append(picture[1])
            continue
        place = kind.place(claim)
        given.append(named.next(*place) if place else "")
        if kind.image:
            picture = claim.mark[1], given[-1]
    return given


def find_claims(page: Page, *, without: Collection[str] = ()) -> list[Claim]:
    """Return all claims of a page in their order, but for those of kinds that are named."""
    found = [claim for name, kind in kinds().items() if name not in without for claim in kind.claims(page)]
    return sorted(found, key=lambda claim: claim.mark)
