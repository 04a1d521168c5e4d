"""The kinds of claim: each module of this package holds one."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from musings.claim import Claim, Kind
from musings.page import Page


@cache
def kinds() -> dict[str, Kind]:
    """Return every kind by its name, found by looking into this package."""
    found: dict[str, Kind] = {}
    for module in pkgutil.iter_modules(__path__):
        loaded = import_module(f"{__name__}.{module.name}")
        for value in vars(loaded).values():
            if isinstance(value, type) and issubclass(value, Kind) and value.__module__ == loaded.__name__:
                found[value.name] = value()
    return found


def find_claims(page: Page) -> list[Claim]:
    """Return all claims of a page in their order."""
    found = [claim for kind in kinds().values() for claim in kind.find(page)]
    return sorted(found, key=lambda claim: claim.mark)
