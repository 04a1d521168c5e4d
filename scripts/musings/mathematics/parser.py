"""The grammar's upper half: chains, sums, products, subscripts and exponents."""

from __future__ import annotations

from .functions import FOLDS, NAMED
from .primaries import ACCENTS, CLOSING, LETTERS, Primaries
from .tokens import Token
from .tree import Add, Call, Divide, Multiply, Negative, Node, Number, Power, Subscript, Symbol

_STARTS = LETTERS | ACCENTS | NAMED.keys() | FOLDS.keys() | CLOSING.keys() | {r"\frac", r"\sqrt"}


class Parser(Primaries):
    """Reads one row of tokens."""

    def left_side(self) -> Node | None:
        """Read what stands before the first `=`; None where there is none."""
        self.left = self.relates()
        return self.sum() if self.left else None

    def chain(self) -> tuple[Node | None, list[Node]]:
        """Read `left = side = side`."""
        left = self.left_side()
        self.left = False
        if left is None:
            sides = [self.sum()]
        else:
            sides = []
            while self.take("=") or (not sides and self.take(r"\approx")):
                sides.append(self.sum())
        if self.token.text == r"\approx":
            raise self.error(r"\approx after another side: what is only nearly equal cannot be proved")
        self.expect_stop()
        return left, sides

    def sum(self) -> Node:
        """Read terms joined by + and -."""
        at = self.token.at
        terms = [self._signed()]
        while self.token.text in {"+", "-"}:
            terms.append(self._signed())
        return terms[0] if len(terms) == 1 else Add(tuple(terms), at=at)

    def _signed(self) -> Node:
        sign = self.take("+", "-")
        if sign and self.token.text in {"+", "-"}:
            raise self.error("two signs side by side", advice="put brackets around the second")
        term = self.term()
        return Negative(term, at=sign.at) if sign and sign.text == "-" else term

    def term(self) -> Node:
        r"""Read factors joined by nothing, by \cdot or by /."""
        node, slash = self.factor(), False
        while True:
            at = self.token.at
            bare = self.position == self.bare_end
            if self.take(r"\cdot", "*"):
                node, slash = Multiply((node, self.factor()), at=at), False
            elif self.take("/"):
                if slash or bare or (isinstance(node, Multiply) and self.position == self.bare_end):
                    raise self.error("it is not clear what is divided by what", at, r"use \frac or brackets")
                node, slash = Divide(node, self.factor(), at=at), True
            elif not self._starts_factor():
                return node
            elif slash or bare:
                raise self.error("it is not clear how far the part before this goes", at, "put it in brackets")
            elif self.token.kind == "number":
                raise self.error("a number straight after a factor", at, r"put it in front or write \cdot")
            else:
                node = Multiply((node, self.factor()), at=at)

    def _starts_factor(self) -> bool:
        token = self.token
        if token.kind in {"number", "letter", "name"}:
            return True
        if token.kind == "begin":
            return token.text in {"cases", "dcases"}
        if token.text == "|":
            return self.bars == 0
        return token.kind not in {"text", "stop"} and token.text in _STARTS

    def factor(self) -> Node:
        """Read a primary part with its subscripts and its exponent."""
        bracketed = self.token.text in CLOSING
        node = self.primary()
        while self.token.text in {"^", "_", "'"} and self.position != self.bare_end:
            node = self._script(node, bracketed=bracketed)
        return node

    def _script(self, node: Node, *, bracketed: bool) -> Node:
        mark = self.token
        self.position += 1
        if mark.text == "'":
            raise self.error("a prime on what is not a function", mark.at)
        if mark.text == "_":
            indices = self._script_content(mark)
            if isinstance(node, Power):  # x^2_i means x_i^2
                return Power(self._subscript(node.base, indices, mark), node.exponent, at=node.at)
            return self._subscript(node, indices, mark)
        if isinstance(node, Call) and node.name in NAMED.values() and not bracketed:
            raise self.error("it is not clear what is raised", mark.at, "write the exponent straight after the name")
        if isinstance(node, Power):
            raise self.error("two exponents", mark.at, "put brackets around the first power")
        exponent = self._script_content(mark)
        if len(exponent) > 1:
            raise self.error("several exponents", mark.at)
        return Power(node, exponent[0], at=node.at)

    def _subscript(self, node: Node, indices: tuple[Node, ...], mark: Token) -> Node:
        if isinstance(node, Subscript):
            raise self.error("two subscripts", mark.at)
        return Subscript(node, indices, at=node.at)

    def _script_content(self, mark: Token) -> tuple[Node, ...]:
        """Read the single token or the group after ^ or _; neighbouring letters in a subscript are several indices."""
        token = self.token
        if self.take("{"):
            separate = mark.text == "_" and all(each.kind == "letter" for each in self._group())
            return self.inside("}", self._separate if separate else self._listed)
        if token.kind == "number" and len(token.text) > 1:
            raise self.error(
                f"{mark.text}{token.text} moves its first digit only", advice=f"write {mark.text}{{{token.text}}}"
            )
        if token.kind not in {"number", "letter"} and token.text not in LETTERS:
            raise self.error(f"{token.text} cannot be read after {mark.text}")
        self.position += 1
        return (Number(token.text, at=token.at) if token.kind == "number" else Symbol(token.text, at=token.at),)

    def _group(self) -> list[Token]:
        rest = self.tokens[self.position :]
        end = next((i for i, token in enumerate(rest) if token.text == "}"), len(rest))
        return [token for token in rest[:end] if token.text != ","]

    def _separate(self) -> tuple[Node, ...]:
        parts = []
        while self.token.kind == "letter":
            parts.append(Symbol(self.token.text, at=self.token.at))
            self.position += 1
            self.take(",")
        if not parts:
            raise self.error("an empty subscript")
        return tuple(parts)

    def _listed(self) -> tuple[Node, ...]:
        parts = [self.sum()]
        while self.take(","):
            parts.append(self.sum())
        return tuple(parts)
