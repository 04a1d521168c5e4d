"""A multi-layer perceptron in plain NumPy: forward, backward, and nothing else.

Rows of `x` are samples. A layer multiplies by its weights, adds its bias, and bends the
sum with its activation; the last layer does not bend, it gives logits or quantities.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from snippets.activations.activation import Activation
from snippets.activations.catalogue import CATALOGUE
from snippets.arrays import Array, Labels
from snippets.networks.initialisation import SCHEMES, Scheme

USABLE = tuple(
    name for name, each in CATALOGUE.items() if each.kind in ("element", "row")
)
"""Activations for a hidden layer here: those that give a number for each sum.

Gates and pools take several sums for an output.
"""

Loss = Callable[[Array, Any], float]
"""Takes predictions and targets, which may be labels."""
LossGradient = Callable[[Array, Any], Array]
"""The slopes of a loss by the predictions."""


class Layer(NamedTuple):
    """What one layer has learnt."""

    weights: Array
    """Shape (inputs, outputs)."""
    bias: Array
    """Shape (outputs,)."""


class Signals(NamedTuple):
    """What a batch leaves behind in every layer on its way up, first layer first."""

    sums: list[Array]
    """Weighted sums, each (samples, outputs of the layer)."""
    outputs: list[Array]
    """The sums bent by the activation; those of the last layer as they are."""


# --8<-- [start:dense]
def dense(x: Array, weights: Array, bias: Array) -> Array:
    """The weighted sums of a layer, Σᵢ xᵢ Wᵢⱼ + bⱼ for its unit number j.

    `x` is one sample, (inputs,), or a batch, (samples, inputs).

    >>> dense(np.array([1.0, 2.0]), np.array([[3.0, 0.0], [0.0, -1.0]]), np.ones(2))
    array([ 4., -1.])
    """
    sums: Array = x @ weights + bias
    return sums


# --8<-- [end:dense]


# --8<-- [start:hidden-error]
def hidden_error(error: Array, weights: Array, slope: Array) -> Array:
    """The gradient at a hidden layer's sums, given `error`, that at the layer above.

    The weights through which the outputs went up take the blame down, and the slope of
    the activation lets some of it through:

    >>> error, weights = np.array([1.0]), np.array([[2.0], [-3.0]])
    >>> hidden_error(error, weights, slope=np.array([0.5, 0.0]))
    array([ 1., -0.])

    Where an output looks at its whole row of sums, as softmax does, `slope` is a table
    for each sample, (samples, units, units).
    """
    blame: Array = error @ weights.T
    if slope.ndim > blame.ndim:
        below: Array = (blame[:, np.newaxis, :] @ slope)[:, 0, :]
        return below
    return blame * slope


def weight_gradient(inputs: Array, error: Array) -> Array:
    """The gradient by a layer's weights, (inputs, outputs), summed over the samples.

    What came in, times what went wrong:

    >>> weight_gradient(np.array([[1.0, 2.0]]), np.array([[10.0]]))
    array([[10.],
           [20.]])
    """
    gradient: Array = inputs.T @ error
    return gradient


# --8<-- [end:hidden-error]


@dataclass
class Network:
    """A feed-forward net whose weights and biases lie in one flat vector.

    An optimiser then needs to know nothing of layers:

    >>> network = Network.create([2, 3, 1], ["tanh"], seed=0)
    >>> network.parameters.shape
    (13,)
    >>> network.parameters = network.parameters - 0.1
    >>> [layer.weights.shape for layer in network.layers]
    [(2, 3), (3, 1)]
    """

    sizes: Sequence[int]
    """Inputs, units of each hidden layer, outputs."""
    activations: Sequence[Activation]
    """Each hidden layer's."""
    parameters: Array

    @classmethod
    def create(
        cls,
        sizes: Sequence[int],
        activations: Sequence[str | Activation],
        initialisation: str | Scheme = "he",
        seed: int | np.random.Generator = 0,
    ) -> Network:
        """A net with random weights of a scheme, and biases of zero.

        What has a name in a catalogue may be given by it.
        """
        check(sizes, activations)
        scheme, rng = named_scheme(initialisation), np.random.default_rng(seed)
        parts = []
        for inputs, outputs in pairwise(sizes):
            deviation = scheme(inputs, outputs)
            parts += [rng.normal(0.0, deviation, inputs * outputs), np.zeros(outputs)]
        bends = tuple(named_activation(each) for each in activations)
        return cls(tuple(sizes), bends, np.concatenate(parts))

    @property
    def layers(self) -> list[Layer]:
        """Weights and bias of each layer: windows on `parameters`, not copies."""
        return unpack(self.parameters, self.sizes)

    # --8<-- [start:forward]
    def forward(self, x: Array) -> Signals:
        """All weighted sums and outputs for a batch `x` of shape (samples, inputs)."""
        signals = Signals([], [])
        for number, (weights, bias) in enumerate(self.layers):
            x = sums = dense(x, weights, bias)
            if number < len(self.activations):
                x = self.activations[number].function(sums)
            signals.sums.append(sums)
            signals.outputs.append(x)
        return signals

    def predict(self, x: Array) -> Array:
        """The last layer's outputs, logits or quantities, (samples, outputs)."""
        return self.forward(x).outputs[-1]

    # --8<-- [end:forward]

    # --8<-- [start:errors]
    def errors(self, signals: Signals, error: Array) -> list[Array]:
        """The gradient at every layer's sums, given that at the last one's."""
        errors = [error]
        # From the last layer down: its weights, and the activation below them.
        for number in range(len(self.activations), 0, -1):
            slope = self.activations[number - 1].derivative(signals.sums[number - 1])
            error = hidden_error(error, self.layers[number].weights, slope)
            errors.append(error)
        return errors[::-1]

    # --8<-- [end:errors]

    # --8<-- [start:gradient]
    def backward(self, x: Array, signals: Signals, error: Array) -> Array:
        """The gradient by every parameter, one flat vector, given that at the top."""
        parts = []
        errors = self.errors(signals, error)
        for inputs, below in zip([x, *signals.outputs[:-1]], errors, strict=True):
            parts += [weight_gradient(inputs, below).ravel(), below.sum(axis=0)]
        return np.concatenate(parts)

    def gradient(
        self,
        x: Array,
        target: Array | Labels,
        loss: Loss,
        loss_gradient: LossGradient,
    ) -> tuple[float, Array]:
        """The loss on a batch, and its gradient by every parameter.

        `loss(prediction, target)` and `loss_gradient(prediction, target)` are an
        objective and its gradient by the prediction.
        """
        signals = self.forward(x)
        prediction = signals.outputs[-1]
        error = loss_gradient(prediction, target)
        return loss(prediction, target), self.backward(x, signals, error)

    # --8<-- [end:gradient]


