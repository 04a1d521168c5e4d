"""A feed-forward net in plain NumPy: enough to measure what an activation does to it.

A net is a list of layers, a layer is a pair (weights, bias). Rows of `x` are samples.
Every layer but the last is followed by the activation; what leaves the last one goes to
softmax.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from snippets.activations.linear import linear, linear_derivative
from snippets.activations.relu import relu, relu_derivative
from snippets.activations.sigmoid import sigmoid, sigmoid_derivative
from snippets.activations.softmax import softmax
from snippets.activations.tanh import tanh, tanh_derivative
from snippets.arrays import Array

Layers = list[tuple[Array, Array]]
Labels = NDArray[np.integer[Any]]


class Activation(NamedTuple):
    """A function and its derivative: all that a layer has to know."""

    function: Callable[[Array], Array]
    derivative: Callable[[Array], Array]


LINEAR = Activation(linear, linear_derivative)
SIGMOID = Activation(sigmoid, sigmoid_derivative)
TANH = Activation(tanh, tanh_derivative)
RELU = Activation(relu, relu_derivative)


# --8<-- [start:initialise]
def initialise(sizes: Sequence[int], gain: float, rng: np.random.Generator) -> Layers:
    """Random layers for the given widths: weights from N(0, gain²/inputs), biases zero.

    >>> layers = initialise([3, 8, 2], gain=1.0, rng=np.random.default_rng(0))
    >>> [weights.shape for weights, bias in layers]
    [(3, 8), (8, 2)]
    """
    return [
        (rng.normal(0.0, gain / np.sqrt(n), (n, m)), np.zeros(m))
        for n, m in pairwise(sizes)
    ]


# --8<-- [end:initialise]


# --8<-- [start:forward]
def forward(layers: Layers, x: Array, activation: Activation) -> list[Array]:
    """The weighted sums of every layer, first to last, for a batch `x`.

    `x` has shape (samples, inputs).

    >>> first = (np.array([[2.0]]), np.array([-1.0]))
    >>> second = (np.array([[3.0]]), np.array([0.5]))
    >>> [z.item() for z in forward([first, second], np.array([[2.0]]), RELU)]
    [3.0, 9.5]
    """
    sums: list[Array] = []
    for weights, bias in layers:
        sums.append(x @ weights + bias)
        x = activation.function(sums[-1])
    return sums


# --8<-- [end:forward]


# --8<-- [start:backward]
def backward(
    layers: Layers, sums: list[Array], error: Array, activation: Activation
) -> list[Array]:
    """The gradient at every layer's weighted sums, given that at the last.

    `error` is the last one's. Each step down multiplies by the weights and by the
    activation's slope.

    >>> layers = [(np.array([[2.0]]), np.zeros(1)), (np.array([[3.0]]), np.zeros(1))]
    >>> sums = forward(layers, np.array([[1.0]]), SIGMOID)
    >>> [round(e.item(), 4) for e in backward(layers, sums, np.array([[1.0]]), SIGMOID)]
    [0.315, 1.0]
    """
    errors = [error]
    for (weights, _), z in zip(layers[:0:-1], sums[-2::-1], strict=True):
        errors.append(errors[-1] @ weights.T * activation.derivative(z))
    return errors[::-1]


# --8<-- [end:backward]


def cross_entropy(logits: Array, labels: Labels) -> float:
    """The mean of -log(softmax of the right class).

    It is log(classes) for a net that knows nothing.

    >>> round(cross_entropy(np.zeros((5, 10)), np.arange(5)), 4)
    2.3026
    """
    right = softmax(logits)[np.arange(len(labels)), labels]
    return float(-np.log(right).mean())


def output_error(logits: Array, labels: Labels) -> Array:
    """The gradient of `cross_entropy` at the logits.

    Softmax minus one at the right class, over the batch.

    >>> output_error(np.zeros((1, 2)), np.array([1]))
    array([[ 0.5, -0.5]])
    """
    error = softmax(logits)
    error[np.arange(len(labels)), labels] -= 1.0
    return error / len(labels)


# --8<-- [start:gradients]
def gradients(
    layers: Layers, x: Array, labels: Labels, activation: Activation
) -> Layers:
    """The gradient of `cross_entropy` for every weight and bias, in the layers' shape.

    >>> layers = initialise([3, 8, 2], gain=1.0, rng=np.random.default_rng(0))
    >>> slopes = gradients(layers, np.ones((5, 3)), np.array([0, 1, 1, 0, 1]), TANH)
    >>> [(weights.shape, bias.shape) for weights, bias in slopes]
    [((3, 8), (8,)), ((8, 2), (2,))]
    """
    sums = forward(layers, x, activation)
    errors = backward(layers, sums, output_error(sums[-1], labels), activation)
    inputs = [x, *(activation.function(z) for z in sums[:-1])]
    return [
        (h.T @ error, error.sum(axis=0))
        for h, error in zip(inputs, errors, strict=True)
    ]


# --8<-- [end:gradients]


# --8<-- [start:descend]
def descend(
    layers: Layers, x: Array, labels: Labels, activation: Activation, rate: float
) -> Layers:
    """One step of gradient descent: new layers, a little lower on the loss.

    >>> x, labels = np.array([[-1.0], [1.0]]), np.array([0, 1])
    >>> layers = [(np.array([[0.0, 0.0]]), np.zeros(2))]
    >>> descend(layers, x, labels, LINEAR, rate=1.0)[0][0]
    array([[-0.5,  0.5]])
    """
    slopes = gradients(layers, x, labels, activation)
    pairs = zip(layers, slopes, strict=True)
    return [(w - rate * dw, b - rate * db) for (w, b), (dw, db) in pairs]


# --8<-- [end:descend]


def batches(
    samples: int, size: int, rng: np.random.Generator
) -> Iterator[NDArray[np.intp]]:
    """Indices of batch after batch, without end.

    Shuffled anew in each pass over the samples.

    >>> stream = batches(4, 2, np.random.default_rng(0))
    >>> sorted(int(i) for _ in range(2) for i in next(stream))
    [0, 1, 2, 3]
    """
    while True:
        order = rng.permutation(samples)
        for start in range(0, samples - size + 1, size):
            yield order[start : start + size]


def accuracy(layers: Layers, x: Array, labels: Labels, activation: Activation) -> float:
    """The share of samples whose largest logit is the right one.

    >>> layers = [(np.array([[-1.0, 1.0]]), np.zeros(2))]
    >>> accuracy(layers, np.array([[-2.0], [3.0]]), np.array([0, 0]), LINEAR)
    0.5
    """
    return float((forward(layers, x, activation)[-1].argmax(axis=1) == labels).mean())
