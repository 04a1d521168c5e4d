"""What one step of each family of nets computes, in as little code as it takes."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from snippets.activations.sigmoid import sigmoid
from snippets.activations.softmax import softmax
from snippets.arrays import Array


# --8<-- [start:convolve]
def convolve(x: Array, kernel: Array) -> Array:
    """One small row of weights, laid on every place of a row of inputs in turn.

    Place number i puts out Σₖ wₖ xᵢ₊ₖ. For rows of n and k numbers, there are n − k + 1
    places. This kernel finds the step up:

    >>> convolve(np.array([0.0, 0.0, 1.0, 1.0, 1.0]), np.array([-1.0, 1.0]))
    array([0., 1., 0., 0.])
    """
    windows = np.lib.stride_tricks.sliding_window_view(x, len(kernel))
    found: Array = windows @ kernel
    return found


# --8<-- [end:convolve]


# --8<-- [start:recur]
def recur(x: Array, state: Array, weights: Array, loop: Array, bias: Array) -> Array:
    """The next state of a recurrent layer: tanh of what comes in and of what was.

    A state of its own size, (units,), for an input (inputs,). Elman (1990).

    >>> state, one = np.zeros(1), np.eye(1)
    >>> for x in (1.0, 0.0, 0.0):
    ...     state = recur(np.array([x]), state, one, one, np.zeros(1))
    ...     print(state.round(2))
    [0.76]
    [0.64]
    [0.57]
    """
    following: Array = np.tanh(x @ weights + state @ loop + bias)
    return following


# --8<-- [end:recur]


# --8<-- [start:lstm]
class Memory(NamedTuple):
    """What a long short-term memory hands on."""

    cell: Array
    output: Array


def remember(
    cell: Array, news: Array, forget: Array, write: Array, show: Array
) -> Memory:
    """One step of an LSTM cell, given the sums of its three gates and of the news.

    A gate of 1 lets all through, of 0 nothing. Hochreiter and Schmidhuber (1997), with
    the forget gate of Gers et al. (2000). Gates can keep a cell as it is:

    >>> keep, shut = np.array([50.0]), np.array([-50.0])
    >>> remember(np.array([0.7]), np.array([9.0]), keep, shut, keep).cell
    array([0.7])
    """
    cell = sigmoid(forget) * cell + sigmoid(write) * np.tanh(news)
    return Memory(cell, sigmoid(show) * np.tanh(cell))


# --8<-- [end:lstm]


# --8<-- [start:attend]
def attention_weights(queries: Array, keys: Array, temperature: float) -> Array:
    """How much each query looks at each key, rows that sum to 1.

    Softmax of their products. Queries (n, d) and keys (m, d) give (n, m).

    >>> attention_weights(np.array([[8.0, 0.0]]), np.eye(2), temperature=2.0).round(3)
    array([[0.982, 0.018]])
    """
    return softmax(queries @ keys.T, temperature)


def attend(queries: Array, keys: Array, values: Array) -> Array:
    """For each query, the mean of the values, weighted by how well their keys fit.

    The temperature is √d, d numbers in a row, since longer rows make larger products.
    Values (m, v) give (n, v). Vaswani et al. (2017).

    >>> attend(np.array([[8.0, 0.0]]), np.eye(2), np.array([[10.0], [20.0]])).round(1)
    array([[10.]])
    """
    temperature = float(np.sqrt(queries.shape[-1]))
    looked_up: Array = attention_weights(queries, keys, temperature) @ values
    return looked_up


# --8<-- [end:attend]
