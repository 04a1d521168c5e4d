r"""Reads the LaTeX of a post into a tree, by recursive descent.

Two existing readers were tried on every formula of the course. SymPy's own (the Lark grammar) stops at `\tanh^2(x)`,
`\lvert x\rvert`, `\operatorname`, `cases`, `m_{t-1}` and `\hat y`, and takes `e` for a plain letter.
`latex2sympy2_extended` takes `\log` for base ten, `T` for `t`, and stops at `erf`, `cases` and nested `\max`. Neither
says at which column. What is checked against code must be read exactly or refused, so this reader is small, knows the
notation of the course and nothing else, and refuses what two people could read differently (`\log x y`, `a / b c`,
`x^12`).
"""

from __future__ import annotations

from collections.abc import Iterable

from .errors import error_at
from .parser import Parser
from .stream import nesting
from .tokens import Token, tokenise
from .tree import Call, Node, Statement, Subscript, Symbol

_CONNECTIVES = {"where", "with", "and", "for"}


def read(latex: str, functions: Iterable[str] = ()) -> list[Statement]:
    """Return the statements of the LaTeX; `functions` are names whose bracket means application, not a product."""
    tokens = tokenise(latex)
    rows = _rows(latex, tokens)
    known = set(functions)
    for row in rows:
        known |= _applied(Parser(latex, row, known).left_side())
    return [_statement(Parser(latex, row, known)) for row in rows]


def read_symbol(latex: str) -> Node:
    """Return the symbol that a binding names."""
    tokens = tokenise(latex)
    parser = Parser(latex, tokens, ())
    parser.left = True
    node = parser.factor()
    parser.expect_stop()
    if not isinstance(node, Symbol | Subscript):
        raise error_at(latex, 0, f"{latex} is not a symbol that can be bound")
    return node


def _statement(parser: Parser) -> Statement:
    left, sides = parser.chain()
    return Statement(left, tuple(sides), at=(left or sides[0]).at)


def _applied(left: Node | None) -> set[str]:
    """Return the names that the left-hand side applies, without their primes too."""
    if left is None:
        return set()
    names = {node.name for node in left.walk() if isinstance(node, Call)}
    return names | {name.rstrip("'") for name in names}


def _rows(latex: str, tokens: list[Token]) -> list[list[Token]]:
    r"""Cut at `\\` of an aligned environment and at `, \quad`; a row that begins with `=` continues the one before."""
    stop = tokens[-1]
    body = _inside_aligned(latex, tokens[:-1])
    aligned = len(body) != len(tokens) - 1
    rows: list[list[Token]] = [[]]
    depth = 0
    for i, token in enumerate(body):
        depth += nesting(token)
        before_gap = token.text in {",", ";"} and i + 1 < len(body) and body[i + 1].kind == "gap"
        if depth == 0 and (before_gap or (aligned and token.text == r"\\")):
            rows.append([])
        elif (depth == 0 and aligned and token.text == "&") or (
            depth == 0 and not rows[-1] and (token.kind == "gap" or token.text.strip() in _CONNECTIVES)
        ):
            continue
        elif depth == 0 and not rows[-1] and token.text == "=" and len(rows) > 1:
            rows.pop()
            rows[-1].append(token)
        else:
            rows[-1].append(token)
    ended = [[*_unpunctuated(row), _stop(row[-1].at + len(row[-1].text))] for row in rows if row]
    if not ended:
        raise error_at(latex, stop.at, "the formula is empty")
    ended[-1][-1] = _stop(stop.at)
    return ended


def _stop(at: int) -> Token:
    return Token("stop", "the end", at)


def _unpunctuated(row: list[Token]) -> list[Token]:
    return row[:-1] if row[-1].text in {".", ",", ";"} else row


def _inside_aligned(latex: str, body: list[Token]) -> list[Token]:
    if not body or body[0].kind != "begin" or body[0].text.rstrip("*") not in {"aligned", "align", "gathered", "split"}:
        return body
    inside = body[1:-1]
    if body[-1].kind != "end" or body[-1].text != body[0].text:
        raise error_at(latex, body[0].at, rf"\begin{{{body[0].text}}} is not closed at the end of the formula")
    return inside
