"""A small transformer that reads characters and says which one comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from snippets.activations.softmax import log_softmax
from snippets.arrays import Array, Labels
from snippets.attention.layers import (
    Gates,
    Looked,
    Maps,
    Passed,
    attention,
    attention_back,
    causal,
    feed_forward,
    feed_forward_back,
    map_gradient,
)
from snippets.deepnets.normalisation import rms_norm, rms_norm_gradient


class Sizes(NamedTuple):
    """How large a transformer is."""

    letters: int
    places: int = 32
    features: int = 32
    heads: int = 4
    blocks: int = 2
    hidden: int = 64
    told_places: bool = True
    """Whether each letter is told where it stands."""

    @property
    def shapes(self) -> dict[str, tuple[int, int]]:
        """The matrices by their names, in the order of the parameters.

        >>> Sizes(letters=38).shapes["0 query"]
        (32, 32)
        """
        f, h = self.features, self.hidden
        block = dict.fromkeys(Maps._fields, (f, f))
        block |= {"up": (f, h), "gate": (f, h), "down": (h, f)}
        return {
            "letter": (self.letters, f),
            "place": (self.places, f),
            **{f"{b} {n}": s for b in range(self.blocks) for n, s in block.items()},
            "out": (f, self.letters),
        }


class Block(NamedTuple):
    """The matrices of one block: windows on the parameters."""

    maps: Maps
    gates: Gates


class Signals(NamedTuple):
    """What a walk up leaves for the walk down."""

    tokens: Labels
    stream: list[Array]
    """What each branch found, and what is left at the end."""
    looked: list[Looked]
    passed: list[Passed]
    top: Array
    logits: Array


def windows(parameters: Array, sizes: Sizes) -> dict[str, Array]:
    """The matrices by their names: windows on `parameters`, not copies.

    >>> sizes = Sizes(letters=3, places=2, features=4, heads=1, blocks=0)
    >>> {name: each.shape for name, each in windows(np.zeros(32), sizes).items()}
    {'letter': (3, 4), 'place': (2, 4), 'out': (4, 3)}
    """
    found, start = {}, 0
    for name, (rows, columns) in sizes.shapes.items():
        end = start + rows * columns
        found[name] = parameters[start:end].reshape(rows, columns)
        start = end
    return found


@dataclass
class Transformer:
    """Blocks of attention and feed-forward, each added to the stream that it reads.

    >>> net = Transformer.create(Sizes(letters=38), seed=0)
    >>> net.forward(np.zeros((2, 5), int)).logits.shape
    (2, 5, 38)
    """

    sizes: Sizes
    parameters: Array

    # --8<-- [start:create]
    @classmethod
    def create(cls, sizes: Sizes, seed: int = 0) -> Transformer:
        """Weights that keep a signal's size, quiet branches, and a last map of zeros.

        So the first loss is that of a guess, to the last digit.

        >>> net = Transformer.create(Sizes(letters=38))
        >>> bool(net.loss(np.zeros((1, 9), int)) == np.log(38))
        True
        """
        rng = np.random.default_rng(seed)
        deviations = {"letter": 1.0, "place": 1.0, "out": 0.0}
        quiet = (2 * max(sizes.blocks, 1)) ** -0.5
        parts = []
        for name, (rows, columns) in sizes.shapes.items():
            deviation = deviations.get(name, rows**-0.5)
            if name.endswith(("join", "down")):
                deviation *= quiet
            parts.append(rng.normal(0.0, deviation, rows * columns))
        return cls(sizes, np.concatenate(parts))

    # --8<-- [end:create]

    @property
    def matrices(self) -> dict[str, Array]:
        """The matrices by their names."""
        return windows(self.parameters, self.sizes)

    def blocks(self, named: dict[str, Array]) -> list[Block]:
        """The matrices of each block."""
        return [
            Block(
                Maps(*(named[f"{b} {n}"] for n in Maps._fields)),
                Gates(*(named[f"{b} {n}"] for n in ("up", "gate", "down"))),
            )
            for b in range(self.sizes.blocks)
        ]

    # --8<-- [start:forward]
    def forward(self, tokens: Labels) -> Signals:
        """All signals of a batch of texts, (texts, places), numbers of letters."""
        named, mask = self.matrices, causal(tokens.shape[1])
        x = named["letter"][tokens]
        if self.sizes.told_places:
            x = x + named["place"][: tokens.shape[1]]
        stream, looked, passed = [x], [], []
        for maps, gates in self.blocks(named):
            news, saw = attention(rms_norm(x), maps, self.sizes.heads, mask)
            x = x + news
            stream.append(x)
            looked.append(saw)
            thought, went = feed_forward(rms_norm(x), gates)
            x = x + thought
            stream.append(x)
            passed.append(went)
        top = rms_norm(x)
        return Signals(tokens, stream, looked, passed, top, top @ named["out"])

    # --8<-- [end:forward]

    # --8<-- [start:backward]
    def backward(self, signals: Signals, error: Array) -> Array:
        """The gradient by every parameter, given that at the logits."""
        named, gradient = self.matrices, np.zeros_like(self.parameters)
        by, blocks = windows(gradient, self.sizes), self.blocks(named)
        by["out"][:] = map_gradient(signals.top, error)
        stream = [*signals.stream]
        error = rms_norm_gradient(stream.pop(), error @ named["out"].T)
        for number in reversed(range(self.sizes.blocks)):
            maps, gates = blocks[number]
            below, found = feed_forward_back(error, gates, signals.passed[number])
            error = error + rms_norm_gradient(stream.pop(), below)
            below, looked = attention_back(error, maps, signals.looked[number])
            error = error + rms_norm_gradient(stream.pop(), below)
            for name, each in zip(("up", "gate", "down"), found, strict=True):
                by[f"{number} {name}"][:] = each
            for name, each in looked._asdict().items():
                by[f"{number} {name}"][:] = each
        np.add.at(by["letter"], signals.tokens, error)
        if self.sizes.told_places:
            by["place"][: error.shape[1]] = error.sum(axis=0)
        return gradient

    # --8<-- [end:backward]

    # --8<-- [start:loss]
    def loss(self, texts: Labels) -> float:
        """Mean surprise at the next letter, in nats; texts are (texts, places + 1)."""
        logs = log_softmax(self.forward(texts[:, :-1]).logits)
        right = np.take_along_axis(logs, texts[:, 1:, None], axis=-1)
        return -float(right.mean())

    def gradient(self, texts: Labels) -> tuple[float, Array]:
        """The loss, and its gradient by every parameter."""
        signals = self.forward(texts[:, :-1])
        logs, place = log_softmax(signals.logits), texts[:, 1:, None]
        error: Array = np.exp(logs)
        right = np.take_along_axis(error, place, axis=-1)
        np.put_along_axis(error, place, right - 1.0, axis=-1)
        loss = -float(np.take_along_axis(logs, place, axis=-1).mean())
        return loss, self.backward(signals, error / place.size)

    # --8<-- [end:loss]
