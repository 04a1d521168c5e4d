import numpy as np
import pytest

from snippets.activations import CATALOGUE
from snippets.activations.experiments.digits import digits
from snippets.activations.experiments.dying import after_one_step, dead_after_one_step, train_unit
from snippets.activations.experiments.silence import silent
from snippets.networks.mlp import unpack
from snippets.networks.training import one_hot
from snippets.objectives import categorical_cross_entropy, categorical_cross_entropy_gradient


def test_dead_relu_never_recovers() -> None:
    largest = train_unit(rate=2.0, steps=500)
    assert largest[0] > 0.0
    assert set(largest[1:].tolist()) == {-1.5}


def test_a_leaky_unit_falls_as_deep_and_comes_back() -> None:
    path = train_unit(rate=2.0, steps=400, activation=CATALOGUE["leaky_relu"])
    assert path[1] == -1.5
    assert path[-1] > 0.0


def test_a_careful_unit_learns_its_task() -> None:
    assert train_unit(rate=0.2, steps=2000)[-1] == pytest.approx(0.5, abs=1e-3)


def test_no_gradient_reaches_the_weights_of_a_unit_that_one_step_killed() -> None:
    x, labels = digits()
    network = after_one_step(rate=30.0, seed=0)
    _, gradient = network.gradient(
        x, one_hot(labels, 10), categorical_cross_entropy, categorical_cross_entropy_gradient
    )
    slopes = unpack(gradient, network.sizes)
    dead = [zero.all(axis=0) for zero in silent(network, x)]
    assert np.concatenate(dead).any()
    assert not any(layer.weights[:, units].any() for layer, units in zip(slopes, dead, strict=False))


def test_larger_steps_kill_more_units() -> None:
    few, many = (np.mean([dead_after_one_step(rate, seed) for seed in range(5)]) for rate in (1.0, 30.0))
    assert few < 0.1 < many
