from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from snippets.activations import hard_sigmoid, hard_tanh, sigmoid, statements
from snippets.activations.experiments.contenders import LINEAR, RELU
from tests.snippets.facts import facts_of

ALL = facts_of(statements)


# What would make each false: in place of what it looks at, something else.
FALSE: dict[str, tuple[str, Any]] = {
    "sigmoid_range": ("sigmoid", hard_sigmoid),
    "tanh_range": ("tanh", hard_tanh),
    "softmax_range": ("softmax", lambda logits: np.exp(logits)),
    "relu_slope": ("relu_derivative", lambda x: np.where(x > 0.0, 1.0, 0.01)),
    "ten_sigmoid_layers": ("SIGMOID", LINEAR),
    "larger_weights_are_milder": ("through", lambda activation, gain, depth: np.full(20, 0.5)),
    "firing": ("firing_rate", sigmoid),
    "saturated": ("TANH", LINEAR),
    "zigzag": ("two_paths", lambda: (np.array([[0.0, 0.0], [1.0, -0.8]]),) * 2),
    "every_unit_speaks": ("silent", lambda network, x: [np.zeros((len(x), 32), bool)]),
    "seed_by_seed": ("steps_needed", lambda name, rate, seed, target: 100.0),
    "tuned_tanh": ("median_steps", lambda name, rate, seeds, target: {"relu": 100.0, "tanh": 105.0}[name]),
    "one_unit": ("train_unit", lambda rate: np.array([2.0, -1.5, 0.5])),
    "one_step_kills": ("dead_after_one_step", lambda rate, seed: 0.3),
    "one_scale": ("RELU_GAIN", 1.0),
    "gates": ("CATALOGUE", dict.fromkeys(("gelu", "silu", "mish"), RELU)),
    "a_little_gets_through": ("CATALOGUE", dict.fromkeys(("gelu", "silu", "mish"), RELU)),
    "nine_overlap": ("outcome", lambda name: np.full(10, 0.1 if name == "sigmoid" else 0.03)),
    "gelu_is_not_ahead": ("outcome", lambda name: np.full(10, 0.02 if name == "gelu" else 0.04)),
    "sigmoid_needs_help": ("outcome", lambda name: np.full(10, 0.1 if name == "sigmoid" else 0.03)),
}


def test_each_statement_is_tried_on_something_that_makes_it_false() -> None:
    assert set(FALSE) == set(ALL)


@pytest.mark.parametrize("name", FALSE)
def test_a_statement_can_be_false(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at, instead = FALSE[name]
    monkeypatch.setattr(statements, looked_at, instead)
    statement: Callable[[], tuple[bool, Any]] = ALL[name]
    assert not statement()[0]
