"""Is a confidence of 80 % right 80 times in 100? Reliability and its error."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from snippets.activations.experiments.digits import digits, nth
from snippets.activations.sigmoid import sigmoid
from snippets.activations.softmax import softmax
from snippets.arrays import Array, Labels
from snippets.experiment import experiment
from snippets.networks.mlp import LossGradient
from snippets.objectives.categorical_cross_entropy import (
    categorical_cross_entropy_gradient,
    label_smoothing_gradient,
)
from snippets.objectives.experiments.training import training
from snippets.objectives.hinge import hinge_gradient
from snippets.objectives.mean_squared_error import mean_squared_error_gradient

BINS = 10
SIZES = [64, 64, 10]
TRAINED_ON = 600
"""How many digits a net learns from."""
TUNED_ON = 300
"""How many of the others are set aside for tuning."""
NOISE = 1.0
"""How much noise is added to each pixel, in pixels' standard deviations."""


# --8<-- [start:reliability]
def reliability(
    confidence: Array, right: Array, bins: int = BINS
) -> tuple[Array, Array, Array]:
    """Mean confidence, accuracy and share of the samples, bin by bin of confidence.

    Bins of equal width from 0 to 1; only those that hold samples.

    >>> confidence, right = np.array([0.93, 0.97, 0.55]), np.array([1.0, 0.0, 1.0])
    >>> [column.round(2).tolist() for column in reliability(confidence, right)]
    [[0.55, 0.95], [1.0, 0.5], [0.33, 0.67]]
    """
    bin_of = np.minimum((confidence * bins).astype(int), bins - 1)
    held = [bin_of == each for each in np.unique(bin_of)]
    return (
        np.array([confidence[each].mean() for each in held]),
        np.array([right[each].mean() for each in held]),
        np.array([each.mean() for each in held]),
    )


def expected_calibration_error(
    confidence: Array, right: Array, bins: int = BINS
) -> float:
    """Mean distance of confidence and accuracy, bin by bin, weighted by the samples.

    Naeini et al. (2015).

    >>> confidence, right = np.array([0.93, 0.97, 0.55]), np.array([1.0, 0.0, 1.0])
    >>> round(expected_calibration_error(confidence, right), 2)  # 0.45/3 + 0.45 · 2/3
    0.45
    """
    mean, accuracy, share = reliability(confidence, right, bins)
    return float(np.sum(share * np.abs(mean - accuracy)))


# --8<-- [end:reliability]


class Contender(NamedTuple):
    """An objective, its learning rate, and how its outputs become a confidence."""

    gradient: LossGradient
    rate: float
    confidence: Callable[[Array], Array]
    targets: Callable[[Array], Array] = lambda one_hot: one_hot


def _softmax(z: Array) -> Array:
    largest: Array = softmax(z).max(axis=1)
    return largest


CONTENDERS = {
    "cross-entropy": Contender(categorical_cross_entropy_gradient, 0.3, _softmax),
    "label smoothing": Contender(label_smoothing_gradient, 0.3, _softmax),
    # The best guess of a 0-or-1 number is its probability.
    "squared error": Contender(
        mean_squared_error_gradient, 0.4, lambda z: np.clip(z.max(axis=1), 0.0, 1.0)
    ),
    "hinge": Contender(
        hinge_gradient, 1.0, lambda z: sigmoid(z.max(axis=1)), lambda t: 2.0 * t - 1.0
    ),
}


class Trained(NamedTuple):
    """What a trained net says of samples it has not seen: logits and right answers."""

    validation: Array
    validation_labels: Labels
    test: Array
    test_labels: Labels


@experiment
def trained(name: str, seed: int, noise: float = NOISE, steps: int = 1000) -> Trained:
    """Outputs of a net after training on 600 noisy digits, for 1,197 others.

    The first 300 of these are set aside for tuning.

    >>> trained("cross-entropy", seed=0, steps=10).test.shape
    (897, 10)
    """
    contender = CONTENDERS[name]
    rng = np.random.default_rng(seed)
    x, labels = digits()
    order = rng.permutation(len(x))
    x, labels = (x + rng.normal(0.0, noise, x.shape))[order], labels[order]
    target = contender.targets(np.eye(10)[labels])
    nets = training(
        SIZES,
        x[:TRAINED_ON],
        target[:TRAINED_ON],
        contender.gradient,
        rate=contender.rate,
        seed=seed,
    )
    z, ends = nth(nets, steps).predict(x), [TRAINED_ON, TRAINED_ON + TUNED_ON]
    (_, validation, test), (_, known, right) = np.split(z, ends), np.split(labels, ends)
    return Trained(validation, known, test, right)


def confidence_and_right(
    name: str, seed: int, noise: float = NOISE
) -> tuple[Array, Array]:
    """How sure the net is of each unseen digit, and whether it is right.

    >>> confidence, right = confidence_and_right("hinge", seed=0)
    >>> confidence.shape, bool(0.7 < right.mean() < 0.9)
    ((897,), True)
    """
    result = trained(name, seed, noise)
    right = (result.test.argmax(axis=1) == result.test_labels).astype(float)
    return CONTENDERS[name].confidence(result.test), right


def calibration_error(name: str, seed: int, noise: float = NOISE) -> float:
    """Expected calibration error of a net on unseen digits.

    >>> calibration_error("cross-entropy", seed=0, noise=0.0) < 0.03
    True
    """
    return expected_calibration_error(*confidence_and_right(name, seed, noise))


# --8<-- [start:temperature]
def best_temperature(logits: Array, labels: Labels) -> float:
    """Temperature that makes the right answers likeliest. Guo et al. (2017).

    It changes no decision: the order of the logits stays.

    >>> best_temperature(np.array([[3.0, 0.0]] * 4), np.array([0, 0, 0, 1]))
    2.75
    """
    candidates = np.arange(0.25, 8.0, 0.25)
    rows = np.arange(len(labels))
    costs = [
        -np.log(softmax(logits, float(candidate))[rows, labels]).mean()
        for candidate in candidates
    ]
    return float(candidates[np.argmin(costs)])


# --8<-- [end:temperature]
