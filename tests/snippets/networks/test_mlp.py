import warnings
from collections.abc import Callable

import numpy as np
import pytest
from sklearn.neural_network import MLPClassifier, MLPRegressor

from snippets.activations.activation import Activation
from snippets.activations.softmax import softmax
from snippets.arrays import Array, Labels
from snippets.networks.mlp import USABLE, Loss, LossGradient, Network, dense, hidden_error, unpack, weight_gradient
from snippets.objectives.binary_cross_entropy import binary_cross_entropy, binary_cross_entropy_gradient
from snippets.objectives.categorical_cross_entropy import categorical_cross_entropy, categorical_cross_entropy_gradient
from snippets.objectives.mean_squared_error import mean_squared_error, mean_squared_error_gradient
from snippets.optimisers.gradient_descent import GradientDescent

SKLEARN = {"relu": "relu", "tanh": "tanh", "sigmoid": "logistic", "linear": "identity"}


def numerical(loss: Callable[[Array], float], parameters: Array) -> Array:
    step = 1e-5
    moves = np.eye(len(parameters)) * step
    return np.array([(loss(parameters + move) - loss(parameters - move)) / (2 * step) for move in moves])


def some_network(sizes: list[int], activations: list[str], seed: int = 0) -> Network:
    """With random biases: without them a sum can be exactly 0, where some activations have a corner."""
    network = Network.create(sizes, activations, "lecun", seed)
    noise = np.random.default_rng(seed + 1).normal(0.0, 0.3, network.parameters.shape)
    network.parameters = network.parameters + noise
    return network


def assert_gradient_is_the_numerical_one(
    network: Network, x: Array, target: Array, loss: Loss, loss_gradient: LossGradient
) -> None:
    value, gradient = network.gradient(x, target, loss, loss_gradient)

    def at(parameters: Array) -> float:
        return loss(Network(network.sizes, network.activations, parameters).predict(x), target)

    assert value == pytest.approx(at(network.parameters))
    np.testing.assert_allclose(gradient, numerical(at, network.parameters), atol=2e-8, rtol=1e-5)


@pytest.mark.parametrize("hidden", [1, 2, 3])
@pytest.mark.parametrize("activation", USABLE)
def test_every_gradient_equals_the_numerical_one(activation: str, hidden: int) -> None:
    network = some_network([3, *[4] * hidden, 2], [activation] * hidden)
    rng = np.random.default_rng(0)
    x, target = rng.normal(size=(6, 3)), rng.normal(size=(6, 2))
    assert_gradient_is_the_numerical_one(network, x, target, mean_squared_error, mean_squared_error_gradient)


def test_the_gradient_of_a_net_with_a_different_activation_in_each_layer() -> None:
    network = some_network([2, 5, 4, 3, 1], ["gelu", "softmax", "sigmoid"])
    rng = np.random.default_rng(1)
    x, target = rng.normal(size=(7, 2)), rng.integers(0, 2, (7, 1)).astype(float)
    assert_gradient_is_the_numerical_one(network, x, target, binary_cross_entropy, binary_cross_entropy_gradient)


def test_the_gradient_of_a_classifier_of_many_classes() -> None:
    network = some_network([2, 5, 3], ["tanh"])
    x, target = np.random.default_rng(2).normal(size=(9, 2)), np.eye(3)[np.arange(9) % 3]
    assert_gradient_is_the_numerical_one(
        network, x, target, categorical_cross_entropy, categorical_cross_entropy_gradient
    )


def test_a_net_without_hidden_layers_is_linear() -> None:
    network = some_network([3, 2], [])
    weights, bias = network.layers[0]
    x = np.ones((1, 3))
    np.testing.assert_allclose(network.predict(x), x @ weights + bias)
    value, gradient = network.gradient(x, np.zeros((1, 2)), mean_squared_error, mean_squared_error_gradient)
    assert gradient.shape == network.parameters.shape
    assert value > 0


def test_each_hidden_layer_has_its_own_activation() -> None:
    network = some_network([2, 3, 4, 1], ["relu", "tanh"])
    signals = network.forward(np.random.default_rng(0).normal(size=(50, 2)))
    np.testing.assert_array_equal(signals.outputs[0], np.maximum(signals.sums[0], 0.0))
    np.testing.assert_array_equal(signals.outputs[1], np.tanh(signals.sums[1]))


def test_layers_without_a_bend_are_one_layer() -> None:
    network = Network.create([4, 50, 30, 3], ["linear", "linear"])
    one, two, three = (layer.weights for layer in network.layers)
    x = np.random.default_rng(0).normal(size=(20, 4))
    np.testing.assert_allclose(network.predict(x), x @ (one @ two @ three), atol=1e-12)


