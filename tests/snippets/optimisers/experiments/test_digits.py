import numpy as np
import pytest

from snippets.networks.mlp import Network
from snippets.networks.training import one_hot
from snippets.objectives import categorical_cross_entropy, categorical_cross_entropy_gradient
from snippets.optimisers import GradientDescent, cosine
from snippets.optimisers.experiments.digits import SIZES, Run, cross_entropy, cross_entropy_gradient, splits, train


def test_no_digit_is_in_two_parts() -> None:
    rows = np.concatenate([split.x for split in splits().values()])
    assert len(rows) == 1797
    assert len(np.unique(rows, axis=0)) == 1797


def test_the_objective_is_categorical_cross_entropy() -> None:
    logits, labels = np.random.default_rng(1).normal(size=(20, 10)), np.arange(20) % 10
    target = one_hot(labels, 10)
    assert cross_entropy(logits, labels) == pytest.approx(categorical_cross_entropy(logits, target), rel=1e-14)
    expected = categorical_cross_entropy_gradient(logits, target)
    np.testing.assert_allclose(cross_entropy_gradient(logits, labels), expected, atol=1e-16)


def test_training_learns_and_is_repeatable() -> None:
    first, second = (train(GradientDescent(0.3), seed=1, steps=60) for _ in range(2))
    assert first.network.parameters.tolist() == second.network.parameters.tolist()
    assert first.losses[-10:].mean() < 0.4 * first.losses[:10].mean()
    assert first.accuracy("test") > 0.85


def test_seeds_differ() -> None:
    first, second = (train(GradientDescent(0.3), seed=seed, steps=2).losses[0] for seed in (0, 1))
    assert first != second


def test_a_schedule_sets_the_rate_of_every_step() -> None:
    optimiser = GradientDescent()
    train(optimiser, seed=0, steps=10, rate=lambda step: float(cosine(step, 0.3, steps=10)))
    assert optimiser.learning_rate == pytest.approx(float(cosine(9, 0.3, steps=10)))


def test_a_broken_net_has_an_infinite_loss() -> None:
    network = Network.create(SIZES, ["relu"])
    network.parameters[:] = np.nan
    assert Run(np.zeros(0), network).loss("tune") == np.inf


def test_a_rate_far_too_large_breaks_the_net_quietly() -> None:
    assert train(GradientDescent(1e6), seed=0, steps=30).loss("tune") > 1e3
