"""The numbers that the post on objectives prints, one function each.

Random ones name their seeds here.
"""

from collections.abc import Iterable

import numpy as np

from snippets.activations.softmax import softmax
from snippets.arrays import Array
from snippets.experiment import experiment
from snippets.networks.mlp import LossGradient
from snippets.objectives.binary_cross_entropy import (
    binary_cross_entropy_gradient,
    naive_binary_cross_entropy,
)
from snippets.objectives.brier import brier_gradient
from snippets.objectives.categorical_cross_entropy import entropy, smoothed
from snippets.objectives.experiments.calibration import (
    best_temperature,
    calibration_error,
    confidence_and_right,
    expected_calibration_error,
    trained,
)
from snippets.objectives.experiments.constants import best_constant, waits
from snippets.objectives.experiments.digit_map import neighbour_accuracy, unseen_map
from snippets.objectives.experiments.hotline import BUSY, QUIET, coverage
from snippets.objectives.experiments.imbalance import SHARE, WEIGHT, outcome
from snippets.objectives.experiments.lines import slope_with_outlier
from snippets.objectives.experiments.slow_start import (
    CLASSES,
    learning_curve,
    steps_to_goal,
)
from snippets.objectives.experiments.squared_classifier import unseen_accuracy
from snippets.objectives.hidden import ctc
from snippets.objectives.huber import huber, huber_gradient
from snippets.objectives.mean_absolute_error import (
    mean_absolute_error,
    mean_absolute_error_gradient,
)
from snippets.objectives.mean_squared_error import (
    mean_squared_error,
    mean_squared_error_gradient,
)
from snippets.objectives.quantile import quantile

SEEDS = range(10)
FEW_SEEDS = range(5)  # where each seed trains nets

# --- One number for a whole sample ---


def squared_best() -> float:
    """The number of minutes that costs least in squared error."""
    return best_constant(mean_squared_error, waits())


def absolute_best() -> float:
    """The same in absolute error."""
    return best_constant(mean_absolute_error, waits())


def huber_best() -> float:
    """The same in Huber's loss with a delta of 1."""
    return best_constant(huber, waits())


def quantile_best() -> float:
    """The same in the quantile loss for 90 %."""
    return best_constant(quantile, waits(), tau=0.9)


def waits_below_quantile_best() -> float:
    """The share of waits that are no longer than `quantile_best`."""
    return float((waits() <= quantile_best() + 1e-6).mean())


def _other_callers() -> Array:
    return np.concatenate([waits(seed) for seed in range(1, 101)])


def other_callers() -> int:
    """How many callers of other days there are, from whom no number was made."""
    return len(_other_callers())


def others_below_quantile_best() -> float:
    """The share of them who wait no longer than `quantile_best`."""
    return float((_other_callers() <= quantile_best()).mean())


def others_below_squared_best() -> float:
    """The share of them who wait no longer than `squared_best`, the mean."""
    return float((_other_callers() <= squared_best()).mean())


# --- Counts and their intervals ---


def _held(name: str, hours: range, moody: bool = False) -> float:
    return float(coverage(name, moody)[list(hours)].mean())


def one_spread_quiet() -> float:
    """Share of counts in quiet hours that an interval of one spread for all holds."""
    return _held("squared error", QUIET)


def one_spread_busy() -> float:
    """The same for busy hours."""
    return _held("squared error", BUSY)


def poisson_busy() -> float:
    """Share of counts in busy hours that a Poisson interval holds."""
    return _held("Poisson", BUSY)


def poisson_busy_moody() -> float:
    """The same where days are busy or slack as a whole."""
    return _held("Poisson", BUSY, moody=True)


def gaussian_busy_moody() -> float:
    """The same of intervals with a spread learnt for each hour."""
    return _held("Gaussian", BUSY, moody=True)


# --- Outliers: lines ---

FAR_UP = 20.0
"""How high above the line the outlier at its right end lies."""
FAR_OUT = 80.0
"""How far to the right the outlier lies that has the height of the line's start."""


def squared_slope_clean() -> float:
    """Slope of the line of least squares when the last point is where it should be."""
    return slope_with_outlier(mean_squared_error_gradient, 10.0, 0.0)


def squared_slope_outlier() -> float:
    """The same when the last point lies 20 too high."""
    return slope_with_outlier(mean_squared_error_gradient, 10.0, FAR_UP)


def absolute_slope_outlier() -> float:
    """The same for the least absolute error."""
    return slope_with_outlier(mean_absolute_error_gradient, 10.0, FAR_UP)


def huber_slope_outlier() -> float:
    """The same for Huber's loss."""
    return slope_with_outlier(huber_gradient, 10.0, FAR_UP)


def _slope_far_out(gradient: LossGradient) -> float:
    return slope_with_outlier(gradient, FAR_OUT, -FAR_OUT / 2.0)


def squared_slope_far_out() -> float:
    """Slope of least squares when the last point lies far out to the right."""
    return _slope_far_out(mean_squared_error_gradient)


