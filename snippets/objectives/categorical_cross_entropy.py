"""Categorical cross-entropy and its relatives: one answer out of many."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.activations.softmax import log_softmax, naive_softmax, softmax
from snippets.arrays import Array, as_floats
from snippets.objectives.pairs import distributions, times


def naive_categorical_cross_entropy(logits: ArrayLike, target: ArrayLike) -> float:
    """Cross-entropy as its formula is written, which FAILS: a warning, not for use.

    >>> naive_categorical_cross_entropy([[1000.0, 0.0]], [[1, 0]])
    nan
    """
    logits, target, rows = distributions(logits, target)
    # NumPy would warn; here the result speaks for itself.
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(-np.sum(target * np.log(naive_softmax(logits))) / rows)


# --8<-- [start:categorical_cross_entropy]
def categorical_cross_entropy(logits: ArrayLike, target: ArrayLike) -> float:
    """Mean over the rows of −Σₖ tₖ log softmax(z)ₖ, for logits z and targets t.

    Rows of `target` are probabilities; a certain answer is one-hot. The logarithm comes
    from `log_softmax`, so no probability is rounded to 0 first:

    >>> categorical_cross_entropy([[1000.0, 0.0], [1000.0, 0.0]], [[1, 0], [0, 1]])
    500.0
    """
    z, t, rows = distributions(logits, target)
    return float(np.sum(times(t, -log_softmax(z))) / rows)


def categorical_cross_entropy_gradient(logits: ArrayLike, target: ArrayLike) -> Array:
    """Gradient by the logits, (softmax(z) − t) / rows, in their shape.

    >>> categorical_cross_entropy_gradient([[1000.0, 0.0]], [[0, 1]])
    array([[ 1., -1.]])
    """
    z, t, rows = distributions(logits, target)
    return (softmax(z) - t) / rows


# --8<-- [end:categorical_cross_entropy]


# --8<-- [start:kl_divergence]
def entropy(target: ArrayLike) -> float:
    """Mean over the rows of −Σₖ tₖ log tₖ: the surprise that nobody can save you.

    Shannon (1948). A certain answer has none, a fair coin has log 2:

    >>> entropy([[1.0, 0.0]]), round(entropy([[0.5, 0.5]]), 4)
    (0.0, 0.6931)
    """
    _, t, rows = distributions(np.zeros_like(as_floats(target)), target)
    return float(np.sum(times(t, -_log(t))) / rows)


def kl_divergence(logits: ArrayLike, target: ArrayLike) -> float:
    """Mean over the rows of Σₖ tₖ log(tₖ / softmax(z)ₖ): cross-entropy minus entropy.

    Kullback and Leibler (1951). 0 exactly where the prediction is the target:

    >>> kl_divergence([[0.0, 0.0]], [[0.5, 0.5]])
    0.0
    >>> kl_divergence([[1000.0, 0.0]], [[0, 1]])
    1000.0

    The function of PyTorch and that of Optax take log-probabilities in place of the
    logits, that of Keras takes probabilities.
    """
    z, t, rows = distributions(logits, target)
    return float(np.sum(times(t, _log(t) - log_softmax(z))) / rows)


def kl_divergence_gradient(logits: ArrayLike, target: ArrayLike) -> Array:
    """Gradient by the logits: that of cross-entropy, for the entropy is constant.

    >>> kl_divergence_gradient([[0.0, 0.0]], [[0.5, 0.5]])
    array([[0., 0.]])
    """
    return categorical_cross_entropy_gradient(logits, target)


# --8<-- [end:kl_divergence]


# --8<-- [start:label_smoothing]
def smoothed(target: ArrayLike, smoothing: float = 0.1) -> Array:
    """Targets (1 − ε) t + ε/C, for C classes: certain answers made a little less so.

    ε is the `smoothing`. ValueError unless 0 ≤ ε ≤ 1.

    >>> smoothed([0, 0, 1, 0, 0])
    array([0.02, 0.02, 0.92, 0.02, 0.02])
    """
    if not 0.0 <= smoothing <= 1.0:
        raise ValueError(f"smoothing must lie between 0 and 1, not {smoothing}")
    t = as_floats(target)
    softer: Array = (1.0 - smoothing) * t + smoothing / t.shape[-1]
    return softer


def label_smoothing(
    logits: ArrayLike, target: ArrayLike, smoothing: float = 0.1
) -> float:
    """Cross-entropy with smoothed targets. Szegedy et al. (2016).

    Being quite sure is no longer free, even where it is right:

    >>> categorical_cross_entropy([[1000.0, 0.0]], [[1, 0]])
    0.0
    >>> label_smoothing([[1000.0, 0.0]], [[1, 0]])
    50.0

    Optax's `smooth_labels` gives the smoothed targets alone, for cross-entropy.
    """
    logits, target, _ = distributions(logits, target)
    return categorical_cross_entropy(logits, smoothed(target, smoothing))


def label_smoothing_gradient(
    logits: ArrayLike, target: ArrayLike, smoothing: float = 0.1
) -> Array:
    """Gradient by the logits, (softmax(z) − smoothed t) / rows, in their shape.

    >>> label_smoothing_gradient([[1000.0, 0.0]], [[1, 0]]).round(6)
    array([[ 0.05, -0.05]])
    """
    logits, target, _ = distributions(logits, target)
    return categorical_cross_entropy_gradient(logits, smoothed(target, smoothing))


# --8<-- [end:label_smoothing]


def _log(probability: Array) -> Array:
    """Logarithm, with 0 for that of 0, which only ever meets a factor of 0."""
    result = np.zeros_like(probability)
    return np.log(probability, out=result, where=probability > 0.0)
