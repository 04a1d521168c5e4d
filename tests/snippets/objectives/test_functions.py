"""What is particular to single objectives."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from scipy.special import rel_entr
from sklearn import metrics

from snippets.objectives import (
    binary_cross_entropy,
    binary_cross_entropy_gradient,
    brier,
    brier_gradient,
    categorical_cross_entropy,
    categorical_cross_entropy_gradient,
    contrastive,
    contrastive_gradient,
    entropy,
    focal,
    focal_gradient,
    hinge,
    hinge_gradient,
    huber,
    huber_gradient,
    kl_divergence,
    l2_penalty,
    l2_penalty_gradient,
    label_smoothing,
    label_smoothing_gradient,
    log_cosh,
    mean_absolute_error,
    mean_squared_error,
    naive_binary_cross_entropy,
    naive_categorical_cross_entropy,
    quantile,
    quantile_gradient,
    smoothed,
    squared_hinge,
    triplet,
    triplet_gradient,
)
from snippets.objectives.likelihood import (
    gaussian_density,
    gaussian_surprise,
    laplace_density,
    laplace_surprise,
)

FEW_EXAMPLES = settings(max_examples=15, deadline=None)
numbers = st.floats(-1e3, 1e3)
rng = np.random.default_rng(0)
Y, GUESS = rng.normal(size=50), rng.normal(size=50)
LOGITS, ANSWERS = rng.normal(0.0, 3.0, 50), (rng.random(50) < 0.4).astype(float)
ROWS, CLASSES = rng.normal(0.0, 2.0, (20, 4)), rng.integers(0, 4, 20)
PROBABILITIES = 1 / (1 + np.exp(-LOGITS))


# The same as others compute


def test_scikit_learn_computes_the_same() -> None:
    assert mean_squared_error(GUESS, Y) == pytest.approx(metrics.mean_squared_error(Y, GUESS))
    assert mean_absolute_error(GUESS, Y) == pytest.approx(metrics.mean_absolute_error(Y, GUESS))
    assert quantile(GUESS, Y, tau=0.3) == pytest.approx(metrics.mean_pinball_loss(Y, GUESS, alpha=0.3))
    assert brier(LOGITS, ANSWERS) == pytest.approx(metrics.brier_score_loss(ANSWERS, PROBABILITIES))
    assert binary_cross_entropy(LOGITS, ANSWERS) == pytest.approx(metrics.log_loss(ANSWERS, PROBABILITIES))
    assert hinge(LOGITS, 2 * ANSWERS - 1) == pytest.approx(metrics.hinge_loss(2 * ANSWERS - 1, LOGITS))


def test_scikit_learn_computes_the_same_for_many_classes() -> None:
    shares = np.exp(ROWS) / np.exp(ROWS).sum(axis=1, keepdims=True)
    assert categorical_cross_entropy(ROWS, np.eye(4)[CLASSES]) == pytest.approx(metrics.log_loss(CLASSES, shares))


def test_scipy_computes_the_same_divergence() -> None:
    shares = np.exp(ROWS) / np.exp(ROWS).sum(axis=1, keepdims=True)
    target = rng.dirichlet(np.ones(4), 20)
    assert kl_divergence(ROWS, target) == pytest.approx(rel_entr(target, shares).sum(axis=1).mean())


def test_scipy_computes_the_same_densities() -> None:
    np.testing.assert_allclose(gaussian_density(Y, GUESS, 0.7), stats.norm(GUESS, 0.7).pdf(Y))
    np.testing.assert_allclose(laplace_density(Y, GUESS, 0.7), stats.laplace(GUESS, 0.7).pdf(Y))


# Quantities


@FEW_EXAMPLES
@given(error=numbers, delta=st.floats(0.1, 10.0))
def test_huber_lies_between_half_the_square_and_the_scaled_absolute_error(error: float, delta: float) -> None:
    loss = huber([error], [0.0], delta)
    assert loss <= error**2 / 2 + 1e-9
    assert loss <= delta * abs(error) + 1e-9
    assert loss >= delta * abs(error) - delta**2 / 2 - 1e-9


def test_huber_with_a_large_delta_is_half_the_squared_error() -> None:
    assert huber(GUESS, Y, delta=100.0) == pytest.approx(mean_squared_error(GUESS, Y) / 2)


@FEW_EXAMPLES
@given(error=numbers)
def test_log_cosh_stays_close_below_the_absolute_error(error: float) -> None:
    assert 0.0 <= abs(error) - log_cosh([error], [0.0]) <= math.log(2.0) + 1e-12


@pytest.mark.parametrize("error", [0.0, 1e-150, 1e-12, 1e-6, 0.001])
def test_log_cosh_of_a_small_error_is_half_its_square(error: float) -> None:
    assert log_cosh([error], [0.0]) == pytest.approx(error**2 / 2, rel=1e-6, abs=0.0)
    assert log_cosh([-error], [0.0]) >= 0.0


def test_log_cosh_has_no_step_where_its_two_forms_meet() -> None:
    below, above = log_cosh([1.0 - 1e-12], [0.0]), log_cosh([1.0 + 1e-12], [0.0])
    assert above - below == pytest.approx(2e-12 * math.tanh(1.0), rel=0.01, abs=0.0)


@FEW_EXAMPLES
@given(error=numbers, tau=st.floats(0.01, 0.99))
def test_a_quantile_and_its_mirror_image_add_up_to_the_absolute_error(error: float, tau: float) -> None:
    total = quantile([error], [0.0], tau) + quantile([error], [0.0], 1 - tau)
    assert total == pytest.approx(abs(error))


@FEW_EXAMPLES
@given(tau=st.floats(0.05, 0.95), seed=st.integers(0, 1000))
def test_no_number_costs_less_than_the_quantile(tau: float, seed: int) -> None:
    sample = np.random.default_rng(seed).exponential(size=40)
    best = np.quantile(sample, tau, method="inverted_cdf")
    lowest = quantile(np.full(40, best), sample, tau)
    assert all(quantile(np.full(40, other), sample, tau) >= lowest - 1e-12 for other in sample)


@pytest.mark.parametrize("delta", [0.0, -1.0, math.inf, math.nan])
@pytest.mark.parametrize("function", [huber, huber_gradient])
def test_delta_must_be_positive_and_finite(function: Callable[..., object], delta: float) -> None:
    with pytest.raises(ValueError, match="delta must be positive and finite"):
        function([1.0], [0.0], delta)


@pytest.mark.parametrize("tau", [0.0, 1.0, -0.5, math.nan])
@pytest.mark.parametrize("function", [quantile, quantile_gradient])
def test_tau_must_lie_between_0_and_1(function: Callable[..., object], tau: float) -> None:
    with pytest.raises(ValueError, match="tau must lie between 0 and 1"):
        function([1.0], [0.0], tau)


# Likelihood


@FEW_EXAMPLES
@given(y=st.floats(-20, 20), centre=st.floats(-5, 5), scale=st.floats(0.5, 5.0))
def test_surprise_is_minus_the_logarithm_of_the_density(y: float, centre: float, scale: float) -> None:
    for surprise, exact in (
        (gaussian_surprise, stats.norm(centre, scale)),
        (laplace_surprise, stats.laplace(centre, scale)),
    ):
        assert surprise(y, centre, scale) == pytest.approx(-exact.logpdf(y))


# Yes or no


def test_the_naive_binary_cross_entropy_agrees_where_it_holds() -> None:
    assert naive_binary_cross_entropy(LOGITS, ANSWERS) == pytest.approx(binary_cross_entropy(LOGITS, ANSWERS))


def test_the_naive_binary_cross_entropy_fails_far_out() -> None:
    assert naive_binary_cross_entropy([40.0], [0]) == math.inf
    assert math.isnan(naive_binary_cross_entropy([1000.0], [1]))
    assert math.isnan(naive_binary_cross_entropy([-1000.0], [0]))


@pytest.mark.parametrize("logit", [-1000.0, -40.0, 40.0, 1000.0])
def test_binary_cross_entropy_far_out_is_the_logit_or_next_to_nothing(logit: float) -> None:
    assert binary_cross_entropy([logit], [0]) == pytest.approx(max(logit, 0.0), abs=1e-16)
    assert binary_cross_entropy([logit], [1]) == pytest.approx(max(-logit, 0.0), abs=1e-16)


def test_losses_and_pushes_keep_their_digits_where_the_answer_is_right() -> None:
    assert binary_cross_entropy([40.0], [1]) == pytest.approx(math.exp(-40.0))
    assert binary_cross_entropy_gradient([40.0], [1])[0] == pytest.approx(-math.exp(-40.0))
    assert focal_gradient([40.0], [1], gamma=0.0)[0] == pytest.approx(-math.exp(-40.0))


def test_a_positive_counts_as_many_as_its_weight() -> None:
    repeated = binary_cross_entropy([0.5, 0.5, 0.5, -1.0], [1, 1, 1, 0]) * 4
    assert binary_cross_entropy([0.5, -1.0], [1, 0], positive_weight=3.0) * 2 == pytest.approx(repeated)


@FEW_EXAMPLES
@given(logit=st.floats(-30, 30), target=st.floats(0, 1))
def test_the_slope_of_the_sigmoid_is_all_that_the_two_gradients_differ_by(logit: float, target: float) -> None:
    p = 1 / (1 + math.exp(-logit))
    expected = binary_cross_entropy_gradient([logit], [target])[0] * 2 * p * (1 - p)
    assert brier_gradient([logit], [target])[0] == pytest.approx(expected, abs=1e-15)


def test_focal_without_focus_is_cross_entropy() -> None:
    assert focal(LOGITS, ANSWERS, gamma=0.0) == pytest.approx(binary_cross_entropy(LOGITS, ANSWERS))


@FEW_EXAMPLES
@given(logit=st.floats(-30, 30), gamma=st.floats(0, 5))
def test_focal_never_costs_more_than_cross_entropy(logit: float, gamma: float) -> None:
    assert focal([logit], [1], gamma) <= binary_cross_entropy([logit], [1]) + 1e-15


@pytest.mark.parametrize("gamma", [-0.1, math.inf, math.nan])
@pytest.mark.parametrize("function", [focal, focal_gradient])
def test_gamma_must_be_finite_and_not_negative(function: Callable[..., object], gamma: float) -> None:
    with pytest.raises(ValueError, match="gamma must be finite and not negative"):
        function([1.0], [1], gamma)


@pytest.mark.parametrize("target", [-0.1, 1.1, math.nan])
@pytest.mark.parametrize("function", [binary_cross_entropy, brier, focal, binary_cross_entropy_gradient])
def test_targets_of_a_yes_or_no_lie_between_0_and_1(function: Callable[..., object], target: float) -> None:
    with pytest.raises(ValueError, match="target must lie between 0 and 1"):
        function([1.0], [target])


@pytest.mark.parametrize("function", [hinge, squared_hinge, hinge_gradient])
def test_targets_of_a_hinge_are_signs(function: Callable[..., object]) -> None:
    with pytest.raises(ValueError, match=r"^target must be -1 or 1, and holds 0\.0$"):
        function([1.0, 2.0], [1, 0])


@FEW_EXAMPLES
@given(score=st.floats(-50, 50))
def test_the_hinge_costs_at_least_a_wrong_answer(score: float) -> None:
    assert hinge([score], [1]) >= (score <= 0)
    assert squared_hinge([score], [1]) == pytest.approx(hinge([score], [1]) ** 2)


# One of many


def test_the_naive_cross_entropy_agrees_where_it_holds_and_fails_far_out() -> None:
    target = np.eye(4)[CLASSES]
    assert naive_categorical_cross_entropy(ROWS, target) == pytest.approx(categorical_cross_entropy(ROWS, target))
    assert math.isnan(naive_categorical_cross_entropy([[1000.0, 0.0]], [[0, 1]]))


def test_a_masked_class_that_is_not_the_target_costs_nothing() -> None:
    assert categorical_cross_entropy([[0.0, -np.inf, 0.0]], [[1, 0, 0]]) == pytest.approx(math.log(2))


def test_a_masked_class_that_is_the_target_costs_infinitely_much() -> None:
    assert categorical_cross_entropy([[0.0, -np.inf]], [[0, 1]]) == math.inf


INFINITE: dict[str, tuple[list[float], list[float], float, list[float]]] = {
    "sure and right": ([np.inf, 0.0, 5.0], [1, 0, 0], 0.0, [0, 0, 0]),
    "sure and right, the others excluded": ([np.inf, -np.inf, -np.inf], [1, 0, 0], 0.0, [0, 0, 0]),
    "sure and wrong": ([np.inf, 0.0, 5.0], [0, 1, 0], np.inf, [1, -1, 0]),
    "sure of two": ([np.inf, np.inf, 5.0], [1, 0, 0], np.log(2), [-0.5, 0.5, 0]),
    "sure of two, as the target is": ([np.inf, np.inf, 5.0], [0.5, 0.5, 0], np.log(2), [0, 0, 0]),
    "all excluded": ([-np.inf, -np.inf], [1, 0], np.log(2), [-0.5, 0.5]),
}
"""Logits and targets of a row, with the limits of the loss and of its gradient."""
infinite = pytest.mark.parametrize(("logits", "target", "loss", "gradient"), INFINITE.values(), ids=INFINITE)


@infinite
def test_infinite_logits_cost_what_larger_and_larger_ones_tend_to(
    logits: list[float], target: list[float], loss: float, gradient: list[float]
) -> None:
    assert categorical_cross_entropy([logits], [target]) == pytest.approx(loss)
    assert kl_divergence([logits], [target]) == pytest.approx(loss - entropy([target]), abs=1e-15)
    far = categorical_cross_entropy([np.clip(logits, -1e300, 1e300)], [target])
    assert far == pytest.approx(min(loss, 1e300))


@infinite
def test_infinite_logits_are_pushed_as_larger_and_larger_ones_are(
    logits: list[float], target: list[float], loss: float, gradient: list[float]
) -> None:
    assert categorical_cross_entropy_gradient([logits], [target]) == pytest.approx(np.array([gradient]))
    far = categorical_cross_entropy_gradient([np.clip(logits, -1e300, 1e300)], [target])
    assert far == pytest.approx(np.array([gradient]))


def test_smoothed_targets_make_infinitely_sure_answers_infinitely_dear() -> None:
    assert label_smoothing([[np.inf, 0.0]], [[1, 0]]) == np.inf
    assert label_smoothing_gradient([[np.inf, 0.0]], [[1, 0]]) == pytest.approx(np.array([[0.05, -0.05]]))


@pytest.mark.parametrize("target", [[1, 0], [0, 1], [0.5, 0.5]])
def test_nan_beside_an_infinite_logit_is_kept(target: list[float]) -> None:
    assert math.isnan(categorical_cross_entropy([[np.inf, np.nan]], [target]))
    assert np.isnan(categorical_cross_entropy_gradient([[np.inf, np.nan]], [target])).all()


@FEW_EXAMPLES
@given(seed=st.integers(0, 10_000))
def test_cross_entropy_is_divergence_plus_entropy(seed: int) -> None:
    draws = np.random.default_rng(seed)
    logits, target = draws.normal(size=(4, 3)), draws.dirichlet(np.ones(3), 4)
    total = kl_divergence(logits, target) + entropy(target)
    assert categorical_cross_entropy(logits, target) == pytest.approx(total)


def test_the_divergence_vanishes_at_the_target_and_nowhere_else() -> None:
    target = np.array([[0.2, 0.3, 0.5]])
    assert kl_divergence(np.log(target), target) == pytest.approx(0.0, abs=1e-15)
    assert kl_divergence(np.log([[0.3, 0.2, 0.5]]), target) > 0.01


def test_entropy_is_largest_for_equal_shares() -> None:
    assert entropy([[0.25] * 4]) == pytest.approx(math.log(4))
    assert entropy([[0.4, 0.2, 0.2, 0.2]]) < math.log(4)
    assert entropy([[1, 0, 0, 0]]) == 0.0


@FEW_EXAMPLES
@given(smoothing=st.floats(0, 1), classes=st.integers(2, 9))
def test_smoothed_targets_are_still_probabilities(smoothing: float, classes: int) -> None:
    target = smoothed(np.eye(classes), smoothing)
    assert target.sum(axis=1) == pytest.approx(1.0)
    assert target.min() >= 0.0


def test_no_smoothing_is_cross_entropy() -> None:
    target = np.eye(4)[CLASSES]
    assert label_smoothing(ROWS, target, 0.0) == pytest.approx(categorical_cross_entropy(ROWS, target))


@pytest.mark.parametrize("smoothing", [-0.1, 1.1, math.nan])
def test_smoothing_is_a_share(smoothing: float) -> None:
    with pytest.raises(ValueError, match="smoothing must lie between 0 and 1"):
        smoothed([1.0, 0.0], smoothing)


def test_rows_of_targets_must_sum_to_one() -> None:
    with pytest.raises(ValueError, match=r"^each row of target must sum to 1, and one sums to 2\.0$"):
        categorical_cross_entropy([[1.0, 2.0], [1.0, 2.0]], [[0, 1], [1, 1]])


def test_one_logit_alone_has_no_classes() -> None:
    with pytest.raises(ValueError, match="classes along their last axis"):
        categorical_cross_entropy(1.0, 1.0)


# Alike or not


def test_contrastive_is_the_mean_over_the_pairs() -> None:
    places = np.array([[0.0, 0.0], [0.3, 0.4], [0.0, 0.6]])
    # Two of a kind at 0.5; of two kinds at 0.6 and at √0.13.
    expected = (0.25 + 0.4**2 + (1 - math.sqrt(0.13)) ** 2) / 3
    assert contrastive(places, [0, 0, 1]) == pytest.approx(expected)


@FEW_EXAMPLES
@given(seed=st.integers(0, 10_000))
def test_where_the_map_lies_and_how_it_is_turned_does_not_matter(seed: int) -> None:
    draws = np.random.default_rng(seed)
    places, kinds = draws.normal(size=(6, 2)), np.array([0, 1, 0, 1, 2, 2])
    turn = np.array([[0.0, -1.0], [1.0, 0.0]])
    for function in (contrastive, triplet):
        assert function(places @ turn + 5.0, kinds) == pytest.approx(function(places, kinds))


@pytest.mark.parametrize("gradient", [contrastive_gradient, triplet_gradient])
def test_pulls_and_pushes_balance(gradient: Callable[..., np.ndarray]) -> None:
    places = np.random.default_rng(3).normal(size=(6, 2))
    assert gradient(places, [0, 1, 0, 1, 2, 2]).sum(axis=0) == pytest.approx(0.0, abs=1e-15)


@pytest.mark.parametrize("gradient", [contrastive_gradient, triplet_gradient])
def test_points_that_coincide_are_left_alone(gradient: Callable[..., np.ndarray]) -> None:
    assert (gradient(np.zeros((3, 2)), [0, 0, 1]) == 0.0).all()


def test_far_kinds_beyond_the_margin_exert_no_force() -> None:
    places, kinds = np.array([[0.0], [0.1], [9.0]]), [0, 0, 1]
    assert triplet(places, kinds) == 0.0
    assert (triplet_gradient(places, kinds) == 0.0).all()
    assert contrastive_gradient(places, kinds)[2] == 0.0


@pytest.mark.parametrize("function", [contrastive, triplet, contrastive_gradient, triplet_gradient])
def test_embeddings_and_labels_must_fit(function: Callable[..., object]) -> None:
    with pytest.raises(ValueError, match=r"not \(3, 2\) and \(2,\)"):
        function(np.ones((3, 2)), [0, 1])
    with pytest.raises(ValueError, match=r"not \(3,\) and \(3,\)"):
        function(np.ones(3), [0, 1, 1])
    with pytest.raises(ValueError, match="at least 2 rows, not 1"):
        function(np.ones((1, 2)), [0])


def test_a_triplet_needs_two_of_a_kind_and_one_of_another() -> None:
    with pytest.raises(ValueError, match="two of one kind and one of another"):
        triplet(np.ones((3, 2)), [0, 1, 2])
    with pytest.raises(ValueError, match="two of one kind and one of another"):
        triplet_gradient(np.ones((3, 2)), [0, 0, 0])


# Weights


@FEW_EXAMPLES
@given(weight=st.floats(-10, 10), strength=st.floats(0, 2))
def test_the_penalty_grows_with_the_square(weight: float, strength: float) -> None:
    assert l2_penalty([weight, 2 * weight], strength) == pytest.approx(2.5 * strength * weight**2)
    assert l2_penalty_gradient([weight], strength)[0] == pytest.approx(strength * weight)
