"""What stands on the left is read: the letter of a result, by what a gradient is taken, a name that everybody knows."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from musings.mathematics import FormulaError, prove

Array = Any


def tanh(x: Array) -> Array:
    return np.tanh(x)


def tanh_derivative(x: Array) -> Array:
    return 1 - np.tanh(x) ** 2


def step(theta: Array, gradient: Array, rate: float = 0.1) -> Array:
    return theta - rate * gradient


def loss(z: Array, t: Array) -> float:
    return float(np.mean((z**2 - t) ** 2))


def loss_gradient(z: Array, t: Array) -> Array:
    return 4 / len(z) * (z**2 - t) * z


def polynomial(root: Array, total: Array) -> Array:
    return root**2 - total * root


def halved(x: Array, w: Array) -> Array:
    return x * w.sum() / 2


def gate(x: Array) -> Array:
    return x / 2


def gated(x: Array) -> Array:
    return x * x / 2


def softmax(z: Array) -> Array:
    return np.exp(z - z.max()) / np.exp(z - z.max()).sum()


def centred(x: Array) -> Array:
    return np.asarray((x - x.mean()) * (x**2).mean())


Right = tuple[str, Callable[..., Any], dict[str, str]]

TWICE = "the name of the result stands for something else"
STEP: Right = (
    r"\theta_{t+1} = \theta_t - \eta g_t",
    step,
    {r"\theta_t": "theta", "g_t": "gradient", r"\eta": "rate", r"\theta_{t+1}": "returns"},
)
GRADIENT: Right = (r"\frac{\partial L}{\partial z_i} = \frac{4}{n} (z_i^2 - t_i) z_i", loss_gradient, {"n": "len(z)"})
TANH: Right = (r"\tanh(x) = \frac{e^x - e^{-x}}{e^x + e^{-x}}", tanh, {})
SLOPE: Right = (r"\tanh'(x) = 1 - \tanh^2(x)", tanh_derivative, {})
POLYNOMIAL: Right = (r"p(r) = r^2 - m r", polynomial, {"r": "root", "m": "total"})
GATED: Right = (r"f(x) = x\, h(x), \quad h(x) = \frac{x}{2}", gated, {"h": "gate"})
STABLE: Right = (
    r"m = \max_j z_j, \quad \operatorname{softmax}(z)_i = \frac{e^{z_i - m}}{\sum_{j=1}^{C} e^{z_j - m}}",
    softmax,
    {"m": "np.max(z)"},
)
LINES: Right = (
    r"y_i = (x_i - \mu)\, v, \quad \mu = \frac{1}{n} \sum_{j=1}^{n} x_j, \quad v = \frac{1}{n} \sum_{j=1}^{n} x_j^2",
    centred,
    {},
)
HALVED: Right = (r"J_i = \frac{x_i}{2} \sum_{k=1}^{n} w_k", halved, {})
RIGHT = [STEP, GRADIENT, TANH, SLOPE, POLYNOMIAL, GATED, STABLE, LINES, HALVED]
WRONG = [
    (STEP, r"\theta_{t+1}", r"\theta_{t-1}", "not used"),
    (STEP, r"\theta_{t+1}", r"\theta_{t+2}", "not used"),
    (STEP, r"\theta_{t+1}", r"g_{t+1}", "not used"),
    (HALVED, "J", "w", TWICE),
    (HALVED, "J", "k", TWICE),
    (HALVED, "J", "x'", TWICE),
    (HALVED, "J", r"\hat J", TWICE),
    (GRADIENT, r"\partial L", r"\partial t", TWICE),
    (GRADIENT, r"\partial L", r"\partial n", TWICE),
    (GRADIENT, r"\partial z", r"\partial t", "loss_gradient is not the slope of loss in t"),
    (TANH, r"\tanh(x)", r"\sinh(x)", "disagrees"),
    (SLOPE, r"\tanh'", r"\sinh'", "disagrees"),
    (POLYNOMIAL, "p(r)", "p(m)", "name root"),
    (GATED, "f(x)", "f(h)", "must name its arguments"),
    (STABLE, "_j z_j,", "_j i_j,", "i"),
    (STABLE, "_j z_j,", "_j a_j,", "a"),
    (LINES, "^{n} x_j,", "^{i} x_j,", "the sum ends at i"),
    (LINES, "^{n} x_j,", "^{y} x_j,", "the sum ends at y"),
]


@pytest.mark.parametrize("right", RIGHT, ids=lambda each: each[0])
def test_what_is_right_is_proved(right: Right) -> None:
    latex, function, bind = right
    prove(latex, function, bind=bind)


@pytest.mark.parametrize(("right", "old", "new", "said"), WRONG, ids=[f"{old}→{new}" for _, old, new, _ in WRONG])
def test_another_letter_on_the_left_is_a_mistake(right: Right, old: str, new: str, said: str) -> None:
    latex, function, bind = right
    assert latex.count(old) >= 1
    with pytest.raises(FormulaError) as caught:
        prove(latex.replace(old, new, 1), function, bind=bind)
    assert said in f"{caught.value} {caught.value.advice}"