def absolute_slope_far_out() -> float:
    """The same for the least absolute error."""
    return _slope_far_out(mean_absolute_error_gradient)


def huber_slope_far_out() -> float:
    """The same for Huber's loss."""
    return _slope_far_out(huber_gradient)


# --- Cross-entropy: stability and the crawl ---


def _naive_limit(bits: int) -> float:
    dtype = {64: np.float64, 32: np.float32}[bits]
    logits = np.arange(0.0, 100.0, 0.1)
    return next(
        float(logit)
        for logit in logits
        if np.isinf(naive_binary_cross_entropy(np.array([logit], dtype), [0]))
    )


def naive_limit() -> float:
    """The logit from which on the naive formula is infinite, with 64 bits."""
    return _naive_limit(bits=64)


def naive_limit_float32() -> float:
    """The same with 32 bits."""
    return _naive_limit(bits=32)


def entropy_of_smoothed() -> float:
    """The least that label smoothing of 0.1 can cost with ten classes, in nats."""
    return entropy(smoothed(np.eye(CLASSES)))


WRONG = -5.0
"""The logit of a unit that is quite sure, and wrong."""
GOAL = 0.9
"""The probability that it shall reach."""
UNIT_RATE = 1.0
"""The learning rate with which it does."""


def push_cross_entropy() -> float:
    """How strongly cross-entropy pushes a unit at a logit of −5 towards a yes."""
    return -float(binary_cross_entropy_gradient([WRONG], [1])[0])


def push_squared() -> float:
    """The same for the squared error after a sigmoid."""
    return -float(brier_gradient([WRONG], [1])[0])


def _unit_steps(gradient: LossGradient) -> float:
    curve = learning_curve(gradient, WRONG, UNIT_RATE, steps=1000)
    return float(np.argmax(curve >= GOAL))


def unit_steps_cross_entropy() -> float:
    """Steps of size 1 until a unit at −5 gives a yes 90 %, with cross-entropy."""
    return _unit_steps(binary_cross_entropy_gradient)


def unit_steps_squared() -> float:
    """The same with the squared error after a sigmoid."""
    return _unit_steps(brier_gradient)


BAD_START, GOOD_START = 8.0, 1.0
"""Scales of the first weights: that of N(0, 1), and an eighth of it."""
START_RATES = (10.0, 30.0, 100.0)


@experiment
def start_steps(gradient: LossGradient, rate: float, gain: float) -> Array:
    """Steps to 90 % of the digits, one for each of the few seeds."""
    return np.array([steps_to_goal(gradient, rate, gain, seed) for seed in FEW_SEEDS])


def _crawl(gain: float) -> Array:
    """Ratio of steps, squared error to cross-entropy, at a rate of 10, by seed."""
    squared = start_steps(brier_gradient, START_RATES[0], gain)
    return squared / start_steps(binary_cross_entropy_gradient, START_RATES[0], gain)


def _tuned_steps(gradient: LossGradient, gain: float) -> float:
    return min(
        float(np.median(start_steps(gradient, rate, gain))) for rate in START_RATES
    )


def crawl() -> float:
    """How many times as many steps the squared error needs from bad first weights.

    Both at a rate of 10; the median of the seeds.
    """
    return float(np.median(_crawl(BAD_START)))


def crawl_least() -> float:
    """The least of the ratios."""
    return float(_crawl(BAD_START).min())


def crawl_most() -> float:
    """The largest of the ratios."""
    return float(_crawl(BAD_START).max())


def crawl_good_start() -> float:
    """The same from well-scaled first weights."""
    return float(np.median(_crawl(GOOD_START)))


def crawl_tuned() -> float:
    """Ratio of median steps from bad first weights, each at the best of three rates."""
    squared = _tuned_steps(brier_gradient, BAD_START)
    return squared / _tuned_steps(binary_cross_entropy_gradient, BAD_START)


# --- Squared error for classes ---


@experiment
def unseen_accuracies(name: str) -> Array:
    """Share of unseen digits named rightly, one for each of the few seeds."""
    return np.array([unseen_accuracy(name, seed) for seed in FEW_SEEDS])


def classifier_cross_entropy() -> float:
    """Median share of unseen digits named rightly by nets trained on cross-entropy."""
    return float(np.median(unseen_accuracies("cross-entropy")))


def classifier_cross_entropy_least() -> float:
    """The least of the seeds."""
    return float(unseen_accuracies("cross-entropy").min())


def classifier_cross_entropy_most() -> float:
    """The largest of the seeds."""
    return float(unseen_accuracies("cross-entropy").max())


def classifier_squared() -> float:
    """The median share for nets trained on the squared error."""
    return float(np.median(unseen_accuracies("squared error")))


def classifier_squared_least() -> float:
    """The least of the seeds."""
    return float(unseen_accuracies("squared error").min())


def classifier_squared_most() -> float:
    """The largest of the seeds."""
    return float(unseen_accuracies("squared error").max())


# --- Imbalance ---


def always_no_accuracy() -> float:
    """The accuracy of a program that says no to everything."""
    return 1.0 - SHARE


