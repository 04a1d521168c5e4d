"""Softmin: softmax for costs."""

from numpy.typing import ArrayLike

from snippets.activations.softmax import softmax, softmax_jacobian
from snippets.arrays import Array, as_floats


# --8<-- [start:softmin]
def softmin(logits: ArrayLike) -> Array:
    """Probabilities exp(−xᵢ) / Σⱼ exp(−xⱼ) over the last axis; same shape.

    Bridle (1990), with the sign turned: the smallest gets the most.

    >>> softmin([1.0, 2.0, 1000.0]).round(3)
    array([0.731, 0.269, 0.   ])
    """
    return softmax(-as_floats(logits))


def softmin_jacobian(logits: ArrayLike) -> Array:
    """Slope of each probability sᵢ by each logit xⱼ, −sᵢ(δᵢⱼ − sⱼ).

    Shape (..., classes, classes).

    >>> softmin_jacobian([5.0, 5.0])
    array([[-0.25,  0.25],
           [ 0.25, -0.25]])
    """
    return -softmax_jacobian(-as_floats(logits))


# --8<-- [end:softmin]