def unpack(parameters: Array, sizes: Sequence[int]) -> list[Layer]:
    """The layers in a flat vector of parameters, or of their gradient, without copying.

    >>> unpack(np.arange(3.0), [2, 1])
    [Layer(weights=array([[0.],
           [1.]]), bias=array([2.]))]
    """
    layers, start = [], 0
    for inputs, outputs in pairwise(sizes):
        middle = start + inputs * outputs
        end = middle + outputs
        weights = parameters[start:middle].reshape(inputs, outputs)
        layers.append(Layer(weights, parameters[middle:end]))
        start = end
    return layers


def check(sizes: Sequence[int], activations: Sequence[str | Activation]) -> None:
    """Raise a ValueError where sizes and activations make no net.

    >>> check([2, 8, 1], [])
    Traceback (most recent call last):
    ...
    ValueError: there are 1 hidden layers, but 0 activations
    """
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError(
            f"sizes must name two layers or more, none of them empty, not {list(sizes)}"
        )
    if len(activations) != len(sizes) - 2:
        raise ValueError(
            f"there are {len(sizes) - 2} hidden layers, "
            f"but {len(activations)} activations"
        )


def named_activation(activation: str | Activation) -> Activation:
    """The activation of this name, or the very one that is given.

    >>> named_activation("reul")
    Traceback (most recent call last):
    ...
    ValueError: no activation is named 'reul'
    """
    if isinstance(activation, Activation):
        return activation
    if activation not in CATALOGUE:
        raise ValueError(f"no activation is named {activation!r}")
    if activation not in USABLE:
        raise ValueError(
            f"{activation} takes several sums a unit, and a layer makes one"
        )
    return CATALOGUE[activation]


def named_scheme(initialisation: str | Scheme) -> Scheme:
    """The scheme of this name, or the very one that is given.

    >>> named_scheme("zeros")(3, 2)
    0.0
    """
    if not isinstance(initialisation, str):
        return initialisation
    if initialisation not in SCHEMES:
        known = ", ".join(SCHEMES)
        raise ValueError(
            f"initialisation must be one of {known}, not {initialisation!r}"
        )
    return SCHEMES[initialisation]
