"""Dice: how far two areas overlap, as one number for a whole picture."""

from numpy.typing import ArrayLike

from snippets.activations.sigmoid import sigmoid
from snippets.arrays import Array
from snippets.objectives.pairs import shares


# --8<-- [start:dice]
def dice(logits: ArrayLike, target: ArrayLike, smoothing: float = 1.0) -> float:
    """1 − (2 Σ p t + s) / (Σ p + Σ t + s), for p = σ(z), over all elements at once.

    Milletari et al. (2016), who square in the denominator. Targets t lie in [0, 1]; the
    `smoothing` s gives a picture without the thing an answer that is right. What is
    rightly left out costs nothing, however much of it there is:

    >>> small = dice([9.0, -9.0], [1, 1])
    >>> large = dice([9.0, -9.0] + [-99.0] * 998, [1, 1] + [0] * 998)
    >>> round(small, 3), round(large, 3)
    (0.25, 0.25)

    Keras takes probabilities, and smooths nothing. Optax takes its first axis for that
    of pictures, and smooths halves of the sums: by half as much.
    """
    both, all_in, _, _ = _areas(logits, target, smoothing)
    return 1.0 - both / all_in


def dice_gradient(
    logits: ArrayLike, target: ArrayLike, smoothing: float = 1.0
) -> Array:
    """Gradient by the logits, in their shape; each depends on all of them.

    >>> dice_gradient([0.0, 0.0], [1, 0])
    array([-0.11111111,  0.05555556])
    """
    both, all_in, p, t = _areas(logits, target, smoothing)
    return (both / all_in - 2.0 * t) / all_in * p * (1.0 - p)


# --8<-- [end:dice]


def _areas(
    logits: ArrayLike, target: ArrayLike, smoothing: float
) -> tuple[float, float, Array, Array]:
    if not smoothing > 0.0:
        raise ValueError(f"smoothing must be positive, not {smoothing}")
    z, t = shares(logits, target)
    p = sigmoid(z)
    both = 2.0 * float((p * t).sum()) + smoothing
    return both, float(p.sum()) + float(t.sum()) + smoothing, p, t
