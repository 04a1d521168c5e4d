"""All kinds of claim, found by looking into this package, and all claims of a page."""

from __future__ import annotations

import pkgutil
from collections.abc import Collection
from functools import cache
from importlib import import_module
from inspect import isabstract
from typing import Any

from musings import claims
from musings.claims.claim import Claim, Kind
from musings.core.page import Page


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


def find_claims(page: Page, *, without: Collection[str] = ()) -> list[Claim]:
    """Return all claims of a page in their order, but for those of kinds that are named."""
    found = [claim for name, kind in kinds().items() if name not in without for claim in kind.claims(page)]
    return sorted(found, key=lambda claim: claim.mark)
