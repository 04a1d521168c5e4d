import numpy as np

from snippets.activations.experiments.digits import digits
from snippets.activations.experiments.silence import (
    dead_share,
    fresh_net,
    silent,
    silent_share,
    silent_share_at_start,
)
from snippets.networks.mlp import Network


def test_about_half_of_a_fresh_net_is_silent() -> None:
    assert 0.4 < silent_share_at_start(7) < 0.6


def test_hardly_any_fresh_unit_is_silent_for_every_digit() -> None:
    assert dead_share(fresh_net(7), digits()[0]) < 0.05


def test_the_output_layer_is_not_counted() -> None:
    assert len(silent(fresh_net(0), digits()[0][:2])) == 3


def test_a_unit_far_below_zero_is_dead() -> None:
    network = Network.create([1, 1, 1], ["relu"])
    network.layers[0].bias[:] = -100.0
    assert dead_share(network, np.array([[1.0], [2.0]])) == 1.0


def test_a_unit_that_speaks_once_is_silent_sometimes_and_not_dead() -> None:
    network = Network.create([1, 1, 1], ["relu"])
    network.layers[0].weights[:] = 1.0
    x = np.array([[1.0], [-1.0], [-2.0], [-3.0]])
    assert (silent_share(network, x), dead_share(network, x)) == (0.75, 0.0)