def test_an_activation_may_be_ones_own() -> None:
    network = Network.create([2, 3, 1], [Activation(np.sin, np.cos)])
    signals = network.forward(np.random.default_rng(0).normal(size=(50, 2)))
    np.testing.assert_array_equal(signals.outputs[0], np.sin(signals.sums[0]))


def test_the_last_layer_does_not_bend() -> None:
    signals = some_network([2, 3, 1], ["relu"]).forward(np.random.default_rng(0).normal(size=(50, 2)))
    np.testing.assert_array_equal(signals.outputs[-1], signals.sums[-1])


def test_weights_and_biases_are_windows_on_the_parameters() -> None:
    network = Network.create([2, 3, 1], ["relu"])
    network.parameters[:] = np.arange(13.0)
    np.testing.assert_array_equal(network.layers[0].weights, [[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]])
    np.testing.assert_array_equal(network.layers[0].bias, [6.0, 7.0, 8.0])
    np.testing.assert_array_equal(network.layers[1].weights, [[9.0], [10.0], [11.0]])
    np.testing.assert_array_equal(network.layers[1].bias, [12.0])


def test_a_gradient_has_the_layout_of_the_parameters() -> None:
    network = some_network([2, 3, 1], ["linear"])
    x, target = np.array([[1.0, 0.0]]), np.array([[0.0]])
    _, gradient = network.gradient(x, target, mean_squared_error, mean_squared_error_gradient)
    # The second input is 0: none of its weights is to blame.
    assert not unpack(gradient, network.sizes)[0].weights[1].any()


def test_a_gradient_changes_nothing() -> None:
    network = some_network([2, 3, 1], ["relu"])
    before = network.parameters.copy()
    network.gradient(np.ones((4, 2)), np.ones((4, 1)), mean_squared_error, mean_squared_error_gradient)
    np.testing.assert_array_equal(network.parameters, before)


def test_a_layer_of_one_sample_is_a_row_of_its_batch() -> None:
    rng = np.random.default_rng(0)
    x, weights, bias = rng.normal(size=(5, 3)), rng.normal(size=(3, 2)), rng.normal(size=2)
    np.testing.assert_allclose(dense(x, weights, bias)[4], dense(x[4], weights, bias))


def test_blame_goes_down_through_the_weights_and_the_slope() -> None:
    error, weights = np.array([[1.0, -2.0]]), np.array([[3.0, 0.0], [1.0, 1.0]])
    np.testing.assert_array_equal(hidden_error(error, weights, np.array([[0.5, 2.0]])), [[1.5, -2.0]])


def test_blame_of_a_row_goes_through_its_table() -> None:
    table = np.array([[[0.0, 1.0], [10.0, 0.0]]])
    np.testing.assert_array_equal(hidden_error(np.array([[1.0, 2.0]]), np.eye(2), table), [[20.0, 1.0]])


def test_the_gradients_of_samples_add_up() -> None:
    rng = np.random.default_rng(0)
    inputs, error = rng.normal(size=(4, 3)), rng.normal(size=(4, 2))
    parts = [weight_gradient(inputs[[row]], error[[row]]) for row in range(4)]
    np.testing.assert_allclose(weight_gradient(inputs, error), sum(parts))


def test_the_same_seed_makes_the_same_net() -> None:
    one, two, other = (Network.create([2, 8, 1], ["relu"], seed=seed).parameters for seed in (1, 1, 2))
    np.testing.assert_array_equal(one, two)
    assert (one != other).any()


def test_weights_are_drawn_from_the_stream_that_is_given() -> None:
    rng = np.random.default_rng(1)
    one, two = (Network.create([2, 8, 1], ["relu"], seed=rng).parameters for _ in range(2))
    np.testing.assert_array_equal(one, Network.create([2, 8, 1], ["relu"], seed=1).parameters)
    assert (one != two).any()


def test_a_scheme_may_be_ones_own() -> None:
    network = Network.create([100, 100, 1], ["tanh"], lambda inputs, outputs: 7.0)
    assert network.layers[0].weights.std() == pytest.approx(7.0, rel=0.02)


@pytest.mark.parametrize(("scheme", "spread"), [("normal", 1.0), ("lecun", 0.1), ("xavier", 0.1), ("he", 0.02**0.5)])
def test_weights_spread_as_the_scheme_says(scheme: str, spread: float) -> None:
    network = Network.create([100, 100, 1], ["tanh"], scheme)
    weights, bias = network.layers[0]
    assert weights.std() == pytest.approx(spread, rel=0.02)
    assert not bias.any()


