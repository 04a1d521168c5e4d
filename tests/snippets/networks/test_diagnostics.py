import numpy as np
import pytest

from snippets.networks.diagnostics import dead_shares, gradient_norms, grid, saturated_shares, slopes, unit_maps
from snippets.networks.mlp import USABLE, Network


def points(seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(100, 2))


def test_the_norms_of_the_layers_make_the_norm_of_the_gradient() -> None:
    network = Network.create([2, 5, 4, 3], ["relu", "tanh"])
    gradient = np.random.default_rng(0).normal(size=network.parameters.shape)
    norms = gradient_norms(network, gradient)
    assert len(norms) == 3
    assert np.hypot.reduce(norms) == pytest.approx(np.linalg.norm(gradient))


def test_a_unit_is_dead_only_if_no_sample_wakes_it() -> None:
    network = Network.create([2, 4, 1], ["relu"])
    network.layers[0].bias[:2] = -1000.0
    network.layers[0].bias[2] = 0.0
    assert dead_shares(network, network.forward(points())) == [0.5]


def test_dead_units_are_counted_in_each_layer() -> None:
    network = Network.create([2, 4, 4, 1], ["relu", "relu"])
    network.layers[1].bias[:] = -1000.0
    first, second = dead_shares(network, network.forward(points()))
    assert (first, second) == (0.0, 1.0)


@pytest.mark.parametrize("activation", ["tanh", "sigmoid", "leaky_relu", "linear"])
def test_a_curve_that_is_never_flat_has_no_dead_units(activation: str) -> None:
    network = Network.create([2, 6, 1], [activation], "lecun")
    assert dead_shares(network, network.forward(points())) == [0.0]


def test_sigmoids_saturate_with_large_weights() -> None:
    small, large = Network.create([2, 50, 1], ["sigmoid"], "lecun"), Network.create([2, 50, 1], ["sigmoid"], "lecun")
    large.parameters = large.parameters * 100.0
    assert saturated_shares(small, small.forward(points()))[0] == 0.0
    assert saturated_shares(large, large.forward(points()))[0] > 0.8


@pytest.mark.parametrize("activation", USABLE)
def test_every_activation_has_slopes_and_shares(activation: str) -> None:
    network = Network.create([2, 6, 1], [activation])
    signals = network.forward(points())
    assert slopes(network, signals)[0].shape == (100, 6)
    assert 0.0 <= saturated_shares(network, signals)[0] <= 1.0


def test_a_net_without_hidden_layers_has_no_shares() -> None:
    network = Network.create([2, 1], [])
    assert dead_shares(network, network.forward(points())) == []


def test_a_unit_map_is_the_unit_itself() -> None:
    network = Network.create([2, 3, 1], ["tanh"])
    plane = grid(np.array([-1.0, -2.0]), np.array([1.0, 2.0]), 4)
    maps = unit_maps(network, plane)
    weights, bias = network.layers[0]
    # The first row is the lowest one of the plane, the last column the rightmost.
    corner = np.array([1.0, -2.0])
    assert maps[0][2][0, 3] == pytest.approx(np.tanh(corner @ weights[:, 2] + bias[2]))
    np.testing.assert_array_equal(maps[1].ravel(), network.predict(plane)[:, 0])
