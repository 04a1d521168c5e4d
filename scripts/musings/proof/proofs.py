"""Which proofs have succeeded: for each claim's content, where it was proved, how long that took."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from musings.core import store
from musings.core.project import Project

_FILE: Final = "proofs.json"
_OLD: Final = 20_000
"""How many proofs of what was not looked at are kept: more than a site needs, so that going back costs nothing."""


class Proofs:
    """The proofs that a project keeps. A *place* is the arithmetic that a claim was proved under, and a name."""

    def __init__(self, project: Project) -> None:
        self._path = project.cache / _FILE
        self._seconds = {key: kept for key, kept in store.read_json(self._path).items() if isinstance(kept, dict)}

    def seconds(self, key: str, place: str) -> float | None:
        """Return how long the proof took in a place, or None where there is none."""
        seconds = self._seconds.get(key, {}).get(place)
        return None if seconds is None else float(seconds)

    def places(self, key: str) -> dict[str, float]:
        """Return the places in which a claim was proved, with the seconds that it took there."""
        return dict(self._seconds.get(key, {}))

    def arithmetics(self, key: str) -> int:
        """Return under how many arithmetics a claim was proved: places that compute alike count once."""
        return len({place.partition(" ")[0] for place in self._seconds.get(key, {})})

    def add(self, key: str, place: str, seconds: float) -> None:
        """Keep that a claim was proved in a place."""
        self._seconds.setdefault(key, {})[place] = round(seconds, 4)

    def save(self, used: Iterable[str]) -> None:
        """Write the proofs, those just used last, and no more of the old ones than a site can need."""
        used = set(used)
        old = [item for item in self._seconds.items() if item[0] not in used][-_OLD:]
        store.write_json(self._path, dict(old) | {key: self._seconds[key] for key in used if key in self._seconds})
