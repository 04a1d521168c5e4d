"""A number that remembers how it came about, and the two ways to its slopes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from snippets.activations.softsign import softsign, softsign_derivative


# --8<-- [start:node]
@dataclass(eq=False)
class Node:
    """A number, and the numbers it was made of: each with the slope by that one.

    >>> two, three = Node(2.0), Node(3.0)
    >>> product = two * three + two
    >>> product.value
    8.0
    """

    value: float
    below: tuple[tuple[Node, float], ...] = ()

    def __add__(self, other: Node) -> Node:
        return Node(self.value + other.value, ((self, 1.0), (other, 1.0)))

    def __mul__(self, other: Node) -> Node:
        slopes = ((self, other.value), (other, self.value))
        return Node(self.value * other.value, slopes)

    def bent(self) -> Node:
        """The number bent by softsign."""
        slope = float(softsign_derivative(self.value))
        return Node(float(softsign(self.value)), ((self, slope),))


# --8<-- [end:node]


def upwards(top: Node) -> list[Node]:
    """All that `top` was made of, each number behind those it was made of itself.

    >>> two = Node(2.0)
    >>> [node.value for node in upwards(two * two + two)]
    [2.0, 4.0, 6.0]
    """
    order: list[Node] = []
    seen: set[int] = set()
    waiting: list[tuple[Node, bool]] = [(top, False)]
    while waiting:
        node, ready = waiting.pop()
        if ready:
            order.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            waiting.append((node, True))
            waiting.extend((each, False) for each, _ in node.below)
    return order


class Slopes(NamedTuple):
    """Slopes, and what they cost."""

    by: dict[Node, float]
    multiplications: int


# --8<-- [start:modes]
def reverse_mode(top: Node) -> Slopes:
    """The slope of `top` by every number below it: one walk down.

    >>> two = Node(2.0)
    >>> reverse_mode(two * two + two).by[two]
    5.0
    """
    slopes, multiplications = {top: 1.0}, 0
    for node in reversed(upwards(top)):
        for each, slope in node.below:
            slopes[each] = slopes.get(each, 0.0) + slopes[node] * slope
            multiplications += 1
    return Slopes(slopes, multiplications)


def forward_mode(top: Node, by: Node) -> Slopes:
    """The slope by one number of `top` and all on the way there: one walk up.

    >>> two = Node(2.0)
    >>> square = two * two
    >>> forward_mode(square + two, two).by[square]
    4.0
    """
    slopes, multiplications = {by: 1.0}, 0
    for node in upwards(top):
        for each, slope in node.below:
            if each in slopes:  # what does not depend on `by` costs nothing
                slopes[node] = slopes.get(node, 0.0) + slope * slopes[each]
                multiplications += 1
    return Slopes(slopes, multiplications)


# --8<-- [end:modes]


def one_unit(inputs: Sequence[Node], weights: Sequence[Node], bias: Node) -> Node:
    """The sum of a unit, before it is bent.

    >>> one_unit([Node(2.0), Node(1.0)], [Node(3.0), Node(-1.0)], Node(0.5)).value
    5.5
    """
    total = bias
    for weight, x in zip(weights, inputs, strict=True):
        total = total + weight * x
    return total


class TwoUnits(NamedTuple):
    """The net of two units on its way up: every number has a name."""

    x: Node
    w: Node
    z: Node
    h: Node
    v: Node
    y: Node
    loss: Node


def two_units(
    x: float = 2.0, w: float = 0.5, v: float = 4.0, target: float = 3.0
) -> TwoUnits:
    """One hidden unit, one output, and the square of what is missing.

    >>> net = two_units()
    >>> net.z.value, net.h.value, net.y.value, net.loss.value
    (1.0, 0.5, 2.0, 1.0)
    """
    inputs, first, second = Node(x), Node(w), Node(v)
    z = first * inputs
    h = z.bent()
    y = second * h
    missing = y + Node(-target)
    return TwoUnits(inputs, first, z, h, second, y, missing * missing)


def scalar_net(sizes: Sequence[int]) -> tuple[Node, list[Node]]:
    """The loss of a net built number by number, for one sample, and its parameters.

    Every weight is 0.1, every bias 0: slopes are counted here, not used.

    >>> top, parameters = scalar_net([2, 16, 1])
    >>> len(parameters)
    65
    """
    signals, parameters = [Node(1.0) for _ in range(sizes[0])], []
    for number, units in enumerate(sizes[1:], 2):
        sums = []
        for unit in layer(len(signals), units):
            parameters += unit
            sums.append(one_unit(signals, unit[1:], unit[0]))
        signals = [each.bent() for each in sums] if number < len(sizes) else sums
    top = signals[0] * signals[0]
    for each in signals[1:]:
        top = top + each * each
    return top, parameters


def layer(inputs: int, units: int) -> Iterator[list[Node]]:
    """For each unit its bias, then its weights.

    >>> [len(unit) for unit in layer(2, 3)]
    [3, 3, 3]
    """
    for _ in range(units):
        yield [Node(0.0), *(Node(0.1) for _ in range(inputs))]


class Cost(NamedTuple):
    """What all slopes of a net cost, counted."""

    parameters: int
    forward: int
    reverse: int


def cost(sizes: Sequence[int]) -> Cost:
    """Multiplications for the slope of the loss by every parameter, in both modes.

    >>> cost([1, 1])
    Cost(parameters=2, forward=7, reverse=6)
    """
    top, parameters = scalar_net(sizes)
    forward = sum(forward_mode(top, by=each).multiplications for each in parameters)
    return Cost(len(parameters), forward, reverse_mode(top).multiplications)
