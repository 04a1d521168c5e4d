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
    bradley_terry,
    brier,
    brier_gradient,
    categorical_cross_entropy,
    categorical_cross_entropy_gradient,
    contrastive,
    contrastive_gradient,
    dice,
    dice_gradient,
    dpo,
    dpo_gradient,
    entropy,
    focal,
    focal_gradient,
    gamma,
    gamma_gradient,
    gaussian,
    gaussian_gradient,
    gaussian_spread_gradient,
    hinge,
    hinge_gradient,
    huber,
    huber_gradient,
    info_nce,
    info_nce_gradient,
    kl_divergence,
    l2_penalty,
    l2_penalty_gradient,
    label_smoothing,
    label_smoothing_gradient,
    log_cosh,
    margin_ranking,
    mean_absolute_error,
    mean_squared_error,
    naive_binary_cross_entropy,
    naive_categorical_cross_entropy,
    perplexity,
    poisson,
    poisson_gradient,
    quantile,
    quantile_gradient,
    smooth_l1,
    smoothed,
    squared_hinge,
    token_cross_entropy,
    token_cross_entropy_gradient,
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


COUNTS, DURATIONS = rng.poisson(3.0, 50), rng.gamma(2.0, 1.0, 50)


def test_scikit_learn_computes_twice_as_much_of_counts_and_durations() -> None:
    assert poisson(GUESS, COUNTS) == pytest.approx(metrics.mean_poisson_deviance(COUNTS, np.exp(GUESS)) / 2)
    assert gamma(GUESS, DURATIONS) == pytest.approx(metrics.mean_gamma_deviance(DURATIONS, np.exp(GUESS)) / 2)


def test_what_poisson_costs_more_is_what_counts_are_less_likely() -> None:
    more = poisson(GUESS, COUNTS) - poisson(Y, COUNTS)
    less = np.mean(stats.poisson.logpmf(COUNTS, np.exp(Y)) - stats.poisson.logpmf(COUNTS, np.exp(GUESS)))
    assert more == pytest.approx(less)


@pytest.mark.parametrize("shape", [0.5, 3.0])
def test_what_gamma_costs_more_is_what_durations_are_less_likely_by_their_shape(shape: float) -> None:
    more = gamma(GUESS, DURATIONS) - gamma(Y, DURATIONS)
    one, other = (stats.gamma.logpdf(DURATIONS, shape, scale=np.exp(z) / shape) for z in (Y, GUESS))
    assert shape * more == pytest.approx(np.mean(one - other))


def test_half_a_squared_error_is_the_gaussian_of_variance_1() -> None:
    assert gaussian(GUESS, Y) == pytest.approx(mean_squared_error(GUESS, Y) / 2 + np.log(2 * np.pi) / 2)
    np.testing.assert_allclose(gaussian_gradient(GUESS, Y), (GUESS - Y) / 50)


def test_scipy_computes_the_same_gaussian_with_a_variance_for_each() -> None:
    v = rng.normal(size=50)
    assert gaussian(GUESS, Y, v) == pytest.approx(-stats.norm(GUESS, np.exp(v / 2)).logpdf(Y).mean())
    np.testing.assert_allclose(gaussian_gradient(GUESS, Y, v), (GUESS - Y) * np.exp(-v) / 50)


def test_the_gradient_by_the_spread_agrees_with_central_differences() -> None:
    v, step = rng.normal(size=50), 1e-6 * np.eye(50)
    differences = [(gaussian(GUESS, Y, v + each) - gaussian(GUESS, Y, v - each)) / 2e-6 for each in step]
    np.testing.assert_allclose(gaussian_spread_gradient(GUESS, Y, v), differences, atol=1e-8)


def test_the_best_spread_is_the_mean_squared_error() -> None:
    v = np.log(mean_squared_error(GUESS, Y))
    assert gaussian_spread_gradient(GUESS, Y, v).sum() == pytest.approx(0.0, abs=1e-12)


