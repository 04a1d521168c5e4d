"""Softmax and its logarithm: a row of scores turned into probabilities."""

import numpy as np
from numpy.typing import ArrayLike

from snippets.arrays import Array, as_floats


# --8<-- [start:naive_softmax]
def naive_softmax(logits: ArrayLike) -> Array:
    """Softmax as its formula is written, which OVERFLOWS: a warning, not for use.

    Shape (..., classes), kept. From a logit of about 710 on, the exponential is ∞ in
    float64, and ∞ / ∞ is not a number:

    >>> naive_softmax([1000.0, 0.0])
    array([nan,  0.])
    """
    # NumPy would warn; here the result speaks for itself.
    with np.errstate(over="ignore", invalid="ignore"):
        exponentials: Array = np.exp(as_floats(logits))
        total: Array = exponentials.sum(axis=-1, keepdims=True)
        return exponentials / total


# --8<-- [end:naive_softmax]


# --8<-- [start:shifted]
def shifted(logits: ArrayLike) -> Array:
    """Logits minus the largest of their row, so that no exponential exceeds 1.

    Shape (..., classes), kept. Softmax does not notice: the factor that this takes out
    of every exponential cancels. Blanchard et al. (2021). ValueError where a row holds
    no classes. The largest logit itself becomes 0 even where it is infinite:

    >>> shifted([1000.0, 0.0, 999.0]), shifted([np.inf, 0.0])
    (array([    0., -1000.,    -1.]), array([  0., -inf]))
    """
    logits = as_floats(logits)
    if logits.ndim == 0 or logits.shape[-1] == 0:
        raise ValueError(
            "logits must have classes along their last axis, "
            f"but their shape is {logits.shape}"
        )
    largest = logits.max(axis=-1, keepdims=True)
    result = np.zeros_like(logits)
    # A difference too large to hold is −∞, and its exponential 0.
    with np.errstate(over="ignore"):
        np.subtract(logits, largest, out=result, where=logits != largest)
    return result


# --8<-- [end:shifted]


# --8<-- [start:softmax]
def softmax(logits: ArrayLike, temperature: float = 1.0) -> Array:
    """Probabilities exp(xᵢ/T) / Σⱼ exp(xⱼ/T) over the last axis, T the temperature.

    Same shape. Bridle (1990). A low temperature sharpens towards the largest logit, a
    high one evens out. ValueError unless 0 < T < ∞. The naive formula gives NaN here:

    >>> softmax([1000.0, 0.0])
    array([1., 0.])
    >>> softmax([2.0, 1.0, 0.0]).round(3)
    array([0.665, 0.245, 0.09 ])
    >>> softmax([2.0, 1.0, 0.0], temperature=10.0).round(3)
    array([0.367, 0.332, 0.301])
    """
    if not 0.0 < temperature < np.inf:
        raise ValueError(f"temperature must be positive and finite, not {temperature}")
    # What a low temperature sends to −∞ has the exponential 0.
    with np.errstate(over="ignore"):
        exponentials: Array = np.exp(shifted(logits) / float(temperature))
    total: Array = exponentials.sum(axis=-1, keepdims=True)
    return exponentials / total


def softmax_jacobian(logits: ArrayLike, temperature: float = 1.0) -> Array:
    """Slope of each probability sᵢ by each logit xⱼ, sᵢ(δᵢⱼ − sⱼ)/T.

    Shape (..., classes, classes). Each row sums to 0: what one class gains, the others
    lose.

    >>> softmax_jacobian([1000.0, 1000.0])
    array([[ 0.25, -0.25],
           [-0.25,  0.25]])
    """
    s = softmax(logits, temperature)
    identity = np.eye(s.shape[-1], dtype=s.dtype)
    return (
        s[..., :, np.newaxis] * (identity - s[..., np.newaxis, :]) / float(temperature)
    )


# --8<-- [end:softmax]


# --8<-- [start:log_softmax]
def log_softmax(logits: ArrayLike) -> Array:
    """Logarithm of softmax, xᵢ − log Σⱼ exp(xⱼ), over the last axis; same shape.

    Blanchard et al. (2021). The logarithm of the finished softmax is −∞ where the
    probability is too small to be held; this is not:

    >>> log_softmax([1000.0, 0.0])
    array([    0., -1000.])
    """
    z = shifted(logits)
    total: Array = np.exp(z).sum(axis=-1, keepdims=True)
    return z - np.log(total)


def log_softmax_jacobian(logits: ArrayLike) -> Array:
    """Slope of each log-probability by each logit xⱼ, δᵢⱼ − sⱼ with s the softmax.

    Shape (..., classes, classes).

    >>> log_softmax_jacobian([1000.0, 0.0])
    array([[ 0.,  0.],
           [-1.,  1.]])
    """
    s = softmax(logits)
    return np.eye(s.shape[-1], dtype=s.dtype) - s[..., np.newaxis, :]


# --8<-- [end:log_softmax]
