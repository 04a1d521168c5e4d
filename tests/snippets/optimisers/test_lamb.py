import numpy as np
import pytest

from snippets.optimisers import Adam, Lamb
from snippets.optimisers.lamb import trust_ratio

RNG = np.random.default_rng(0)


@pytest.mark.parametrize("size", [1e-3, 1.0, 1e3])
def test_each_step_is_a_share_of_the_layers_length(size: float) -> None:
    lamb = Lamb(0.01)
    layer: np.ndarray = size * RNG.normal(size=(3, 4))
    for _ in range(5):
        moved = lamb.step(layer, RNG.normal(size=(3, 4)))
        assert np.linalg.norm(moved - layer) == pytest.approx(0.01 * np.linalg.norm(layer))
        layer = moved


def test_the_direction_is_adams() -> None:
    lamb, adam = Lamb(0.01, epsilon=1e-8), Adam(0.01)
    layer = RNG.normal(size=5)
    for _ in range(5):
        gradient = RNG.normal(size=5)
        ours, theirs = lamb.step(layer, gradient) - layer, adam.step(layer, gradient) - layer
        np.testing.assert_allclose(ours / np.linalg.norm(ours), theirs / np.linalg.norm(theirs), rtol=1e-12)


def test_two_steps_by_hand() -> None:
    # β₁ = β₂ = 0, ε = 0, λ = ½, η = 1/10: d = sign g + θ/2, from θ = (3, 4) of length 5.
    #   g = (2, −1): d = (2.5, 1), of length √7.25
    lamb, layer = Lamb(0.1, beta1=0.0, beta2=0.0, epsilon=0.0, weight_decay=0.5), np.array([3.0, 4.0])
    moved = lamb.step(layer, np.array([2.0, -1.0]))
    share = 0.1 * 5.0 / np.sqrt(7.25)
    np.testing.assert_allclose(moved, [3.0 - 2.5 * share, 4.0 - share], rtol=1e-14)


@pytest.mark.parametrize(("parameters", "direction"), [([0.0, 0.0], [1.0, 2.0]), ([1.0, 2.0], [0.0, 0.0])])
def test_where_there_is_no_length_the_ratio_is_one(parameters: list[float], direction: list[float]) -> None:
    assert trust_ratio(np.array(parameters), np.array(direction)) == 1.0
