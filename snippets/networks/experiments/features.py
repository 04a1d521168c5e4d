"""Features made by hand, drawn by lot, or learnt: which tell digits apart."""

from __future__ import annotations

import numpy as np

from snippets.arrays import Array
from snippets.experiment import experiment
from snippets.networks.experiments.digits import fit, scaled, shifted, split
from snippets.networks.mlp import Network
from snippets.networks.training import accuracy
from snippets.optimisers.adamw import AdamW

UNITS = 64
SIDE = 12
STEPS = 500


def ink(pixels: Array) -> Array:
    """Ink in each row and each column, and how far a picture is from its mirror images.

    A first idea. From (samples, side²) to (samples, 2 side + 2).

    >>> ink(np.ones((1, 64)))[0, [0, 8, 16, 17]]
    array([8., 8., 0., 0.])
    """
    image = squares(pixels)
    sideways = np.abs(image - image[:, :, ::-1]).sum(axis=(1, 2))
    upside_down = np.abs(image - image[:, ::-1]).sum(axis=(1, 2))
    return np.column_stack(
        [image.sum(axis=2), image.sum(axis=1), sideways, upside_down]
    )


# --8<-- [start:edges]
def edges(pixels: Array) -> Array:
    """How strongly the ink changes, in eight directions, in squares of 2 × 2 pixels.

    A small relative of the histograms of oriented gradients, Dalal and Triggs (2005).
    From (samples, side²) to (samples, 2 side²).

    >>> edges(np.ones((1, 64))).shape
    (1, 128)
    """
    image = np.pad(squares(pixels), ((0, 0), (1, 1), (1, 1)))
    across = image[:, 1:-1, 2:] - image[:, 1:-1, :-2]
    down = image[:, 2:, 1:-1] - image[:, :-2, 1:-1]
    strength = np.hypot(across, down)
    direction = np.arctan2(down, across) % np.pi * 8 // np.pi % 8
    each = [np.where(direction == number, strength, 0.0) for number in range(8)]
    half = image.shape[1] // 2 - 1
    blocks = np.stack(each, axis=1).reshape(-1, 8, half, 2, half, 2)
    return np.asarray(blocks.sum(axis=(3, 5)).reshape(len(pixels), -1))


# --8<-- [end:edges]


def by_lot(pixels: Array) -> Array:
    """The outputs of 64 ReLU units with random weights, trained on nothing.

    >>> by_lot(np.ones((3, 144))).shape
    (3, 64)
    """
    network = Network.create([pixels.shape[1], UNITS, 10], ["relu"], seed=1)
    return network.forward(pixels - pixels.mean()).outputs[0]


def itself(pixels: Array) -> Array:
    """The pixels as they are.

    >>> itself(np.ones((1, 64))).shape
    (1, 64)
    """
    return pixels


def squares(pixels: Array) -> Array:
    """Rows of pixels as square pictures.

    >>> squares(np.ones((3, 64))).shape
    (3, 8, 8)
    """
    side = round(pixels.shape[1] ** 0.5)
    return pixels.reshape(-1, side, side)


MAKERS = {"by lot": by_lot, "pixels": itself, "ink": ink, "edges": edges}


@experiment
def held_out_accuracy(features: str, moved: bool, seed: int) -> float:
    """The share of held-out digits that a linear model names rightly by some features.

    "learnt" is a net with 64 hidden units instead, which makes its own from pixels. All
    are trained alike.
    Digits that are `moved` lie anywhere in a picture of 12 × 12.

    >>> held_out_accuracy("ink", False, 0) < held_out_accuracy("learnt", False, 0)
    True
    """
    digits = split(seed)
    learn, judge = digits.learn, digits.judge
    if moved:
        rng = np.random.default_rng(seed)
        learn, judge = shifted(learn, SIDE, rng), shifted(judge, SIDE, rng)
    make = MAKERS.get(features, itself)
    learn, judge = scaled(make(learn), make(judge))
    hidden = [UNITS] if features == "learnt" else []
    network = fit(learn, digits.learn_labels, hidden, "relu", seed, STEPS)
    return accuracy(network, judge, digits.judge_labels)


@experiment
def first_layer(units: int, examples: int) -> tuple[Array, Array]:
    """The strongest units of a trained first layer, and the held-out digits they like.

    Weights as pictures (units, 8, 8), and for each unit the pictures that make its sum
    largest (units, examples, 8, 8). A strong decay of the weights keeps out what the
    net does not need.

    >>> weights, liked = first_layer(8, 3)
    >>> weights.shape, liked.shape
    ((8, 8, 8), (8, 3, 8, 8))
    """
    digits = split(0)
    learn, judge = scaled(digits.learn, digits.judge)
    optimiser = AdamW(0.01, weight_decay=3.0)
    network = fit(learn, digits.learn_labels, [32], "relu", 0, optimiser=optimiser)
    weights = network.layers[0].weights
    strongest = np.argsort(-(weights**2).sum(axis=0))[:units]
    liked = np.argsort(-network.forward(judge).sums[0], axis=0)[:examples, strongest]
    return weights.T[strongest].reshape(-1, 8, 8), digits.judge[liked.T].reshape(
        units, examples, 8, 8
    )
