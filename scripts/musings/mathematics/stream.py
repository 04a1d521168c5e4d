"""The tokens of one row, read from left to right."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from .errors import FormulaError, error_at
from .tokens import Token

Result = TypeVar("Result")
EQUALS = {"=", r"\approx"}


class Stream:
    """A place in a row of tokens, and the names that are known to be functions."""

    def __init__(self, latex: str, tokens: list[Token], functions: Iterable[str]) -> None:
        """Stand before the first of `tokens`, which end in one of the kind `stop`."""
        self.latex = latex
        self.tokens = tokens
        self.functions = set(functions)
        self.position = 0
        self.bars = 0

    @property
    def token(self) -> Token:
        """The token to be read next."""
        return self.tokens[self.position]

    def take(self, *texts: str) -> Token | None:
        """Read the next token if it is one of these."""
        token = self.token
        if token.text not in texts or token.kind in {"text", "stop"}:
            return None
        self.position += 1
        return token

    def expect(self, text: str) -> Token:
        """Read this token, or raise the error that says what stands there instead."""
        found = self.take(text)
        if found is None:
            raise self.error(f"expected {text}, found {self.token.text}")
        return found

    def expect_stop(self) -> None:
        """Raise an error if something is left."""
        if self.token.kind != "stop":
            raise self.error(f"{self.token.text} cannot be read here")

    def error(self, message: str, at: int | None = None, advice: str | None = None) -> FormulaError:
        """Return the error that points at the next token, or at `at`."""
        return error_at(self.latex, self.token.at if at is None else at, message, advice=advice)

    def inside(self, closing: str, rule: Callable[[], Result]) -> Result:
        """Read by `rule` what stands in brackets, and the bracket that closes them."""
        bars, self.bars = self.bars, int(closing == "|")
        content = rule()
        self.expect(closing)
        self.bars = bars
        return content

    def relates(self) -> bool:
        """Say whether an equals sign stands outside all brackets."""
        depth = 0
        for token in self.tokens:
            depth += nesting(token)
            if depth == 0 and token.kind != "text" and token.text in EQUALS:
                return True
        return False


def nesting(token: Token) -> int:
    """Return 1 for a token that opens a bracket or an environment, -1 for one that closes it, else 0."""
    if token.kind in {"begin", "end"}:
        return 1 if token.kind == "begin" else -1
    if token.kind == "text":
        return 0
    return int(token.text in {"(", "[", "{", r"\{"}) - int(token.text in {")", "]", "}", r"\}"})
