"""The remedies by themselves: what each function must keep."""

from typing import Any

import numpy as np
import pytest

from snippets.generalisation import (
    Parts,
    decayed,
    dropout,
    dropout_derivative,
    fit_line,
    least_norm,
    mean_network,
    mean_probability,
    mirrored,
    mislabelled,
    moved,
    nudged,
    parts,
    stopping_point,
    thinned,
    weights_only,
)
from snippets.networks.mlp import Network
from snippets.networks.training import one_hot
from snippets.objectives.categorical_cross_entropy import (
    categorical_cross_entropy,
    categorical_cross_entropy_gradient,
)

RNG = np.random.default_rng(0)
PICTURES = RNG.random((5, 64))


def test_a_share_of_the_labels_is_some_other_class() -> None:
    labels = np.arange(100) % 10
    written = mislabelled(labels, 0.2, np.random.default_rng(1))
    assert (written != labels).sum() == 20
    assert set(written.tolist()) == set(range(10))


def test_the_three_parts_share_no_digit_and_the_test_is_labelled_rightly() -> None:
    right, wrong = parts(3, 800), parts(3, 800, 0.2)
    seen = [*right.learn, *right.validate, *right.test]
    assert len(seen) == 1797
    assert np.sum(right.learn_labels != wrong.learn_labels) == 160
    assert np.sum(right.validate_labels != wrong.validate_labels) == 40
    np.testing.assert_array_equal(right.test_labels, wrong.test_labels)


def test_dropout_with_its_derivative_is_linear_in_what_is_kept() -> None:
    x, kept = np.array([2.0, -3.0, 5.0]), np.array([1.0, 0.0, 1.0])
    step = 1e-6
    slopes = (dropout(x + step, kept, 0.25) - dropout(x - step, kept, 0.25)) / (2 * step)
    np.testing.assert_allclose(dropout_derivative(kept, 0.25), slopes, atol=1e-8)


def test_the_gradient_of_a_thinned_net_is_that_of_its_finite_differences() -> None:
    network = Network.create([3, 6, 4, 2], ["tanh", "tanh"], seed=1)
    x, target = RNG.random((5, 3)), one_hot(np.array([0, 1, 1, 0, 1]), 2)

    def ask(parameters: Any) -> tuple[float, Any]:
        network.parameters = parameters
        thin = thinned(network, 0.5, 5, np.random.default_rng(2))  # the same units are out each time
        return thin.gradient(x, target, categorical_cross_entropy, categorical_cross_entropy_gradient)

    start, step = network.parameters, 1e-6
    gradient = ask(start)[1]
    for place in range(0, len(start), 5):
        nudge = step * (np.arange(len(start)) == place)
        slope = (ask(start + nudge)[0] - ask(start - nudge)[0]) / (2 * step)
        assert gradient[place] == pytest.approx(slope, abs=1e-7)


@pytest.mark.parametrize(
    ("losses", "patience", "point"),
    [([1.0], 3, 0), ([3.0, 2.0, 1.0], 1, 2), ([1.0, 2.0, 0.5], 1, 0), ([1.0, 1.0, 0.5], 2, 2)],
)
def test_early_stopping_waits_as_long_as_its_patience(losses: list[float], patience: int, point: int) -> None:
    assert stopping_point(losses, patience) == point


def test_only_weights_are_decayed() -> None:
    network = Network.create([3, 4, 2], ["relu"], seed=0)
    network.parameters = np.ones_like(network.parameters)
    network.parameters = decayed(network.parameters, 0.1, weights_only(network.sizes))
    for layer in network.layers:
        np.testing.assert_allclose(layer.weights, 0.9)
        np.testing.assert_allclose(layer.bias, 1.0)


def test_a_decayed_line_has_the_least_penalised_error() -> None:
    x, y, decay = np.array([-1.0, 0.0, 2.0]), np.array([4.0, 5.0, 9.0]), 0.3

    def price(slope: float, height: float) -> float:
        return float(np.mean((slope * x + height - y) ** 2) + decay * (slope**2 + height**2))

    best = fit_line(x, y, decay, decay_bias=True)
    for slope, height in ((0.01, 0.0), (-0.01, 0.0), (0.0, 0.01), (0.0, -0.01)):
        assert price(best[0] + slope, best[1] + height) > price(*best)


def test_moves_by_a_whole_pixel_are_rolls_and_by_none_nothing() -> None:
    images = PICTURES.reshape(-1, 8, 8)
    for by in (-1.0, 0.0, 1.0):
        rolled = np.roll(images, int(by), axis=2)
        np.testing.assert_allclose(moved(images, np.full(5, by), axis=2), rolled)
    np.testing.assert_allclose(nudged(PICTURES, 0.0, RNG), PICTURES)


def test_ink_stays_where_the_margin_is_empty() -> None:
    dots = np.zeros((3, 8, 8))
    dots[:, 3:5, 3:5] = 1.0
    nudges = nudged(dots.reshape(3, 64), 1.0, np.random.default_rng(4))
    np.testing.assert_allclose(nudges.sum(axis=1), 4.0)
    assert len({picture.tobytes() for picture in nudges}) == 3


def test_a_mirrored_digit_is_itself_or_turned() -> None:
    turned = PICTURES.reshape(-1, 8, 8)[:, :, ::-1].reshape(-1, 64)
    found = mirrored(PICTURES, np.random.default_rng(1))
    kinds = {
        (np.array_equal(one, same), np.array_equal(one, other))
        for one, same, other in zip(found, PICTURES, turned, strict=True)
    }
    assert kinds == {(True, False), (False, True)}


def test_means_of_one_net_are_that_net() -> None:
    network = Network.create([64, 4, 3], ["relu"], seed=2)
    np.testing.assert_allclose(mean_network([network, network]).parameters, network.parameters)
    said = mean_probability([network], PICTURES)
    np.testing.assert_allclose(said.sum(axis=1), 1.0)
    np.testing.assert_array_equal(said.argmax(axis=1), network.predict(PICTURES).argmax(axis=1))


def test_of_many_solutions_the_smallest_is_taken_and_a_pull_shrinks_it() -> None:
    features, target = RNG.normal(size=(4, 9)), RNG.normal(size=(4, 2))
    least = least_norm(features, target)
    np.testing.assert_allclose(features @ least, target, atol=1e-10)
    idle = np.linalg.svd(features)[2][-1][:, np.newaxis]  # a direction that changes no prediction
    other = least + idle @ np.ones((1, 2))
    np.testing.assert_allclose(features @ other, target, atol=1e-10)
    assert np.linalg.norm(least) < np.linalg.norm(other)
    assert np.linalg.norm(least_norm(features, target, pull=0.5)) < np.linalg.norm(least)


def test_parts_have_names() -> None:
    assert Parts._fields[::2] == ("learn", "validate", "test")
