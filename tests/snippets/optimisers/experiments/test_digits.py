import numpy as np
import pytest

from snippets.activations.experiments.network import RELU, gradients
from snippets.optimisers import GradientDescent, cosine
from snippets.optimisers.experiments.digits import Run, flatten, loss_and_gradient, splits, train, unflatten


def test_no_digit_is_in_two_parts() -> None:
    rows = np.concatenate([split.x for split in splits().values()])
    assert len(rows) == 1797
    assert len(np.unique(rows, axis=0)) == 1797


def test_a_row_of_parameters_becomes_layers_and_a_row_again() -> None:
    row = np.arange(2410.0)
    assert flatten(unflatten(row)).tolist() == row.tolist()


def test_the_gradient_agrees_with_central_differences() -> None:
    rng = np.random.default_rng(0)
    x, labels = splits()["test"]
    parameters, step = rng.normal(0.0, 0.2, 2410), 1e-6
    gradient = loss_and_gradient(parameters, x[:20], labels[:20])[1]
    for place in rng.choice(2410, 20, replace=False):
        shift = np.zeros(2410)
        shift[place] = step
        above, below = (loss_and_gradient(parameters + sign * shift, x[:20], labels[:20])[0] for sign in (1, -1))
        assert gradient[place] == pytest.approx((above - below) / (2 * step), abs=1e-7)


def test_the_gradient_is_that_of_the_net_of_the_activations() -> None:
    x, labels = splits()["test"]
    parameters = np.random.default_rng(1).normal(0.0, 0.2, 2410)
    expected = flatten(gradients(unflatten(parameters), x, labels, RELU))
    np.testing.assert_allclose(loss_and_gradient(parameters, x, labels)[1], expected, atol=1e-14)


def test_training_learns_and_is_repeatable() -> None:
    first, second = (train(GradientDescent(0.3), seed=1, steps=60) for _ in range(2))
    assert first.parameters.tolist() == second.parameters.tolist()
    assert first.losses[-10:].mean() < 0.4 * first.losses[:10].mean()
    assert first.accuracy("test") > 0.85


def test_seeds_differ() -> None:
    first, second = (train(GradientDescent(0.3), seed=seed, steps=2).losses[0] for seed in (0, 1))
    assert first != second


def test_a_schedule_sets_the_rate_of_every_step() -> None:
    optimiser = GradientDescent()
    train(optimiser, seed=0, steps=10, rate=lambda step: cosine(step, 0.3, steps=10))
    assert optimiser.learning_rate == pytest.approx(float(cosine(9, 0.3, steps=10)))


def test_a_broken_net_has_an_infinite_loss() -> None:
    assert Run(np.zeros(0), np.full(2410, np.nan)).loss("tune") == np.inf


def test_a_rate_far_too_large_breaks_the_net_quietly() -> None:
    assert train(GradientDescent(1e6), seed=0, steps=30).loss("tune") > 1e3
