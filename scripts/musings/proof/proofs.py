"""Which proofs have succeeded: for each claim's content, where it was proved, how long that took, what it read.

What is kept may be damaged, of another time or another's: what is not of this shape is no proof.
"""

from __future__ import annotations

import hashlib
import json
import logging
import math
from collections.abc import Iterable
from typing import Any, Final

from musings.core import reads, store
from musings.core.failure import Failure
from musings.core.project import Project
from musings.core.reads import Record

_FILE: Final = "proofs.json"
_OLD: Final = 20_000
"""How many proofs of what was not looked at are kept: more than a site needs, so that going back costs nothing."""

_LOG = logging.getLogger("mkdocs.musings")

Kept = tuple[float, str]
"""The seconds of a proof, and under what name it is kept what it read: many proofs have read the same."""


class Proofs:
    """The proofs that a project keeps. A *place* is the arithmetic that a claim was proved under, and a name."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._path = project.cache / _FILE
        data = store.read_json(self._path)
        self._read = {name: read for name, read in _object(data.get("read")).items() if _is_record(read)}
        self._proofs = {
            key: {place: (float(kept[0]), kept[1]) for place, kept in _object(places).items() if self._is_proof(kept)}
            for key, places in _object(data.get("proofs")).items()
            if key
        }
        self._now: dict[str, str | None] = {}
        self._as_it_was: dict[str, bool] = {}

    def _is_proof(self, kept: Any) -> bool:
        match kept:
            case [int() | float() as seconds, str() as read] if not isinstance(seconds, bool):
                return math.isfinite(seconds) and read in self._read
        return False

    def places(self, key: str) -> dict[str, float]:
        """Return the places in which a claim was proved that has read what is still there, with the seconds."""
        return {place: seconds for place, (seconds, read) in self._proofs.get(key, {}).items() if self._holds(read)}

    def seconds(self, key: str, place: str) -> float | None:
        """Return how long the proof took in a place, or None where there is none."""
        return self.places(key).get(place)

    def arithmetics(self, key: str) -> int:
        """Return under how many arithmetics a claim was proved: places that compute alike count once."""
        return len({place.partition(" ")[0] for place in self.places(key)})

    def _holds(self, name: str) -> bool:
        """Whether all that a proof has read is as it was."""
        if name not in self._as_it_was:
            self._as_it_was[name] = all(self._content(file) == was for file, was in self._read[name].items())
        return self._as_it_was[name]

    def _content(self, file: str) -> str | None:
        if file not in self._now:  # once in a run, however many proofs have read it
            self._now[file] = reads.content(str(self._project.root / file))
        return self._now[file]

    def add(self, key: str, place: str, seconds: float, read: Record) -> None:
        """Keep that a claim was proved in a place, and what its proof has read."""
        name = hashlib.sha256(json.dumps(read, sort_keys=True).encode()).hexdigest()[:16]
        self._read[name] = dict(read)
        self._as_it_was[name] = True
        self._proofs.setdefault(key, {})[place] = round(seconds, 4), name

    def save(self, used: Iterable[str]) -> None:
        """Write the proofs, those just used last, and no more of the old ones than a site can need."""
        used = set(used)
        old = [item for item in self._proofs.items() if item[0] not in used][-_OLD:]
        proofs = dict(old) | {key: self._proofs[key] for key in used if key in self._proofs}
        names = {name for places in proofs.values() for _, name in places.values()}
        try:
            store.write_json(self._path, {"proofs": proofs, "read": {name: self._read[name] for name in names}})
        except Failure as failure:  # nothing is wrong with what was proved
            _LOG.warning("what was proved is not remembered: %s", failure)


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _is_record(value: Any) -> bool:
    return isinstance(value, dict) and all(state is None or isinstance(state, str) for state in value.values())
