"""Cuts LaTeX into tokens, each with its offset."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .errors import error_at

_DROPPED = {r"\,", r"\;", r"\:", r"\!", r"\>", r"\ ", "~", r"\displaystyle", r"\textstyle", r"\limits", r"\nolimits"}
_GAPS = {r"\quad", r"\qquad"}
_SIZES = re.compile(r"\\(left|right|middle|[bB]igg?[lrm]?)(?![A-Za-z])\s*")
_TEXT = re.compile(r"\\(?:text|textrm|mbox)\s*\{([^{}]*)\}")
_NAME = re.compile(r"\\(?:operatorname\*?|mathrm|mathsf|mathtt|mathit)\s*\{([^{}]*)\}")
_ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{([A-Za-z]+\*?)\}")
_COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)", re.DOTALL)
_NUMBER = re.compile(r"\d+(?:\.\d+)?|\.\d+")
_SYMBOLS = set("^_{}()[]|+-*/=<>,&.;'!:")
_SAME = {
    r"\{": r"\{",
    r"\lbrace": r"\{",
    r"\rbrace": r"\}",
    r"\lbrack": "[",
    r"\rbrack": "]",
    r"\vert": "|",
    r"\dfrac": r"\frac",
    r"\tfrac": r"\frac",
    r"\leq": r"\le",
    r"\leqslant": r"\le",
    r"\geq": r"\ge",
    r"\geqslant": r"\ge",
    r"\neq": r"\ne",
    r"\lt": "<",
    r"\gt": ">",
    r"\times": r"\cdot",
    r"\odot": r"\cdot",
    r"\varepsilon": r"\epsilon",
    r"\varphi": r"\phi",
    r"\wedge": r"\land",
    r"\vee": r"\lor",
    r"\coloneqq": "=",
    r"\prime": "'",
}


@dataclass(frozen=True)
class Token:
    """A piece of LaTeX: its kind, its text, and where it stands."""

    kind: str  # number, letter, name, command, symbol, text, gap, begin, end, stop
    text: str
    at: int


def tokenise(latex: str) -> list[Token]:
    """Return the tokens of the LaTeX, closed by one of the kind `stop`."""
    tokens: list[Token] = []
    at = 0
    while at < len(latex):
        token, after = _next(latex, at)
        if token is not None:
            tokens.append(token)
        at = after
    tokens.append(Token("stop", "the end", len(latex)))
    return tokens


def _next(latex: str, at: int) -> tuple[Token | None, int]:
    char = latex[at]
    if char.isspace() or char == "~":
        return None, at + 1
    if char == "\\":
        return _command(latex, at)
    if found := _NUMBER.match(latex, at):
        return Token("number", found.group(), at), found.end()
    if char.isascii() and char.isalpha():
        return Token("letter", char, at), at + 1
    if char in _SYMBOLS:
        return Token("symbol", char, at), at + 1
    advice = "write Greek letters, minus signs and comparisons as LaTeX commands" if not char.isascii() else None
    raise error_at(latex, at, f"the character {char!r} cannot be read", advice=advice)


def _command(latex: str, at: int) -> tuple[Token | None, int]:
    if found := _TEXT.match(latex, at):
        return Token("text", found.group(1), at), found.end()
    if found := _NAME.match(latex, at):
        name = found.group(1).strip().replace(r"\_", "_").replace(r"\,", "")
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", name):
            raise error_at(latex, at, f"{found.group()} is not a name")
        return Token("letter" if len(name) == 1 else "name", name, at), found.end()
    if found := _ENVIRONMENT.match(latex, at):
        return Token(found.group(1), found.group(2), at), found.end()
    if found := _SIZES.match(latex, at):
        return _delimiter(latex, at, found.end(), found.group(1))
    found = _COMMAND.match(latex, at)
    if found is None:
        raise error_at(latex, at, "a backslash with nothing after it")
    text = _SAME.get(found.group(), found.group())
    if text in _DROPPED or text.isspace() or text[1:].isspace():
        return None, found.end()
    kind = "gap" if text in _GAPS else "command" if text.startswith("\\") else "symbol"
    return Token(kind, text, at), found.end()


def _delimiter(latex: str, at: int, after: int, size: str) -> tuple[Token | None, int]:
    if after >= len(latex):
        raise error_at(latex, at, f"\\{size} with nothing after it")
    token, end = _next(latex, after)
    if token is None or token.text not in {"(", ")", "[", "]", r"\{", r"\}", "|", r"\lvert", r"\rvert"}:
        raise error_at(latex, after, f"\\{size} needs a bracket after it")
    if token.text == "|" and size != "middle" and size[-1] in "tlr":
        closing = size in {"right"} or size.endswith("r")
        return Token("command", r"\rvert" if closing else r"\lvert", at), end
    return Token(token.kind, token.text, at), end
