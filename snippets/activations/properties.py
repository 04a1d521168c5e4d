"""Properties of a function in words and signs, as tables print them."""

from collections.abc import Callable, Sequence
from math import inf, isinf

import numpy as np

from snippets.arrays import Array

NOTHING = "–"


def interval(
    lower: float, upper: float, lower_reached: bool, upper_reached: bool
) -> str:
    """Range as an interval.

    A bracket where the bound is reached, a parenthesis where it is only approached.

    >>> interval(-0.375, inf, True, False), interval(-1.0, 1.0, False, False)
    ('[−0.375, ∞)', '(−1, 1)')
    """
    opening, closing = "[" if lower_reached else "(", "]" if upper_reached else ")"
    return f"{opening}{bound(lower)}, {bound(upper)}{closing}"


def bound(value: float) -> str:
    """Bound with three digits at most, with the signs of print.

    >>> bound(-inf), bound(-0.375), bound(1.0)
    ('−∞', '−0.375', '1')
    """
    sign = "−" if value < 0 else ""
    return sign + ("∞" if isinf(value) else f"{abs(value):.3g}")


def numbers(values: Sequence[float]) -> str:
    """Numbers in a row, or a dash for none.

    >>> numbers((-3.0, 3.0)), numbers(())
    ('−3, 3', '–')
    """
    return ", ".join(bound(value) for value in values) or NOTHING


def sides(left: bool, right: bool) -> str:
    """Sides on which something holds.

    >>> sides(True, True), sides(True, False), sides(False, False)
    ('both', 'left', '–')
    """
    words = {
        (True, True): "both",
        (True, False): "left",
        (False, True): "right",
        (False, False): NOTHING,
    }
    return words[left, right]


def largest_slope(slope: Callable[[Array], Array]) -> float:
    """Least number that no slope exceeds, up or down; ∞ where there is none.

    It need not be reached: that of √(1 + x²) comes as close to 1 as you like. So the
    fine grid from −10 to 10 goes on to ±10,000.

    >>> largest_slope(np.cos), largest_slope(np.square)
    (1.0, inf)
    >>> round(largest_slope(lambda x: np.abs(x) / (1.0 + np.abs(x))), 3)
    1.0
    """
    out = np.geomspace(10.0, 1e4, 301)
    with np.errstate(over="ignore"):
        near = np.abs(slope(np.linspace(-10.0, 10.0, 20_001))).max()
        far = np.abs(slope(np.concatenate([-out, out]))).max()
    return inf if far > 2.0 * near else float(max(near, far))


def yes_or_no(answer: bool) -> str:
    """Answer as a word.

    >>> yes_or_no(True), yes_or_no(False)
    ('yes', 'no')
    """
    return "yes" if answer else "no"
