import numpy as np
import pytest

from snippets.networks.datasets import moons
from snippets.networks.mlp import Network
from snippets.networks.training import (
    accuracy,
    batches,
    classes,
    column,
    descend,
    descent,
    one_hot,
    train,
    train_in_batches,
)
from snippets.objectives.binary_cross_entropy import binary_cross_entropy, binary_cross_entropy_gradient
from snippets.objectives.categorical_cross_entropy import categorical_cross_entropy, categorical_cross_entropy_gradient
from snippets.objectives.mean_squared_error import mean_squared_error, mean_squared_error_gradient
from snippets.optimisers.adam import Adam
from snippets.optimisers.gradient_descent import GradientDescent

QUESTION = (binary_cross_entropy, binary_cross_entropy_gradient)
CHOICE = (categorical_cross_entropy, categorical_cross_entropy_gradient)


def test_training_lowers_the_loss_and_separates_the_moons() -> None:
    x, labels = moons(200, 0.1, np.random.default_rng(0))
    network = Network.create([2, 8, 1], ["tanh"])
    losses = train(network, x, column(labels), *QUESTION, Adam(0.05), steps=200)
    assert losses[-1] < 0.1 * losses[0]
    assert accuracy(network, x, labels) > 0.98


def test_two_logits_learn_what_one_does() -> None:
    x, labels = moons(200, 0.1, np.random.default_rng(0))
    network = Network.create([2, 8, 2], ["tanh"])
    train(network, x, one_hot(labels, 2), *CHOICE, Adam(0.05), steps=200)
    assert accuracy(network, x, labels) > 0.98


def test_losses_are_those_before_each_step() -> None:
    x = np.array([[1.0], [2.0]])
    line = Network.create([1, 1], [], "zeros")
    losses = train(line, x, x, mean_squared_error, mean_squared_error_gradient, GradientDescent(0.01), steps=2)
    assert losses[0] == 2.5
    assert losses[1] < losses[0]


def test_a_batch_of_all_samples_takes_the_steps_of_training_on_all() -> None:
    x, labels = moons(20, 0.1, np.random.default_rng(0))
    one, two = Network.create([2, 4, 1], ["tanh"]), Network.create([2, 4, 1], ["tanh"])
    train(one, x, column(labels), *QUESTION, GradientDescent(0.5), steps=10)
    stream = train_in_batches(two, x, column(labels), *QUESTION, GradientDescent(0.5), 1000, np.random.default_rng(1))
    for _ in range(10):
        next(stream)
    np.testing.assert_allclose(one.parameters, two.parameters)


def test_a_small_batch_sees_only_its_samples() -> None:
    x = np.array([[0.0], [1.0]])
    line = Network.create([1, 1], [], "zeros")
    stream = train_in_batches(
        line, x, x, mean_squared_error, mean_squared_error_gradient, GradientDescent(0.0), 1, np.random.default_rng(0)
    )
    assert sorted([next(stream), next(stream)]) == [0.0, 1.0]


def test_a_small_step_down_lowers_the_loss() -> None:
    rng = np.random.default_rng(2)
    network = Network.create([5, 8, 3], ["tanh"])
    x, target = rng.normal(size=(30, 5)), one_hot(rng.integers(0, 3, 30), 3)
    after = descend(network, x, target, categorical_cross_entropy_gradient, rate=0.01)
    before, now = (categorical_cross_entropy(each.predict(x), target) for each in (network, after))
    assert now < before


def test_a_step_down_leaves_the_old_net_as_it_was() -> None:
    network = Network.create([2, 2], [])
    before = network.parameters.copy()
    descend(network, np.ones((1, 2)), np.array([[1.0, 0.0]]), categorical_cross_entropy_gradient, rate=1.0)
    np.testing.assert_array_equal(network.parameters, before)


def test_a_descent_takes_the_steps_of_gradient_descent() -> None:
    x, labels = moons(40, 0.1, np.random.default_rng(0))
    one, two = Network.create([2, 4, 2], ["tanh"]), Network.create([2, 4, 2], ["tanh"])
    target = one_hot(labels, 2)
    nets = descent(one, x, target, categorical_cross_entropy_gradient, 0.5, np.random.default_rng(1), size=8)
    stream = train_in_batches(two, x, target, *CHOICE, GradientDescent(0.5), 8, np.random.default_rng(1))
    for _ in range(7):
        np.testing.assert_array_equal(next(nets).parameters, two.parameters)
        next(stream)


def test_a_pass_visits_no_sample_twice() -> None:
    stream = batches(10, 3, np.random.default_rng(0))
    seen = np.concatenate([next(stream) for _ in range(3)])
    assert len(set(seen.tolist())) == 9


def test_one_logit_decides_by_its_sign_and_many_by_the_largest() -> None:
    line = Network.create([1, 1], [], "zeros")
    line.parameters = np.array([1.0, 0.0])
    assert classes(line, np.array([[-1.0], [1.0]])).tolist() == [0, 1]
    pair = Network.create([1, 2], [], "zeros")
    pair.parameters = np.array([1.0, -1.0, 0.0, 0.0])
    assert classes(pair, np.array([[-1.0], [1.0]])).tolist() == [1, 0]


def test_accuracy_is_the_share_of_right_answers() -> None:
    line = Network.create([1, 1], [], "zeros")
    line.parameters = np.array([1.0, 0.0])
    assert accuracy(line, np.array([[-1.0], [1.0], [2.0]]), np.array([0, 0, 1])) == pytest.approx(2 / 3)
