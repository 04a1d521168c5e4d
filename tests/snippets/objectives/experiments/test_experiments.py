"""The measurements measure what they say."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, stats
from sklearn import metrics
from sklearn.neighbors import KNeighborsClassifier

from snippets.networks.mlp import LossGradient
from snippets.objectives import (
    binary_cross_entropy_gradient,
    brier_gradient,
    categorical_cross_entropy,
    categorical_cross_entropy_gradient,
    huber,
    huber_gradient,
    info_nce,
    mean_absolute_error,
    mean_absolute_error_gradient,
    mean_squared_error,
    mean_squared_error_gradient,
    quantile,
)
from snippets.objectives.experiments import calibration, hotline, imbalance, partners, preferences
from snippets.objectives.experiments.constants import best_constant, waits
from snippets.objectives.experiments.digit_map import neighbour_accuracy
from snippets.objectives.experiments.lines import fit_line, points
from snippets.objectives.experiments.slow_start import learning_curve, steps_to_goal
from snippets.objectives.experiments.training import training

FEW_EXAMPLES = settings(max_examples=15, deadline=None)


# One number for a sample


@FEW_EXAMPLES
@given(seed=st.integers(0, 1000))
def test_the_best_constant_is_the_mean_the_median_or_a_quantile(seed: int) -> None:
    sample = waits(seed, 51)
    assert best_constant(mean_squared_error, sample) == pytest.approx(sample.mean(), abs=1e-6)
    assert best_constant(mean_absolute_error, sample) == pytest.approx(np.median(sample), abs=1e-6)
    ninth = np.quantile(sample, 0.9)
    assert best_constant(quantile, sample, tau=0.9) == pytest.approx(ninth, abs=1e-6)


def test_waits_are_drawn_anew_for_each_seed() -> None:
    assert waits(1).tolist() == waits(1).tolist() != waits(2).tolist()


# Lines


def test_least_squares_is_that_of_numpy() -> None:
    x, y = points()
    assert fit_line(x, y, mean_squared_error_gradient) == pytest.approx(
        np.polynomial.Polynomial.fit(x, y, 1).convert().coef
    )


@pytest.mark.parametrize(
    ("objective", "gradient"), [(mean_absolute_error, mean_absolute_error_gradient), (huber, huber_gradient)]
)
def test_no_line_costs_less_than_the_robust_one(objective: Callable[..., float], gradient: LossGradient) -> None:
    x, y = points()
    x, y = np.append(x, 10.0), np.append(y, 30.0)

    def cost(line: np.ndarray) -> float:
        return objective(line[0] + line[1] * x, y)

    found = np.array(fit_line(x, y, gradient))
    best = optimize.minimize(cost, found, method="Nelder-Mead", options={"xatol": 1e-8, "fatol": 1e-12})
    assert cost(found) <= best.fun + 1e-6


# Training


def test_a_step_of_training_follows_the_gradient_of_the_objective() -> None:
    rng = np.random.default_rng(0)
    x, target = rng.normal(size=(32, 3)), np.eye(2)[rng.integers(0, 2, 32)]
    nets = training([3, 4, 2], x, target, categorical_cross_entropy_gradient, rate=1.0, seed=0)
    before, after = next(nets), next(nets)
    found = before.layers[0].weights[1, 2] - after.layers[0].weights[1, 2]

    def loss(weight: float) -> float:
        nudged = replace(before, parameters=before.parameters.copy())
        nudged.layers[0].weights[1, 2] = weight
        return categorical_cross_entropy(nudged.predict(x), target)

    here = before.layers[0].weights[1, 2]
    assert found == pytest.approx((loss(here + 1e-5) - loss(here - 1e-5)) / 2e-5, abs=1e-8)


def test_a_unit_that_is_sure_and_wrong_crawls_with_squared_error_only() -> None:
    fast = learning_curve(binary_cross_entropy_gradient, -5.0, rate=1.0, steps=30)
    slow = learning_curve(brier_gradient, -5.0, rate=1.0, steps=30)
    assert fast[-1] > 0.9
    assert slow[-1] < 0.05
    assert fast[0] == slow[0] == pytest.approx(1 / (1 + np.exp(5.0)))


def test_a_goal_that_is_not_reached_costs_the_limit() -> None:
    assert steps_to_goal(brier_gradient, rate=1e-6, gain=1.0, seed=0, limit=6) == 6


# Scores


def test_average_precision_is_that_of_scikit_learn() -> None:
    rng = np.random.default_rng(0)
    target, score = (rng.random(200) < 0.1).astype(float), rng.normal(size=200)
    found = imbalance.average_precision(score, target)
    assert found == pytest.approx(metrics.average_precision_score(target, score))


def test_scores_are_those_of_scikit_learn() -> None:
    rng = np.random.default_rng(1)
    target, score = (rng.random(200) < 0.3).astype(float), rng.normal(size=200)
    said = score > 0.3
    assert imbalance.scores(score, target, threshold=0.3) == pytest.approx(
        {
            "accuracy": metrics.accuracy_score(target, said),
            "recall": metrics.recall_score(target, said),
            "precision": metrics.precision_score(target, said),
        }
    )


@pytest.mark.parametrize("name", imbalance.GRADIENTS)
def test_every_objective_of_the_rare_class_is_trained_to_the_end(name: str) -> None:
    gradient, rate = imbalance.GRADIENTS[name]
    x, target = imbalance.rare(4000, np.random.default_rng(0))
    weights = imbalance.fit(gradient, x, target, rate)
    assert np.abs(x.T @ gradient(x @ weights, target)).max() < 1e-3


def test_a_logistic_regression_announces_the_share_of_yes() -> None:
    outcome = imbalance.outcome("cross-entropy", seed=3)
    assert outcome["mean probability"] == pytest.approx(imbalance.SHARE, abs=0.006)


def test_confidence_that_is_as_often_right_has_no_calibration_error() -> None:
    confidence = np.repeat([0.25, 0.75], 4)
    right = np.array([1.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 0.0])
    assert calibration.expected_calibration_error(confidence, right) == 0.0
    assert calibration.expected_calibration_error(np.ones(4), np.zeros(4)) == 1.0


@FEW_EXAMPLES
@given(seed=st.integers(0, 1000))
def test_the_bins_hold_every_sample(seed: int) -> None:
    rng = np.random.default_rng(seed)
    confidence, right = rng.random(30), (rng.random(30) < 0.5).astype(float)
    mean, accuracy, share = calibration.reliability(confidence, right)
    assert share.sum() == pytest.approx(1.0)
    assert share @ mean == pytest.approx(confidence.mean())
    assert share @ accuracy == pytest.approx(right.mean())


@pytest.mark.parametrize("name", calibration.CONTENDERS)
def test_a_confidence_is_a_share(name: str) -> None:
    outputs = np.random.default_rng(0).normal(0.0, 5.0, (50, 10))
    confidence = calibration.CONTENDERS[name].confidence(outputs)
    assert ((confidence >= 0.0) & (confidence <= 1.0)).all()


def test_the_best_temperature_of_true_logits_is_one() -> None:
    rng = np.random.default_rng(0)
    logits = rng.normal(0.0, 2.0, (20_000, 3))
    labels = (logits + rng.gumbel(size=logits.shape)).argmax(axis=1)
    assert calibration.best_temperature(logits, labels) == 1.0
    assert calibration.best_temperature(3.0 * logits, labels) == 3.0


def test_nearest_neighbours_are_those_of_scikit_learn() -> None:
    rng = np.random.default_rng(0)
    places, labels = rng.normal(size=(60, 2)), rng.integers(0, 3, 60)
    neighbours = KNeighborsClassifier(2).fit(places, labels).kneighbors(places, return_distance=False)[:, 1]
    assert neighbour_accuracy(places, labels) == (labels[neighbours] == labels).mean()


@pytest.mark.parametrize("rate", [0.1, 2.5, 17.3, 40.4, 80.0])
def test_the_interval_of_a_count_is_that_of_scipy(rate: float) -> None:
    assert hotline.poisson_interval(rate) == tuple(stats.poisson.interval(0.9, rate))


def test_moody_days_scatter_more_about_the_same_mean() -> None:
    plain, moody = (hotline.days(np.random.default_rng(0), 4000, moody=moody) for moody in (False, True))
    rate = hotline.expected_calls()
    np.testing.assert_allclose(plain.mean(axis=0), rate, rtol=0.05)
    np.testing.assert_allclose(moody.mean(axis=0), rate, rtol=0.05)
    np.testing.assert_allclose(plain.var(axis=0), rate, rtol=0.1)
    np.testing.assert_allclose(moody.var(axis=0), rate + rate**2 / 10, rtol=0.15)


def test_intervals_stand_where_their_spreads_say() -> None:
    calls = hotline.days(np.random.default_rng(0), 50)
    low, high = hotline.intervals("Gaussian", calls)
    np.testing.assert_allclose((high - low) / 2, stats.norm.ppf(0.95) * calls.std(axis=0))
    np.testing.assert_allclose((low + high) / 2, calls.mean(axis=0))
    wide = np.subtract(*reversed(hotline.intervals("squared error", calls)))
    assert np.ptp(wide) == pytest.approx(0.0, abs=1e-12)
    assert wide[0] / 2 == pytest.approx(stats.norm.ppf(0.95) * np.sqrt(calls.var(axis=0).mean()))


def test_the_gradient_of_partners_goes_through_the_scaling() -> None:
    labels, step = np.array([3, 1, 3, 1, 3, 2]), 1e-6
    embeddings = np.random.default_rng(0).normal(size=(6, 3))
    first, second = partners.partners(labels)

    def loss(rows: np.ndarray) -> float:
        unit = partners.unit_rows(rows)
        return info_nce(unit[first], unit[second], partners.TEMPERATURE)

    found = partners.partners_gradient(embeddings, labels)
    for place in np.ndindex(6, 3):
        moved = np.zeros((6, 3))
        moved[place] = step
        slope = (loss(embeddings + moved) - loss(embeddings - moved)) / (2 * step)
        assert found[place] == pytest.approx(slope, abs=1e-8)


@pytest.mark.parametrize(("mistakes", "better"), [(0.0, [0, 4]), (1.0, [3, 1])])
def test_who_is_judged_the_larger_is_pulled_up_and_a_tie_is_left_alone(mistakes: float, better: list[int]) -> None:
    digit = np.array([7, 2, 5, 1, 6, 5])
    gradient = preferences.judged_gradient(np.zeros((6, 1)), digit, mistakes, np.random.default_rng(0))[:, 0]
    assert np.flatnonzero(gradient < 0).tolist() == sorted(better)
    assert gradient[2] == gradient[5] == 0.0
    assert gradient.sum() == 0.0


def test_dpo_ends_where_the_reward_tilts_the_start() -> None:
    start, reward = np.array([0.1, 0.6, 0.3]), np.array([1.0, -1.0, 0.3])
    for beta in (0.3, 1.0):
        tilted = start * np.exp(reward / beta)
        np.testing.assert_allclose(preferences.learnt_policy(start, reward, beta), tilted / tilted.sum(), atol=1e-6)
    np.testing.assert_array_equal(preferences.learnt_policy(start, reward, 1.0, steps=0).round(12), start)