def test_no_error_at_all_is_no_surprise_of_a_variance_of_next_to_nothing() -> None:
    assert gaussian([1.0], [1.0], -1000.0) == pytest.approx((np.log(2 * np.pi) - 1000) / 2)
    assert gaussian([1.0], [1.5], -1000.0) == math.inf


def test_a_perfect_prediction_costs_nothing() -> None:
    assert poisson(np.log([5.0, 0.3]), [5.0, 0.3]) == 0.0
    assert poisson([-800.0], [0.0]) == 0.0
    assert gamma(np.log([5.0, 0.3]), [5.0, 0.3]) == 0.0


def test_next_to_perfect_keeps_its_digits() -> None:
    assert poisson(np.log([4.0]) + 1e-6, [4.0]) == pytest.approx(4.0 * 1e-12 / 2, rel=1e-5)
    assert gamma(np.log([4.0]) + 1e-6, [4.0]) == pytest.approx(1e-12 / 2, rel=1e-5)


@pytest.mark.parametrize("function", [poisson, poisson_gradient])
@pytest.mark.parametrize("count", [-1.0, math.nan])
def test_counts_are_not_below_0(function: Callable[..., object], count: float) -> None:
    with pytest.raises(ValueError, match="count must not be below 0"):
        function([1.0], [count])


@pytest.mark.parametrize("function", [gamma, gamma_gradient])
@pytest.mark.parametrize("target", [0.0, -1.0, math.nan])
def test_durations_are_above_0(function: Callable[..., object], target: float) -> None:
    with pytest.raises(ValueError, match="target must be above 0"):
        function([1.0], [target])


@pytest.mark.parametrize("function", [gaussian, gaussian_gradient, gaussian_spread_gradient])
def test_spreads_have_the_shape_of_the_means(function: Callable[..., object]) -> None:
    with pytest.raises(ValueError, match=r"the shape of mean, \(2,\), not \(3,\)"):
        function([1.0, 2.0], [0.0, 0.0], [1.0, 2.0, 3.0])


@FEW_EXAMPLES
@given(error=numbers, beta=st.floats(0.1, 10.0))
def test_smooth_l1_is_huber_over_its_parameter_and_they_part_at_the_limits(error: float, beta: float) -> None:
    assert smooth_l1([error], [0.0], beta) * beta == pytest.approx(huber([error], [0.0], beta))
    assert smooth_l1([error], [0.0], 1e-9) == pytest.approx(abs(error), abs=1e-9)
    assert huber([error], [0.0], 1e9) == pytest.approx(error**2 / 2)


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


def test_dice_is_the_share_that_two_areas_have_in_common() -> None:
    drawn, true = np.array([99.0, 99.0, -99.0, -99.0]), np.array([1.0, 0.0, 1.0, 0.0])
    assert dice(drawn, true, 1e-12) == pytest.approx(0.5)
    assert dice(drawn, [1, 1, 0, 0]) == pytest.approx(0.0)


def test_a_picture_without_the_thing_is_right_where_nothing_is_drawn() -> None:
    assert dice([-99.0] * 9, [0] * 9) == pytest.approx(0.0)
    assert (dice_gradient(np.zeros(9), np.zeros(9)) > 0.0).all()


@pytest.mark.parametrize("smoothing", [0.0, -1.0, math.nan])
def test_dice_needs_its_smoothing(smoothing: float) -> None:
    with pytest.raises(ValueError, match="smoothing must be positive"):
        dice([0.0], [0], smoothing)


# One of many


def test_tokens_are_classes_by_their_numbers() -> None:
    assert token_cross_entropy(ROWS, CLASSES) == pytest.approx(categorical_cross_entropy(ROWS, np.eye(4)[CLASSES]))
    np.testing.assert_allclose(
        token_cross_entropy_gradient(ROWS, CLASSES), categorical_cross_entropy_gradient(ROWS, np.eye(4)[CLASSES])
    )


