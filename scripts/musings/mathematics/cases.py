"""Reads `cases`: values with their conditions."""

from __future__ import annotations

from abc import ABC, abstractmethod

from .stream import Stream
from .tree import Cases, Logic, Node, Relation

_COMPARISONS = {"<", ">", r"\le", r"\ge", r"\ne", "="}
_IF = {"if", "for", "when", "where"}
_OTHERWISE = {"otherwise", "else"}


class CaseReader(Stream, ABC):
    """Reads the environment and its conditions."""

    @abstractmethod
    def sum(self) -> Node:
        """Read terms joined by + and -."""

    def cases(self) -> Node:
        opening = self.token
        if opening.text not in {"cases", "dcases"}:
            raise self.error(rf"\begin{{{opening.text}}} cannot be read here")
        self.position += 1
        rows: list[tuple[Node, Node | None]] = []
        bars, self.bars = self.bars, 0
        while self.token.kind != "end":
            if rows and rows[-1][1] is None:
                raise self.error("a case after the one for everything else")
            value = self.sum()
            self.take(",")
            self.expect("&")
            rows.append((value, self._condition()))
            if not self.take("\\\\"):
                break
        if self.token.kind != "end" or self.token.text != opening.text:
            raise self.error(rf"expected \end{{{opening.text}}}, found {self.token.text}")
        self.position += 1
        self.bars = bars
        if not rows:
            raise self.error("no cases", opening.at)
        return Cases(tuple(rows), at=opening.at)

    def _text(self, words: set[str]) -> bool:
        while self.token.kind == "gap":
            self.position += 1
        found = self.token.kind == "text" and self.token.text.strip(" ,.~") in words
        self.position += found
        return found

    def _condition(self) -> Node | None:
        if self._text(_OTHERWISE):
            self.take(".")
            return None
        self._text(_IF)
        at = self.token.at
        node = self._conjunction()
        parts = [node]
        while self._text({"or"}) or self.take(r"\lor"):
            parts.append(self._conjunction())
        self.take(".", ",")
        return node if len(parts) == 1 else Logic("or", tuple(parts), at=at)

    def _conjunction(self) -> Node:
        parts = [self._relation()]
        while self._text({"and"}) or self.take(r"\land"):
            parts.append(self._relation())
        return parts[0] if len(parts) == 1 else Logic("and", tuple(parts), at=parts[0].at)

    def _relation(self) -> Node:
        operands, signs = [self.sum()], []
        while sign := self.take(*_COMPARISONS):
            signs.append(sign.text)
            operands.append(self.sum())
        if not signs:
            raise self.error("expected a comparison", advice=r"write \text{otherwise} for everything else")
        return Relation(tuple(operands), tuple(signs), at=operands[0].at)
