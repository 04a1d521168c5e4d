"""What a person looked at since no program can tell: digests by name. What has changed is to be looked at again."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from musings.core import store


def kept(path: Path, name: str) -> list[str]:
    """Return the digests of what was approved under a name."""
    found = _read(path, store.stamp(path)).get(name)
    return found if isinstance(found, list) else []


def names(path: Path) -> list[str]:
    """Return the names under which something was approved."""
    return list(_read(path, store.stamp(path)))


def keep(path: Path, name: str, digests: Iterable[str]) -> None:
    """Have these, and no others, be what was approved under a name; without any, the name is forgotten."""
    now = store.read_json(path) | {name: sorted(digests)}
    store.write_json(path, {name: kept for name, kept in now.items() if kept})


@lru_cache(maxsize=8)
def _read(path: Path, _stamp: tuple[int, int]) -> dict[str, Any]:
    return store.read_json(path)