def test_where_there_is_no_token_nothing_is_asked() -> None:
    padded = np.where(np.arange(20) < 12, CLASSES, -1)
    assert token_cross_entropy(ROWS, padded) == pytest.approx(token_cross_entropy(ROWS[:12], CLASSES[:12]))
    gradient = token_cross_entropy_gradient(ROWS.reshape(4, 5, 4), padded.reshape(4, 5)).reshape(20, 4)
    np.testing.assert_allclose(gradient[:12], token_cross_entropy_gradient(ROWS[:12], CLASSES[:12]))
    assert (gradient[12:] == 0.0).all()


def test_perplexity_counts_the_tokens_among_which_one_guesses() -> None:
    assert perplexity([[0.0, 0.0, -np.inf]], [1]) == pytest.approx(2.0)
    assert perplexity([[1000.0, 0.0, 0.0]], [0]) == 1.0


@pytest.mark.parametrize(
    ("tokens", "said"),
    [
        ([0, 3], "whole numbers from -1 to 2"),
        ([0, -2], "whole numbers from -1 to 2"),
        ([0, 0.5], "whole numbers from -1 to 2"),
        ([-1, -1], "at least one token"),
        ([0], r"not \(1,\) for \(2, 3\)"),
        ([[0, 1]], r"not \(1, 2\) for \(2, 3\)"),
    ],
)
def test_tokens_are_numbers_of_the_vocabulary(tokens: list[float], said: str) -> None:
    for function in (token_cross_entropy, token_cross_entropy_gradient):
        with pytest.raises(ValueError, match=said):
            function(np.zeros((2, 3)), tokens)


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


# Partners and preferences


def test_the_gradient_by_the_second_is_that_of_the_two_exchanged() -> None:
    first, second = rng.normal(size=(2, 4, 3))
    assert info_nce(first, second, 0.5) == pytest.approx(info_nce(second, first, 0.5))
    found, step = info_nce_gradient(second, first, 0.5), 1e-6
    for place in np.ndindex(4, 3):
        moved = np.zeros((4, 3))
        moved[place] = step
        slope = (info_nce(first, second + moved, 0.5) - info_nce(first, second - moved, 0.5)) / (2 * step)
        assert found[place] == pytest.approx(slope, abs=1e-8)


def test_partners_are_found_by_two_cross_entropies() -> None:
    first, second = rng.normal(size=(2, 4, 3))
    scores = first @ second.T / 0.3
    both = [categorical_cross_entropy(each, np.eye(4)) for each in (scores, scores.T)]
    assert info_nce(first, second, 0.3) == pytest.approx(np.mean(both))


def test_what_cannot_be_paired_is_refused() -> None:
    with pytest.raises(ValueError, match="2 rows or more"):
        info_nce(np.ones((1, 2)), np.ones((1, 2)))
    with pytest.raises(ValueError, match="2 rows or more"):
        info_nce_gradient(np.ones(3), np.ones(3))
    with pytest.raises(ValueError, match="temperature must be positive"):
        info_nce(np.ones((2, 2)), np.ones((2, 2)), 0.0)


def test_bradley_terry_is_the_cross_entropy_of_the_difference() -> None:
    assert bradley_terry(GUESS, Y) == pytest.approx(binary_cross_entropy(GUESS - Y, np.ones(50)))
    assert bradley_terry([1000.0], [0.0]) == 0.0
    assert bradley_terry([0.0], [1000.0]) == 1000.0


def test_dpo_is_bradley_terry_of_log_ratios() -> None:
    assert dpo(GUESS, Y, 1.0) == pytest.approx(bradley_terry(GUESS, Y))
    assert dpo(GUESS, Y) == pytest.approx(bradley_terry(0.1 * GUESS, 0.1 * Y))
    assert dpo_gradient([0.0], [0.0], 0.5)[0] == pytest.approx(-0.25)


def test_ranking_is_a_hinge_of_the_difference() -> None:
    assert margin_ranking(GUESS, Y) == pytest.approx(hinge(GUESS - Y, np.ones(50)))
