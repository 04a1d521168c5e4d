"""What a language model is trained on: the cross-entropy of the next token."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from snippets.activations.softmax import log_softmax, softmax
from snippets.arrays import Array, as_floats

NO_TOKEN = -1
"""Stands where there is nothing to guess: after the end of a short text."""


# --8<-- [start:token_cross_entropy]
def token_cross_entropy(logits: ArrayLike, tokens: ArrayLike) -> float:
    """Mean over the tokens of −log softmax(z)ₜ: the surprise at a token t.

    Bengio et al. (2003). `logits` has the vocabulary along its last axis, `tokens` the
    shape of the others: numbers counted from 0, or −1 where there is no token. A mean
    over all tokens, so that a long text weighs more than a short one:

    >>> logits = [[[0, 0], [0, 0]], [[9, 0], [0, 0]]]
    >>> round(token_cross_entropy(logits, [[0, 1], [0, -1]]), 4)
    0.4621
    """
    z, index, told = _guesses(logits, tokens)
    surprises = -np.take_along_axis(log_softmax(z), index, axis=-1)[..., 0]
    return float(surprises[told].mean())


def token_cross_entropy_gradient(logits: ArrayLike, tokens: ArrayLike) -> Array:
    """Gradient by the logits, softmax(z) less 1 at the token, over the tokens' number.

    >>> token_cross_entropy_gradient([[0.0, 0.0], [0.0, 0.0]], [1, -1])
    array([[ 0.5, -0.5],
           [ 0. ,  0. ]])
    """
    z, index, told = _guesses(logits, tokens)
    gradient = np.array(softmax(z))
    at_token = np.take_along_axis(gradient, index, axis=-1) - 1.0
    np.put_along_axis(gradient, index, at_token, axis=-1)
    gradient[~told] = 0.0
    return gradient / int(told.sum())


def perplexity(logits: ArrayLike, tokens: ArrayLike) -> float:
    """Cross-entropy as a power of e: among how many tokens one seems to be guessing.

    >>> round(perplexity(np.zeros((2, 50)), [7, 49]), 6)
    50.0
    """
    return float(np.exp(token_cross_entropy(logits, tokens)))


# --8<-- [end:token_cross_entropy]


def _guesses(
    logits: ArrayLike, tokens: ArrayLike
) -> tuple[Array, NDArray[np.intp], NDArray[np.bool_]]:
    """Logits, each token as an index along their last axis, and where there is one."""
    z, t = as_floats(logits), np.asarray(tokens)
    if z.ndim == 0 or t.shape != z.shape[:-1]:
        raise ValueError(
            "tokens must have the shape of logits without the last axis, "
            f"not {t.shape} for {z.shape}"
        )
    index = t.astype(np.intp)
    if not ((index == t) & (index >= NO_TOKEN) & (index < z.shape[-1])).all():
        raise ValueError(f"tokens must be whole numbers from -1 to {z.shape[-1] - 1}")
    told = np.asarray(index != NO_TOKEN)
    if not told.any():
        raise ValueError("tokens must hold at least one token, and hold none")
    return z, np.where(told, index, 0)[..., np.newaxis], told
