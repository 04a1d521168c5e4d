"""The deep net and its norms: the way back is that of finite differences."""

from collections.abc import Callable

import numpy as np
import pytest

from snippets.arrays import Array
from snippets.deepnets.deep import DeepNet
from snippets.deepnets.normalisation import NORMS, batch_norm, layer_norm, rms_norm
from snippets.networks.mlp import Network
from snippets.networks.training import one_hot
from snippets.objectives.categorical_cross_entropy import (
    categorical_cross_entropy,
    categorical_cross_entropy_gradient,
)

RNG = np.random.default_rng(0)
X = RNG.normal(size=(6, 4))
TARGET = one_hot(np.array([0, 1, 2, 0, 1, 2]), 3)
SIZES = [4, 5, 5, 5, 3]


@pytest.mark.parametrize("norm", NORMS)
def test_the_way_back_through_a_norm_is_that_of_nudges(norm: str) -> None:
    error, step = RNG.normal(size=X.shape), 1e-6
    back = NORMS[norm].gradient(X, error)
    for place in np.ndindex(X.shape):
        nudge = np.zeros_like(X)
        nudge[place] = step
        rise = NORMS[norm].function(X + nudge) - NORMS[norm].function(X - nudge)
        assert back[place] == pytest.approx(float((error * rise).sum()) / (2 * step), abs=1e-7)


@pytest.mark.parametrize("skip", [False, True])
@pytest.mark.parametrize("norm", NORMS)
def test_the_gradient_of_a_deep_net_is_that_of_nudges(norm: str, skip: bool) -> None:
    net = DeepNet.create(SIZES, "he", norm, skip, seed=3)

    def loss(parameters: Array) -> float:
        net.parameters = parameters
        return categorical_cross_entropy(net.predict(X), TARGET)

    start, step = net.parameters, 1e-6
    signals = net.forward(X)
    gradient = net.backward(signals, categorical_cross_entropy_gradient(signals.outputs, TARGET))
    for place in range(0, len(start), 3):
        nudge = step * (np.arange(len(start)) == place)
        slope = (loss(start + nudge) - loss(start - nudge)) / (2 * step)
        assert gradient[place] == pytest.approx(slope, abs=1e-7)


def test_without_norm_and_skip_it_is_the_plain_net() -> None:
    deep, plain = DeepNet.create(SIZES, "he", seed=1), Network.create(SIZES, ["relu"] * 3, "he", seed=1)
    np.testing.assert_array_equal(deep.parameters, plain.parameters)
    np.testing.assert_allclose(deep.predict(X), plain.predict(X))


def test_a_skipped_layer_of_zeros_hands_on_what_it_gets() -> None:
    net = DeepNet.create(SIZES, "zeros", skip=True)
    net.layers[0].weights[:] = 1.0
    found = net.forward(X).found
    np.testing.assert_array_equal(found[1], found[3])


@pytest.mark.parametrize(("norm", "axis"), [(batch_norm, 0), (layer_norm, 1)])
def test_what_is_normalised_has_mean_0_and_spread_1(norm: Callable[[Array], Array], axis: int) -> None:
    y = norm(3 * X + 5)
    np.testing.assert_allclose(y.mean(axis), 0, atol=1e-12)
    np.testing.assert_allclose(y.std(axis), 1, atol=1e-4)


def test_rms_norm_takes_no_mean_off() -> None:
    y = rms_norm(np.array([[1.0, 1.0], [7.0, 7.0]]))
    np.testing.assert_allclose(y, 1.0, atol=1e-4)


@pytest.mark.parametrize(
    ("given", "said"),
    [({"norm": "bach"}, "norm must be one of none, batch"), ({"sizes": [4, 5, 6, 3], "skip": True}, "must be alike")],
)
def test_what_makes_no_net_is_refused(given: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        DeepNet.create(**{"sizes": SIZES, **given})  # type: ignore[arg-type]
