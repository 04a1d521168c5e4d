"""A line that defines what another uses is proved too: by the result, or by a function of its own."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest

from musings.mathematics import FormulaError, prove
from tests.tool.mathematics import functions as f

Array = npt.NDArray[np.float64]
SOFTMAX = r"\operatorname{softmax}(z)_i = \frac{e^{z_i - m}}{\sum_{j=1}^{C} e^{z_j - m}}"
LARGEST = {"m": "np.max(z)"}


def softmax(z: Array) -> Array:
    """As code does it: the largest is subtracted first."""
    e = np.exp(z - np.max(z))
    return np.asarray(e / e.sum())


def squared_hinge(score: Array, target: Array) -> Array:
    return np.asarray(np.mean(np.maximum(0.0, 1.0 - score * target) ** 2))


def centred(x: Array) -> Array:
    return np.asarray(x - np.mean(x))


def squares(x: Array) -> Array:
    return np.asarray(np.sum(x**2))


def gap(x: Array) -> Array:
    return np.asarray(np.max(x) - np.min(x))


def hard_gate(x: Array) -> Array:
    return np.asarray(np.clip(x / 6.0 + 0.5, 0.0, 1.0))


def gated(x: Array) -> Array:
    return np.asarray(x * hard_gate(x))


def lifted(x: Array) -> Array:
    return np.asarray(hard_gate(x) ** 0 + x)


def loss(z: Array) -> Array:
    return np.asarray(np.max(z) + np.log(np.sum(np.exp(z - np.max(z)))))


def signs(x: Array) -> Array:
    return np.asarray(np.sign(x))


RIGHT: dict[str, tuple[str, Callable[..., Array], dict[str, str]]] = {
    "what cancels, bound": (SOFTMAX + r", \quad m = \max_j z_j", softmax, LARGEST),
    "in front": (r"m = \max_j z_j, \quad " + SOFTMAX, softmax, LARGEST),
    "log-sum-exp": (r"L = m + \log \sum_{j=1}^{C} e^{z_j - m}, \quad m = \max_j z_j", loss, LARGEST),
    "what matters": (r"c_i = x_i - m, \quad m = \frac{1}{n} \sum_{i=1}^{n} x_i", centred, {}),
    "with the result's own letter": (r"c_j = x_j - m, \quad m = \frac{1}{n} \sum_{j=1}^{n} x_j", centred, {}),
    "an indexed line": (r"S = \sum_{i=1}^{n} q_i, \quad q_i = x_i^2", squares, {}),
    "in another line": (r"S = \sum_{i=1}^{n} q_i, \quad q_i = r_i x_i, \quad r_i = x_i", squares, {}),
    "a function that is bound": (
        r"f(x) = x\,h(x), \quad h(x) = \max(0, \min(1, \frac{x}{6} + 0.5))",
        gated,
        {"h": "hard_gate"},
    ),
}
WRONG: dict[str, tuple[str, Callable[..., Array], dict[str, str], str]] = {
    "an index that runs over nothing": (SOFTMAX + r", \quad m = \max_j z_i", softmax, {}, "index i runs over nothing"),
    "so bound": (SOFTMAX + r", \quad m = \max_j z_i", softmax, LARGEST, "no array is indexed by j"),
    "the index around it": (r"S = \sum_{i=1}^{n} q, \quad q = x_i^2", squares, {}, "index i runs over nothing"),
    "another index than its own": (
        r"S = \sum_{i=1}^{n} q_i, \quad q_i = x_k^2",
        squares,
        {},
        "this length is that of no array",
    ),
    "what cancels": (SOFTMAX + r", \quad m = \max_j z_j", softmax, {}, "stays the same when something is added"),
    "what cancels in a sum": (
        r"L = m + \log \sum_{j=1}^{C} e^{z_j - m}, \quad m = \max_j z_j",
        loss,
        {},
        "stays the same when something is added",
    ),
    "the smallest for the largest": (SOFTMAX + r", \quad m = \min_j z_j", softmax, LARGEST, "disagrees with"),
    "wrong bounds": (SOFTMAX + r", \quad m = \max_{j=2}^{C} z_j", softmax, LARGEST, "disagrees with"),
    "a sum for the largest": (SOFTMAX + r", \quad m = \sum_j z_j", softmax, LARGEST, "disagrees with"),
    "wrong bounds of what matters": (
        r"c_i = x_i - m, \quad m = \frac{1}{n} \sum_{i=2}^{n} x_i",
        centred,
        {},
        "disagrees with",
    ),
    "a sign that a square hides": (
        r"L = \frac{1}{n} \sum_{i=1}^{n} h_i^2, \quad h_i = \min(0, t_i s_i - 1)",
        squared_hinge,
        {"s": "score", "t": "target"},
        "stays the same when its sign",
    ),
    "a factor that a ratio hides": (
        r"c_i = x_i - \frac{\sum_{j=1}^{n} q_j x_j}{\sum_{j=1}^{n} q_j}, \quad q_j = 1 + 0 x_j",
        centred,
        {},
        "stays the same",
    ),
    "a factor that a sign hides": (
        r"f(x) = \operatorname{sign}(h(x)), \quad h(x) = 2 x",
        signs,
        {},
        "it is multiplied",
    ),
    "what is multiplied by nothing": (
        r"c_i = x_i - m + 0 u, \quad m = \frac{1}{n} \sum_{i=1}^{n} x_i, \quad u = x_1",
        centred,
        {},
        "stays",
    ),
    "a power of nothing": (r"f(x) = h(x)^0 + x, \quad h(x) = 7 x + 30", lifted, {}, "stays the same"),
    "a function that is bound, misprinted": (
        r"f(x) = x\,h(x), \quad h(x) = \max(0, \min(1, \frac{x}{5} + 0.5))",
        gated,
        {"h": "hard_gate"},
        "disagrees with hard_gate",
    ),
}


@pytest.mark.parametrize("way", RIGHT)
def test_a_line_that_is_right_is_proved(way: str) -> None:
    latex, function, bind = RIGHT[way]
    prove(latex, function, bind=bind)


@pytest.mark.parametrize("way", WRONG)
def test_a_line_that_may_say_anything_is_refused(way: str) -> None:
    latex, function, bind, said = WRONG[way]
    with pytest.raises(FormulaError, match=said):
        prove(latex, function, bind=bind)


def test_the_author_is_told_to_bind_what_cancels() -> None:
    with pytest.raises(FormulaError) as error:
        prove(SOFTMAX + r", \quad m = \max_j z_j", softmax)
    assert error.value.advice is not None
    assert "bind m to a function that computes it" in error.value.advice


def test_an_even_function_hides_a_sign() -> None:
    latex = r"L = \log \frac{e^r + e^{-r}}{2}, \quad r = y - \hat y"
    with pytest.raises(FormulaError, match="its sign is changed"):
        prove(latex, f.log_cosh, bind={"y": "target", r"\hat{y}": "prediction"})
