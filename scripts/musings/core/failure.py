"""What is said to a writer when a claim does not hold."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Failure(Exception):
    """A claim that is wrong, or that cannot be proved as it is written.

    `problem` says what is the matter in one sentence, `expected` is what the page says, `got` what the code says, and
    `advice` what to do. `line` is the line in the page when it is not the claim's first one.
    """

    problem: str
    expected: str | None = None
    got: str | None = None
    advice: str | None = None
    line: int | None = None

    def __str__(self) -> str:
        """Return the report, one part a line; parts of several lines are indented under their name."""
        parts = [self.problem]
        for name, text in (("expected", self.expected), ("got", self.got), ("to do", self.advice)):
            if text is None:
                continue
            label = f"  {name + ':':<10}"
            lines = text.rstrip("\n").split("\n") if text.strip() else ["(nothing)"]
            parts.append(
                f"{label}{lines[0]}" if len(lines) == 1 else f"{label}\n" + "\n".join(f"    {x}" for x in lines)
            )
        return "\n".join(parts)


class NotHere(Failure):
    """A claim that cannot be proved in this environment, and is neither right nor wrong as far as it can tell."""
