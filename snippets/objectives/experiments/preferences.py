"""Learning from answers to one question alone: which of two is the better one."""

from __future__ import annotations

import numpy as np

from snippets.activations.experiments.digits import digits, nth
from snippets.activations.sigmoid import sigmoid
from snippets.activations.softmax import log_softmax, softmax
from snippets.arrays import Array, Labels
from snippets.experiment import experiment
from snippets.objectives.experiments.training import training
from snippets.objectives.preference import bradley_terry_gradient, dpo_gradient

STEPS = 1000


def judged_gradient(
    scores: Array, digit: Labels, mistakes: float, rng: np.random.Generator
) -> Array:
    """Gradient of Bradley–Terry for a batch; a judge says which digit is the larger.

    The first half of the batch is compared with the second, one by one. The judge errs
    with a probability of `mistakes`.
    """
    one, other = np.split(np.arange(len(digit)), 2)
    ahead = np.sign(digit[one] - digit[other])
    said = np.where(rng.random(len(one)) < mistakes, -ahead, ahead)
    better, worse = np.where(said > 0, one, other), np.where(said > 0, other, one)
    slopes = bradley_terry_gradient(scores[better, 0], scores[worse, 0])
    gradient = np.zeros_like(scores)
    gradient[better, 0], gradient[worse, 0] = slopes, -slopes
    gradient[np.append(one, other), 0] *= np.abs(np.append(ahead, ahead))  # no ties
    return gradient


@experiment
def unseen_scores(seed: int, mistakes: float = 0.0) -> tuple[Array, Labels]:
    """Scores that a net gives to 897 digits, after learning which of two is larger.

    >>> scores, digit = unseen_scores(seed=0)
    >>> scores.shape, bool(scores[digit == 9].mean() > scores[digit == 0].mean())
    ((897,), True)
    """
    x, digit = digits()
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(x))
    x, digit = x[order], digit[order]

    def gradient(scores: Array, digit: Labels) -> Array:
        return judged_gradient(scores, digit, mistakes, rng)

    nets = training([64, 64, 1], x[:900], digit[:900], gradient, rate=0.1, seed=seed)
    return nth(nets, STEPS).predict(x[900:])[:, 0], digit[900:]


def ordered_rightly(scores: Array, digit: Labels) -> float:
    """Share of pairs of different digits in which the larger has the higher score.

    >>> ordered_rightly(np.array([0.1, 0.5, 0.3]), np.array([1, 2, 2]))
    1.0
    """
    larger = digit[:, np.newaxis] > digit
    return float((scores[:, np.newaxis] > scores)[larger].mean())


def learnt_policy(
    reference: Array, reward: Array, beta: float, steps: int = 2000
) -> Array:
    """Probabilities of answers after DPO, where judges choose by a hidden reward.

    The share of judges who prefer one answer to another is σ of what its reward is
    ahead. Starts at the reference.

    >>> learnt_policy(np.array([0.5, 0.5]), np.zeros(2), beta=0.5)
    array([0.5, 0.5])
    """
    better, worse = np.nonzero(~np.eye(len(reward), dtype=bool))
    shares = sigmoid(reward[better] - reward[worse])
    start = np.log(reference)
    logits = start.copy()
    for _ in range(steps):
        ratio = log_softmax(logits) - start
        slopes = shares * dpo_gradient(ratio[better], ratio[worse], beta)
        np.add.at(logits, better, -slopes / beta**2)
        np.add.at(logits, worse, slopes / beta**2)
    return softmax(logits)
