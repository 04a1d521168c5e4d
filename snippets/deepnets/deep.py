"""A deep net whose layers may be normalised, and may be skipped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from snippets.activations.relu import relu, relu_derivative
from snippets.arrays import Array
from snippets.deepnets.normalisation import NORMS, Norm
from snippets.networks.initialisation import Scheme
from snippets.networks.mlp import Layer, dense, named_scheme, unpack, weight_gradient


class Signals(NamedTuple):
    """What a batch leaves behind on its way up, first layer first."""

    found: list[Array]
    """What each layer finds: the pixels, then the sums of the layer below."""
    normal: list[Array]
    """The same, normalised; the pixels as they are."""
    bent: list[Array]
    """The same, bent by ReLU: what its weights multiply."""
    outputs: Array
    """Logits."""


@dataclass
class DeepNet:
    """A layer takes what it finds, normalises it, bends it and multiplies it.

    With `skip`, a hidden layer adds that to what it found, else it takes its place. The
    first layer finds pixels and only multiplies them.

    >>> net = DeepNet.create([4, 8, 8, 8, 2], "he", norm="layer", skip=True, seed=0)
    >>> net.predict(np.ones((3, 4))).shape
    (3, 2)
    """

    sizes: tuple[int, ...]
    parameters: Array
    norm: Norm = NORMS["none"]
    skip: bool = False

    @classmethod
    def create(
        cls,
        sizes: Sequence[int],
        initialisation: str | Scheme = "he",
        norm: str = "none",
        skip: bool = False,
        seed: int = 0,
        quiet: float = 1.0,
    ) -> DeepNet:
        """Random weights of a scheme, those of the branches times `quiet`; no biases.

        >>> loud, low = (DeepNet.create([1, 1, 1, 1], quiet=q) for q in (1.0, 0.5))
        >>> low.layers[1].weights / loud.layers[1].weights
        array([[0.5]])
        """
        if norm not in NORMS:
            raise ValueError(f"norm must be one of {', '.join(NORMS)}, not {norm!r}")
        if skip and len(set(sizes[1:-1])) > 1:
            raise ValueError(f"layers that are skipped must be alike, not {sizes}")
        rng, scheme, parts = (
            np.random.default_rng(seed),
            named_scheme(initialisation),
            [],
        )
        for number, (inputs, outputs) in enumerate(pairwise(sizes)):
            deviation = scheme(inputs, outputs)
            if 0 < number < len(sizes) - 2:
                deviation *= quiet
            parts += [rng.normal(0.0, deviation, inputs * outputs), np.zeros(outputs)]
        return cls(tuple(sizes), np.concatenate(parts), NORMS[norm], skip)

    @property
    def layers(self) -> list[Layer]:
        """Weights and bias of each layer: windows on `parameters`, not copies."""
        return unpack(self.parameters, self.sizes)

    def adds(self, number: int) -> bool:
        """Whether layer `number` adds to what it found.

        >>> net = DeepNet.create([4, 8, 8, 2], skip=True)
        >>> [net.adds(number) for number in range(3)]
        [False, True, False]
        """
        return self.skip and 0 < number < len(self.sizes) - 2

    # --8<-- [start:forward]
    def forward(self, x: Array) -> Signals:
        """All signals of a batch `x`, (samples, inputs)."""
        found: list[Array] = [x]
        normal, bent = [x], [x]
        layers = self.layers
        x = dense(x, *layers[0])
        for number, layer in enumerate(layers[1:], 1):
            found.append(x)
            normal.append(self.norm.function(x))
            bent.append(relu(normal[-1]))
            branch: Array = dense(bent[-1], *layer)
            x = x + branch if self.adds(number) else branch
        return Signals(found, normal, bent, x)

    # --8<-- [end:forward]

    def predict(self, x: Array) -> Array:
        """Logits, (samples, outputs)."""
        return self.forward(x).outputs

    def errors(self, signals: Signals, error: Array) -> list[Array]:
        """The gradient at what every layer puts out, given that at the last one's."""
        errors: list[Array] = [error]
        for number in range(len(self.sizes) - 2, 0, -1):
            slope = relu_derivative(signals.normal[number])
            blame: Array = (error @ self.layers[number].weights.T) * slope
            blame = self.norm.gradient(signals.found[number], blame)
            error = error + blame if self.adds(number) else blame
            errors.append(error)
        return errors[::-1]

    def backward(self, signals: Signals, error: Array) -> Array:
        """The gradient by every parameter, given that at the outputs."""
        parts = []
        errors = self.errors(signals, error)
        for bent, below in zip(signals.bent, errors, strict=True):
            parts += [weight_gradient(bent, below).ravel(), below.sum(axis=0)]
        return np.concatenate(parts)
