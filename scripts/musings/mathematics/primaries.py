"""The grammar's lower half: numbers, symbols, brackets, fractions, functions, sums over an index, cases."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable

from .cases import CaseReader
from .functions import ARGUMENTS, FOLDS, NAMED
from .tokens import Token
from .tree import Call, Divide, Fold, Node, Number, Power, Symbol

CLOSING = {"(": ")", "[": "]", r"\{": r"\}", "{": "}", r"\lvert": r"\rvert", "|": "|"}
_MARKS = "hat widehat bar overline tilde vec dot mathbf boldsymbol bm mathcal mathbb"
_GREEK = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi "
    "omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
)
ACCENTS = {rf"\{name}" for name in _MARKS.split()}
LETTERS = {rf"\{name}" for name in (*_GREEK.split(), "ell", "partial", "nabla")}


class Primaries(CaseReader, ABC):
    """Reads the parts that operators join."""

    def __init__(self, latex: str, tokens: list[Token], functions: Iterable[str]) -> None:
        """Read `tokens`; only the names in `functions` make a bracket after them an application."""
        super().__init__(latex, tokens, functions)
        self.left = False
        self.bare_end = -1

    @abstractmethod
    def term(self) -> Node:
        """Read factors."""

    @abstractmethod
    def factor(self) -> Node:
        """Read a primary part with its scripts."""

    def primary(self) -> Node:
        """Read a part that no operator divides."""
        token = self.token
        if token.kind in {"text", "stop", "gap"}:
            raise self.error("something is missing here" if token.kind == "stop" else f"{token.text!r} in a formula")
        if token.kind == "begin":
            return self.cases()
        if token.text in NAMED or token.text in FOLDS:
            return self._function()
        self.position += 1
        if token.kind == "number":
            return Number(token.text, at=token.at)
        if token.kind in {"letter", "name"} or token.text in LETTERS:
            return self._symbol(token.text, token)
        if token.text in ACCENTS:
            return self._symbol(f"{token.text}{{{self._accented()}}}", token)
        if token.text in {"|", r"\lvert"}:
            return Call("abs", (self.inside(CLOSING[token.text], self.sum),), at=token.at)
        if token.text in CLOSING:
            return self.inside(CLOSING[token.text], self.sum)
        if token.text == r"\frac":
            return Divide(self._argument(), self._argument(), at=token.at)
        if token.text == r"\sqrt":
            return self._root(token)
        raise self.error(f"{token.text} cannot be read here", token.at)

    def _accented(self) -> str:
        braces = self.take("{")
        token = self.token
        if token.kind not in {"letter", "name"} and token.text not in LETTERS:
            raise self.error("an accent needs a single letter")
        self.position += 1
        if braces:
            self.expect("}")
        return token.text

    def _symbol(self, name: str, token: Token) -> Node:
        while self.take("'"):
            name += "'"
        applied = self.token.text == "(" and self.token.kind != "text"
        if applied and (self.left or token.kind == "name" or name in self.functions):
            return Call(name, self._arguments(), at=token.at)
        if name.endswith("'") and not self.left:
            raise self.error(f"{name} is not applied to anything", token.at)
        return Symbol(name, at=token.at)

    def _arguments(self) -> tuple[Node, ...]:
        opening = self.token
        self.position += 1
        return self.inside(CLOSING[opening.text], self._listed)

    @abstractmethod
    def _listed(self) -> tuple[Node, ...]:
        """Read parts with commas between."""

    def _argument(self) -> Node:
        """Read what TeX takes as a macro's argument: a group or one token, of a number its first digit."""
        if self.take("{"):
            return self.inside("}", self.sum)
        token = self.token
        if token.kind == "number":
            rest = token.text[1:]
            if rest:
                self.tokens[self.position] = Token("number", rest, token.at + 1)
            else:
                self.position += 1
            return Number(token.text[0], at=token.at)
        if token.kind == "letter" or token.text in LETTERS:
            self.position += 1
            return Symbol(token.text, at=token.at)
        raise self.error(f"expected {{, found {token.text}")

    def _root(self, token: Token) -> Node:
        degree: Node = Number("2", at=token.at)
        if self.take("["):
            degree = self.inside("]", self.sum)
        return Power(self._argument(), Divide(Number("1", at=token.at), degree, at=token.at), at=token.at)

    # -- functions and folds

    def _function(self) -> Node:
        token = self.token
        self.position += 1
        if token.text in FOLDS and (self.token.text in {"_", "^"} or token.text not in NAMED):
            return self._fold(token)
        name = NAMED[token.text]
        exponent = base = None
        while mark := self.take("^", "_", "'"):
            if mark.text == "'" and self.left:
                name += "'"
                continue
            if mark.text == "'" or (mark.text == "_" and (name != "log" or base)) or (mark.text == "^" and exponent):
                raise self.error(f"{mark.text} after {token.text} cannot be read", mark.at)
            content = self._argument()
            exponent, base = (content, base) if mark.text == "^" else (exponent, content)
        if exponent is not None and not (isinstance(exponent, Number) and exponent.text != "1"):
            raise self.error("only a power such as 2 may stand here", exponent.at, "an inverse has a name of its own")
        call: Node = Call(name, self._applied(token, name), at=token.at)
        if base is not None:
            call = Divide(call, Call("log", (base,), at=token.at), at=token.at)
        return call if exponent is None else Power(call, exponent, at=token.at)

    def _applied(self, token: Token, name: str) -> tuple[Node, ...]:
        if self.token.text in {"(", "[", r"\{", "{"}:
            arguments = self._arguments()
            if self.token.text in {"^", "_"} and not self.left:
                raise self.error("it is not clear what this belongs to", advice="write it straight after the name")
        else:
            arguments = (self.factor(),)
            self.bare_end = self.position
        fewest, most = ARGUMENTS.get(name, (1, 1))
        if not fewest <= len(arguments) <= most:
            raise self.error(f"{token.text} with {len(arguments)} arguments", token.at)
        return arguments

    def _fold(self, token: Token) -> Node:
        names: list[Token] = []
        lower = upper = None
        while mark := self.take("_", "^"):
            if mark.text == "_" and not names:
                names, lower = self._range()
            elif mark.text == "^" and upper is None:
                upper = self._argument()
            else:
                raise self.error(f"two {mark.text} at {token.text}", mark.at)
        if not names:
            raise self.error(f"{token.text} does not say over which index", token.at, f"write {token.text}_i")
        if (lower is None) != (upper is None):
            raise self.error(f"{token.text} needs both bounds or none", token.at)
        body = self.term()
        for name in reversed(names):
            body = Fold(FOLDS[token.text], name.text, lower, upper, body, at=token.at)
        return body

    def _range(self) -> tuple[list[Token], Node | None]:
        braces = self.take("{")
        names: list[Token] = []
        while self.token.kind == "letter" and (braces or not names):
            names.append(self.token)
            self.position += 1
            if braces:
                self.take(",")
        if not names:
            raise self.error("expected an index")
        lower = None
        if braces:
            if len(names) == 1 and self.take("="):
                lower = self.sum()
            self.expect("}")
        return names, lower
