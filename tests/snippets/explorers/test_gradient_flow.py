from functools import cache
from typing import Any

import numpy as np
import pytest

from snippets.explorers import gradient_flow


@cache
def flow(activation: str, scheme: str, shape: str = "even") -> dict[str, Any]:
    return gradient_flow.flow(activation, scheme, shape)


def test_he_keeps_a_gradient_alive_through_relus() -> None:
    assert 0.3 < flow("relu", "he")["gradients"][0] < 3.0


def test_xavier_lets_relus_halve_the_square_of_it() -> None:
    assert flow("relu", "xavier")["gradients"][0] < 1e-3


def test_plain_normal_weights_blow_relus_up() -> None:
    assert flow("relu", "normal")["outputs"][-1] > 1e9


def test_plain_normal_weights_saturate_tanh() -> None:
    assert flow("tanh", "normal")["flat"][-1] > 0.5
    assert flow("tanh", "xavier")["flat"][-1] < 0.05


def test_zeros_pass_nothing_on() -> None:
    assert flow("tanh", "zeros")["outputs"].tolist() == [0.0] * gradient_flow.LAYERS
    assert flow("tanh", "zeros")["gradients"].tolist() == [0.0] * gradient_flow.LAYERS


def test_xavier_and_lecun_differ_where_the_net_narrows() -> None:
    even, narrowing = (
        [flow("tanh", scheme, shape)["outputs"].tolist() for scheme in ("lecun", "xavier")]
        for shape in ("even", "narrowing")
    )
    assert even[0] == even[1]
    assert narrowing[0] != narrowing[1]


def test_the_first_view_has_every_activation_with_every_scheme_and_shape(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gradient_flow, "LAYERS", 2)
    monkeypatch.setattr(gradient_flow, "flow", lambda *names: names)
    parts = gradient_flow.parts()
    assert list(parts) == [each["name"] for each in gradient_flow.first()["functions"]]
    assert parts["relu"]["he"]["narrowing"] == ("relu", "he", "narrowing")


def test_an_answer_has_the_depth_and_the_seed_asked_for() -> None:
    asked = {"activation": "tanh", "scheme": "he", "shape": "even", "layers": 3, "seed": 5}
    one, other = (gradient_flow.answer(asked | {"seed": seed})["outputs"] for seed in (5, 6))
    assert len(one) == 3
    assert not np.array_equal(one, other)
