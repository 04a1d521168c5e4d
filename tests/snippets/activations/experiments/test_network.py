import numpy as np
import pytest

from snippets.activations.experiments.network import (
    LINEAR,
    RELU,
    SIGMOID,
    TANH,
    Activation,
    accuracy,
    backward,
    batches,
    cross_entropy,
    descend,
    forward,
    gradients,
    initialise,
    output_error,
)


@pytest.mark.parametrize("activation", [LINEAR, SIGMOID, TANH, RELU])
def test_every_gradient_equals_the_numerical_one(activation: Activation) -> None:
    rng = np.random.default_rng(0)
    # Random biases, for without them a sum can be exactly 0, where ReLU has a corner.
    layers = [(weights, rng.normal(size=bias.shape)) for weights, bias in initialise([3, 4, 4, 2], 1.0, rng)]
    x, labels = rng.normal(size=(6, 3)), np.array([0, 1, 1, 0, 1, 0])

    def loss() -> float:
        return cross_entropy(forward(layers, x, activation)[-1], labels)

    for layer, slopes in zip(layers, gradients(layers, x, labels, activation), strict=True):
        for values, slope in zip(layer, slopes, strict=True):
            for place in np.ndindex(values.shape):
                kept = values[place]
                values[place] = kept + 1e-6
                above = loss()
                values[place] = kept - 1e-6
                below = loss()
                values[place] = kept
                assert slope[place] == pytest.approx((above - below) / 2e-6, abs=1e-7)


def test_layers_without_an_activation_are_one_layer() -> None:
    rng = np.random.default_rng(1)
    layers = initialise([4, 50, 30, 3], 1.0, rng)
    x = rng.normal(size=(20, 4))
    table = layers[0][0] @ layers[1][0] @ layers[2][0]
    np.testing.assert_allclose(forward(layers, x, LINEAR)[-1], x @ table, atol=1e-12)


def test_the_last_layer_has_no_activation() -> None:
    layers = [(np.array([[1.0]]), np.zeros(1))]
    assert forward(layers, np.array([[-5.0]]), RELU)[-1].item() == -5.0


def test_weights_spread_as_the_gain_over_the_root_of_the_inputs() -> None:
    ((weights, bias),) = initialise([400, 500], 2.0, np.random.default_rng(0))
    assert weights.std() == pytest.approx(2.0 / 20.0, rel=0.01)
    assert not bias.any()


def test_backward_multiplies_by_weights_and_slopes() -> None:
    layers = [(np.array([[1.0]]), np.zeros(1)), (np.array([[3.0]]), np.zeros(1))]
    sums = [np.array([[0.7]]), np.array([[0.0]])]
    below, above = backward(layers, sums, np.array([[2.0]]), TANH)
    assert above.item() == 2.0
    assert below.item() == pytest.approx(2.0 * 3.0 * (1.0 - np.tanh(0.7) ** 2))


def test_a_small_step_lowers_the_loss() -> None:
    rng = np.random.default_rng(2)
    layers = initialise([5, 8, 3], 1.0, rng)
    x, labels = rng.normal(size=(30, 5)), rng.integers(0, 3, 30)
    after = descend(layers, x, labels, TANH, rate=0.01)
    assert cross_entropy(forward(after, x, TANH)[-1], labels) < cross_entropy(forward(layers, x, TANH)[-1], labels)


def test_a_step_leaves_the_old_layers_as_they_were() -> None:
    layers = initialise([2, 2], 1.0, np.random.default_rng(0))
    before = layers[0][0].copy()
    descend(layers, np.ones((1, 2)), np.array([0]), LINEAR, rate=1.0)
    assert np.array_equal(layers[0][0], before)


def test_the_errors_of_a_sample_sum_to_zero() -> None:
    errors = output_error(np.random.default_rng(3).normal(size=(7, 4)), np.array([0, 1, 2, 3, 0, 1, 2]))
    np.testing.assert_allclose(errors.sum(axis=1), 0.0, atol=1e-15)


def test_a_pass_visits_no_sample_twice() -> None:
    stream = batches(10, 3, np.random.default_rng(0))
    seen = np.concatenate([next(stream) for _ in range(3)])
    assert len(set(seen.tolist())) == 9


def test_accuracy_counts_the_largest_logit() -> None:
    layers = [(np.eye(2), np.zeros(2))]
    assert accuracy(layers, np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]]), np.array([0, 1, 1]), LINEAR) == 2 / 3