def rare_weight() -> float:
    """The weight of a yes that makes both classes count alike."""
    return WEIGHT


def _rare(name: str, score: str, threshold: float = 0.0) -> float:
    return float(np.median([outcome(name, seed, threshold)[score] for seed in SEEDS]))


def rare_recall() -> float:
    """Share of the rare class that cross-entropy finds; the median of ten seeds."""
    return _rare("cross-entropy", "recall")


def rare_recall_weighted() -> float:
    """The same with weights."""
    return _rare("weighted", "recall")


def rare_recall_threshold() -> float:
    """The same without weights, but with the threshold moved by their logarithm."""
    return _rare("cross-entropy", "recall", -float(np.log(WEIGHT)))


def rare_probability_weighted() -> float:
    """Mean probability of a yes that weighted cross-entropy gives."""
    return _rare("weighted", "mean probability")


def rare_probability_focal() -> float:
    """The same for the focal loss."""
    return _rare("focal", "mean probability")


def rare_order_apart() -> float:
    """Largest distance of two objectives' average precision, on any of the seeds."""
    names = ("cross-entropy", "weighted", "focal")
    found = [
        [outcome(name, seed)["average precision"] for name in names] for seed in SEEDS
    ]
    return float(np.ptp(found, axis=1).max())


# --- Calibration ---


def judged_on() -> int:
    """How many digits the nets are judged on: neither trained on nor tuned with."""
    return len(trained("cross-entropy", seed=0).test)


@experiment
def calibration_errors(name: str, noise: float = 1.0) -> Array:
    """Expected calibration errors on unseen digits, one for each of the few seeds."""
    return np.array([calibration_error(name, seed, noise) for seed in FEW_SEEDS])


@experiment
def confidences(name: str) -> Array:
    """Mean confidence on unseen digits, one for each of the few seeds."""
    return _over_seeds(confidence_and_right(name, seed)[0] for seed in FEW_SEEDS)


@experiment
def accuracies(name: str) -> Array:
    """Share of unseen digits named rightly, one for each of the few seeds."""
    return _over_seeds(confidence_and_right(name, seed)[1] for seed in FEW_SEEDS)


def _over_seeds(values: Iterable[Array]) -> Array:
    return np.array([each.mean() for each in values])


def confidence_cross_entropy() -> float:
    """Median over the seeds of how sure a net is that was trained on cross-entropy."""
    return float(np.median(confidences("cross-entropy")))


def accuracy_cross_entropy() -> float:
    """The median share of digits that it names rightly."""
    return float(np.median(accuracies("cross-entropy")))


def calibration_cross_entropy() -> float:
    """Its median calibration error."""
    return float(np.median(calibration_errors("cross-entropy")))


def calibration_clean() -> float:
    """The same when the pixels hold no noise."""
    return float(np.median(calibration_errors("cross-entropy", 0.0)))


def calibration_smoothing() -> float:
    """The median calibration error with label smoothing."""
    return float(np.median(calibration_errors("label smoothing")))


def calibration_smoothing_clean() -> float:
    """The same when the pixels hold no noise."""
    return float(np.median(calibration_errors("label smoothing", 0.0)))


@experiment
def _tempered() -> tuple[Array, Array]:
    """Best temperatures and the calibration errors with them, seed by seed."""
    temperatures, errors = [], []
    for seed in FEW_SEEDS:
        result = trained("cross-entropy", seed)
        chosen = best_temperature(result.validation, result.validation_labels)
        right = (result.test.argmax(axis=1) == result.test_labels).astype(float)
        confidence = softmax(result.test, chosen).max(axis=1)
        temperatures.append(chosen)
        errors.append(expected_calibration_error(confidence, right))
    return np.array(temperatures), np.array(errors)


def temperature() -> float:
    """The median temperature that suits nets trained on cross-entropy."""
    return float(np.median(_tempered()[0]))


def calibration_tempered() -> float:
    """Their median calibration error at that temperature."""
    return float(np.median(_tempered()[1]))


def calibration_tempered_most() -> float:
    """The largest of the seeds."""
    return float(_tempered()[1].max())


# --- A map of digits ---

MAP_STEPS = 300
MAP_SEEDS = range(3)


def _neighbours(steps: int) -> Array:
    return np.array(
        [neighbour_accuracy(*unseen_map(seed, steps)) for seed in MAP_SEEDS]
    )


def map_before() -> float:
    """Median share of unseen digits whose nearest neighbour is of their kind.

    On the map of an untrained net.
    """
    return float(np.median(_neighbours(0)))


def map_after() -> float:
    """The same after 300 steps on triplets."""
    return float(np.median(_neighbours(MAP_STEPS)))


# --- What is hidden ---

MOMENTS, LETTERS = 50, 10


def ways_to_spread() -> float:
    """Ways to spread a text of so many different letters over so many moments."""
    letters = LETTERS + 1  # with the blank
    alike = np.full((MOMENTS, letters), -np.log(letters))
    text = np.arange(1, letters)
    return float(np.exp(MOMENTS * np.log(letters) - ctc(alike, text)))
