"""A name stands for one thing: else a formula agrees with its function, and a reader reads another one."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from musings.mathematics import FormulaError, prove

Array = Any


def rise(x: Array) -> Array:
    return x


def product(a: Array, b: Array) -> Array:
    return a * b


def mean(z: Array) -> float:
    return float(z.mean())


def centred(z: Array) -> Array:
    return np.asarray(z - z.mean())


def slope(z: Array) -> Array:
    return z / len(z)


RESULT = "the name of the result stands for something else"
LEFT = "two things have the same name on the left-hand side"
END = "which is the name of something else"
FORMULAS = [
    (r"y = \frac{x}{1}", rise, "y", "x", RESULT),
    ("f(x) = x", rise, "f", "x", LEFT),
    ("f(a, b) = a b", product, "f(a, b)", "f(a, a)", LEFT),
    (r"m = \frac{1}{n} \sum_{j=1}^{n} z_j", mean, "m =", "z =", RESULT),
    (r"m = \frac{1}{n} \sum_{j=1}^{n} z_j", mean, "m =", "j =", RESULT),
    (r"m = \frac{1}{n} \sum_{j=1}^{n} z_j", mean, "m =", "e =", RESULT),
    (r"m = \frac{1}{n} \sum_{j=1}^{n} z_j", mean, "^{n}", "^{j}", END),
    (r"c_i = z_i - \frac{1}{n} \sum_{j=1}^{n} z_j", centred, "c_i", "z_i", RESULT),
    (r"c_i = z_i - \frac{1}{n} \sum_{j=1}^{n} z_j", centred, "^{n}", "^{i}", END),
    (r"c_i = z_i - \frac{1}{n} \sum_{j=1}^{n} z_j", centred, "n", "c", END),
    (r"\frac{\partial L}{\partial z_i} = \frac{1}{\sum_j 1} z_i", slope, "L", "j", RESULT),
]


@pytest.mark.parametrize(("latex", "function", "old", "new", "said"), FORMULAS)
def test_a_name_that_stands_for_another_thing_too_is_a_mistake(
    latex: str, function: Callable[..., Any], old: str, new: str, said: str
) -> None:
    with pytest.raises(FormulaError, match=said):
        prove(latex.replace(old, new), function)


@pytest.mark.parametrize(("latex", "function"), list({each[0]: each[1] for each in FORMULAS[:9]}.items()))
def test_with_a_name_of_its_own_the_formula_is_proved(latex: str, function: Callable[..., Any]) -> None:
    prove(latex, function)
