"""The layers of a transformer, each with its way back beneath it.

Arrays are (texts, places, features), or (texts, heads, places, features) where heads
look apart. A way back takes the gradient at what its layer put out, `error`.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from snippets.activations.glu import swiglu, swiglu_gradient
from snippets.activations.softmax import softmax
from snippets.arrays import Array


# --8<-- [start:softmax-back]
def softmax_back(shares: Array, error: Array) -> Array:
    """Gradient at the scores, given the shares that softmax made of them. Same shape.

    The Jacobian times the error, without the Jacobian: sᵢ (eᵢ − Σⱼ sⱼ eⱼ).

    >>> softmax_back(np.array([0.5, 0.5]), np.array([1.0, 0.0]))
    array([ 0.25, -0.25])
    """
    mean = (shares * error).sum(axis=-1, keepdims=True)
    below: Array = shares * (error - mean)
    return below


# --8<-- [end:softmax-back]


# --8<-- [start:mask]
def causal(places: int) -> Array:
    """What is added to the scores: 0 for what came before, −∞ for what is yet to come.

    Shape (places, places), a row for each query.

    >>> causal(3)
    array([[  0., -inf, -inf],
           [  0.,   0., -inf],
           [  0.,   0.,   0.]])
    """
    return np.triu(np.full((places, places), -np.inf), k=1)


# --8<-- [end:mask]


# --8<-- [start:heads]
def split(x: Array, heads: int) -> Array:
    """(texts, places, features) to (texts, heads, places, features / heads).

    >>> split(np.zeros((2, 5, 12)), heads=3).shape
    (2, 3, 5, 4)
    """
    texts, places, features = x.shape
    parts = x.reshape(texts, places, heads, features // heads)
    return parts.transpose(0, 2, 1, 3)


def joined(x: Array) -> Array:
    """The way back of `split`: the heads' features side by side again.

    >>> joined(np.zeros((2, 3, 5, 4))).shape
    (2, 5, 12)
    """
    texts, heads, places, features = x.shape
    return x.transpose(0, 2, 1, 3).reshape(texts, places, heads * features)


# --8<-- [end:heads]


class Maps(NamedTuple):
    """The four matrices of an attention layer, (features, features) each."""

    query: Array
    key: Array
    value: Array
    join: Array


class Looked(NamedTuple):
    """What a layer of attention saw, kept for its way back."""

    x: Array
    queries: Array
    keys: Array
    values: Array
    shares: Array
    found: Array


# --8<-- [start:attention]
def attention(x: Array, maps: Maps, heads: int, mask: Array) -> tuple[Array, Looked]:
    """Every place looks at those that the mask leaves it. Vaswani et al. (2017).

    Features (texts, places, features), a mask of (places, places); same shape as `x`.

    >>> maps = Maps(*np.zeros((2, 4, 4)), np.eye(4), np.eye(4))
    >>> x = np.arange(3.0)[:, None] + np.zeros((1, 3, 4))
    >>> attention(x, maps, heads=2, mask=causal(3))[0][0, :, 0]
    array([0. , 0.5, 1. ])
    """
    queries, keys, values = (split(x @ each, heads) for each in maps[:3])
    scores = queries @ keys.swapaxes(-1, -2) / np.sqrt(queries.shape[-1])
    shares = softmax(scores + mask)
    found = joined(shares @ values)
    return found @ maps.join, Looked(x, queries, keys, values, shares, found)


def attention_back(error: Array, maps: Maps, saw: Looked) -> tuple[Array, Maps]:
    """Gradients at `x` and by the four maps.

    >>> x, maps = np.ones((1, 2, 4)), Maps(*np.ones((4, 4, 4)))
    >>> y, saw = attention(x, maps, heads=2, mask=causal(2))
    >>> below, by = attention_back(np.ones_like(y), maps, saw)
    >>> below.shape, by.query[0, 0], by.value[0, 0]
    ((1, 2, 4), np.float64(0.0), np.float64(8.0))
    """
    mixed = split(error @ maps.join.T, heads=saw.queries.shape[1])
    values = saw.shares.swapaxes(-1, -2) @ mixed
    scores = softmax_back(saw.shares, mixed @ saw.values.swapaxes(-1, -2))
    scores /= np.sqrt(saw.queries.shape[-1])
    queries, keys = scores @ saw.keys, scores.swapaxes(-1, -2) @ saw.queries
    parts = [joined(each) for each in (queries, keys, values)]
    below: Array = sum(
        (part @ each.T for part, each in zip(parts, maps[:3], strict=True)),
        np.zeros_like(saw.x),
    )
    query, key, value = (map_gradient(saw.x, part) for part in parts)
    return below, Maps(query, key, value, map_gradient(saw.found, error))


# --8<-- [end:attention]


def map_gradient(x: Array, error: Array) -> Array:
    """The gradient by the matrix W of x @ W: inputs times errors, over all places.

    (…, inputs) and (…, outputs) give (inputs, outputs).

    >>> map_gradient(np.ones((2, 5, 3)), np.ones((2, 5, 1))).tolist()
    [[10.0], [10.0], [10.0]]
    """
    rows: Array = x.reshape(-1, x.shape[-1])
    return rows.T @ error.reshape(-1, error.shape[-1])


class Gates(NamedTuple):
    """The three matrices of a gated feed-forward layer."""

    value: Array
    gate: Array
    down: Array


class Passed(NamedTuple):
    """What a feed-forward layer saw, kept for its way back."""

    x: Array
    values: Array
    gates: Array
    bent: Array


# --8<-- [start:feed-forward]
def feed_forward(x: Array, gates: Gates) -> tuple[Array, Passed]:
    """Each place by itself: SwiGLU of two maps, and down again. Shazeer (2020).

    Same shape as `x`.

    >>> gates = Gates(np.ones((2, 3)), np.zeros((2, 3)), np.ones((3, 2)))
    >>> feed_forward(np.ones((1, 1, 2)), gates)[0]
    array([[[0., 0.]]])
    """
    up, gate = x @ gates.value, x @ gates.gate
    bent = swiglu(up, gate)
    return bent @ gates.down, Passed(x, up, gate, bent)


def feed_forward_back(error: Array, gates: Gates, saw: Passed) -> tuple[Array, Gates]:
    """Gradients at `x` and by the three maps.

    >>> gates = Gates(np.ones((2, 3)), np.zeros((2, 3)), np.ones((3, 2)))
    >>> y, saw = feed_forward(np.ones((1, 1, 2)), gates)
    >>> feed_forward_back(np.ones_like(y), gates, saw)[1].gate[0, 0]
    np.float64(2.0)
    """
    bent = error @ gates.down.T
    by_value, by_gate = swiglu_gradient(saw.values, saw.gates)
    up, gate = bent * by_value, bent * by_gate
    below: Array = up @ gates.value.T + gate @ gates.gate.T
    return below, Gates(
        map_gradient(saw.x, up),
        map_gradient(saw.x, gate),
        map_gradient(saw.bent, error),
    )


# --8<-- [end:feed-forward]