@pytest.mark.parametrize(
    ("sizes", "activations", "initialisation", "message"),
    [
        ([2], [], "he", "sizes must name two layers or more"),
        ([2, 0, 1], ["relu"], "he", "none of them empty"),
        ([2, 3, 1], [], "he", "there are 1 hidden layers, but 0 activations"),
        ([2, 3, 1], ["reul"], "he", "no activation is named 'reul'"),
        ([2, 3, 1], ["glu"], "he", "glu takes several sums a unit"),
        ([2, 3, 1], ["relu"], "best", "initialisation must be one of zeros, normal, lecun, xavier, he, not 'best'"),
    ],
)
def test_a_design_that_does_not_fit_is_refused(
    sizes: list[int], activations: list[str], initialisation: str, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        Network.create(sizes, activations, initialisation)


PLAIN = {
    "solver": "sgd",
    "momentum": 0.0,
    "alpha": 0.0,
    "shuffle": False,
    "max_iter": 1,
    "warm_start": True,
    "learning_rate_init": 0.3,
}
"""scikit-learn's net, made to take one plain step of gradient descent on all samples whenever it is fitted."""


def weights_of(model: MLPClassifier | MLPRegressor) -> Array:
    pairs = zip(model.coefs_, model.intercepts_, strict=True)
    return np.concatenate([part.ravel() for pair in pairs for part in pair])


def step(model: MLPClassifier | MLPRegressor, x: Array, y: Array | Labels) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it has not converged after one step
        model.fit(x, y)


def loss_and_gradient(
    model: MLPClassifier | MLPRegressor, network: Network, x: Array, y: Array | Labels
) -> tuple[float, Array]:
    """What scikit-learn's net makes of the weights of ours: its gradient is what one step takes away."""
    step(model, x, y)
    model.coefs_ = [layer.weights.copy() for layer in network.layers]
    model.intercepts_ = [layer.bias.copy() for layer in network.layers]
    step(model, x, y)
    return model.loss_, (network.parameters - weights_of(model)) / 0.3


@pytest.mark.parametrize("activation", SKLEARN)
def test_loss_and_gradient_of_a_classifier_equal_scikit_learn(activation: str) -> None:
    network = some_network([4, 6, 5, 3], [activation] * 2)
    rng = np.random.default_rng(3)
    x, labels = rng.normal(size=(20, 4)), np.arange(20) % 3
    ours = network.gradient(x, np.eye(3)[labels], categorical_cross_entropy, categorical_cross_entropy_gradient)
    model = MLPClassifier(hidden_layer_sizes=(6, 5), activation=SKLEARN[activation], batch_size=20, **PLAIN)
    loss, gradient = loss_and_gradient(model, network, x, labels)
    assert ours[0] == pytest.approx(loss, rel=1e-12)
    np.testing.assert_allclose(ours[1], gradient, atol=1e-14)


@pytest.mark.parametrize("activation", SKLEARN)
def test_loss_and_gradient_of_a_regressor_equal_scikit_learn(activation: str) -> None:
    network = some_network([3, 6, 1], [activation])
    rng = np.random.default_rng(4)
    x, target = rng.normal(size=(20, 3)), rng.normal(size=20)
    ours = network.gradient(x, target[:, None], mean_squared_error, mean_squared_error_gradient)
    model = MLPRegressor(hidden_layer_sizes=(6,), activation=SKLEARN[activation], batch_size=20, **PLAIN)
    loss, gradient = loss_and_gradient(model, network, x, target)
    # scikit-learn's squared error carries a half.
    assert ours[0] == pytest.approx(2 * loss, rel=1e-12)
    np.testing.assert_allclose(ours[1], 2 * gradient, atol=1e-14)


def test_plain_gradient_descent_takes_the_path_of_scikit_learn() -> None:
    x = np.random.default_rng(5).normal(size=(60, 2))
    labels = (x[:, 0] * x[:, 1] > 0).astype(int)
    target = labels[:, None].astype(float)
    network = some_network([2, 8, 1], ["tanh"])
    model = MLPClassifier(hidden_layer_sizes=(8,), activation="tanh", batch_size=60, **PLAIN)
    loss_and_gradient(model, network, x, labels)  # the first step
    optimiser = GradientDescent(0.3)
    for _ in range(50):
        _, gradient = network.gradient(x, target, binary_cross_entropy, binary_cross_entropy_gradient)
        network.parameters = optimiser.step(network.parameters, gradient)
        np.testing.assert_allclose(network.parameters, weights_of(model), atol=1e-10)
        step(model, x, labels)


def test_predictions_equal_those_of_scikit_learn() -> None:
    x = np.random.default_rng(6).normal(size=(40, 2))
    network = some_network([2, 8, 3], ["relu"])
    model = MLPClassifier(hidden_layer_sizes=(8,), batch_size=40, **PLAIN)
    step(model, x, np.arange(40) % 3)
    model.coefs_, model.intercepts_ = map(list, zip(*network.layers, strict=True))
    np.testing.assert_allclose(softmax(network.predict(x)), model.predict_proba(x), atol=1e-12)
