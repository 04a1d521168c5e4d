"""The parts of a formula as they are written, each with its offset into the LaTeX.

Two parts are equal when they say the same, wherever they stand: that is how a symbol of the formula finds its binding.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields


@dataclass(frozen=True)
class Node:
    """Any part of a formula."""

    at: int = field(compare=False, kw_only=True, default=0)

    def children(self) -> Iterator[Node]:
        """Yield the parts that this part is made of, in the order of writing."""
        for each in fields(self):
            yield from _nodes(getattr(self, each.name))

    def walk(self) -> Iterator[Node]:
        """Yield this part and all parts inside it."""
        yield self
        for child in self.children():
            yield from child.walk()


def _nodes(value: object) -> Iterator[Node]:
    if isinstance(value, Node):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _nodes(item)


@dataclass(frozen=True)
class Number(Node):
    """A decimal number, kept as text so that no digit is lost."""

    text: str


@dataclass(frozen=True)
class Symbol(Node):
    r"""A letter, a Greek letter, an accented or a named one: `x`, `\alpha`, `\hat{y}`, `softplus`."""

    name: str


@dataclass(frozen=True)
class Subscript(Node):
    """A part with subscripts: `z_i`, `t_{ik}`, `m_{t-1}`."""

    base: Node
    indices: tuple[Node, ...]


@dataclass(frozen=True)
class Add(Node):
    """A sum of terms."""

    terms: tuple[Node, ...]


@dataclass(frozen=True)
class Negative(Node):
    """A term with a minus sign."""

    term: Node


@dataclass(frozen=True)
class Multiply(Node):
    """A product of factors."""

    factors: tuple[Node, ...]


@dataclass(frozen=True)
class Divide(Node):
    """A fraction."""

    above: Node
    below: Node


@dataclass(frozen=True)
class Power(Node):
    """A base with an exponent."""

    base: Node
    exponent: Node


@dataclass(frozen=True)
class Call(Node):
    r"""A function applied to arguments; the name carries its primes: `\sigma'`."""

    name: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True)
class Fold(Node):
    """A sum, a product, a largest or a smallest over an index; no bounds means the whole length."""

    kind: str
    index: str
    lower: Node | None
    upper: Node | None
    body: Node


@dataclass(frozen=True)
class Relation(Node):
    """A chain of comparisons: `-3 < x < 3`."""

    operands: tuple[Node, ...]
    signs: tuple[str, ...]


@dataclass(frozen=True)
class Logic(Node):
    """Conditions joined by `and` or `or`."""

    kind: str
    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Cases(Node):
    """Values with their conditions; the condition of `otherwise` is None."""

    rows: tuple[tuple[Node, Node | None], ...]


@dataclass(frozen=True)
class Statement(Node):
    """One line of a formula: what stands left of the first `=`, and every side after it."""

    left: Node | None
    sides: tuple[Node, ...]
