"""The mutants that may survive, and why: `survivors.toml` beside this file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.mutants.crew import Verdict

_ENOUGH: Final = 20
"""So many mutants of a kind that are all noticed tell that it is looked at."""
_LISTED: Final = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True)
class Survivors:
    """By their places, mutants that are the same as what they were made of; by name, kinds that nothing looks at."""

    places: dict[tuple[str, str, str, int, str], str]
    open_kinds: dict[str, str]

    @classmethod
    def read(cls) -> Survivors:
        """Return what the file lists."""
        listed = tomllib.loads(_LISTED.read_text(encoding="utf-8"))
        places = {
            (each["kind"], each["file"], each["line"], each["column"], each["after"]): each["because"]
            for each in listed.get("same", [])
        }
        return cls(places, listed.get("open", {}))

    def complaints(self, verdicts: Iterable[Verdict], kinds: Iterable[str]) -> list[str]:
        """Return what is not as listed, of the kinds that were made."""
        verdicts = list(verdicts)
        alive = [each.mutant for each in verdicts if each.outcome == "survived"]
        said = []
        for mutant in sorted(alive, key=str):
            if mutant.place in self.places:
                continue
            if mutant.kind in self.open_kinds:
                print(f"open: {mutant}")
            else:
                said.append(f"nobody notices {mutant}")
        made = {each.mutant.place: each for each in verdicts}
        for place, because in self.places.items():
            if place[0] in kinds and (place not in made or made[place].outcome != "survived"):
                what = "is noticed" if place in made else "cannot be made any more"
                said.append(f"listed as the same ({because}), and {what}: {place}")
        for kind in self.open_kinds:
            left = [each for each in alive if each.kind == kind and each.place not in self.places]
            if kind in kinds and not left and sum(each.mutant.kind == kind for each in verdicts) >= _ENOUGH:
                said.append(f"listed as open, and all of its mutants are noticed: {kind}")
        return said
