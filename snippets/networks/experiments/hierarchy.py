"""How the classes come apart, layer by layer."""

from __future__ import annotations

import numpy as np

from snippets.arrays import Array, Labels
from snippets.experiment import experiment
from snippets.networks.experiments.digits import STEPS, fit, scaled, split

HIDDEN = (48, 48, 48, 48)


# --8<-- [start:probe]
def nearest_centre(
    learn: Array, learn_labels: Labels, judge: Array, judge_labels: Labels
) -> float:
    """The share of samples that lie closest to the middle of their own class.

    The middles are those of the samples to learn from.

    >>> x, labels = np.array([[0.0], [1.0], [5.0], [6.0]]), np.array([0, 0, 1, 1])
    >>> nearest_centre(x, labels, np.array([[2.0], [4.0]]), np.array([0, 0]))
    0.5
    """
    centres = np.stack(
        [learn[learn_labels == label].mean(axis=0) for label in np.unique(learn_labels)]
    )
    distances = ((judge[:, np.newaxis] - centres) ** 2).sum(axis=2)
    return float((distances.argmin(axis=1) == judge_labels).mean())


# --8<-- [end:probe]


@experiment
def accuracy_by_layer(trained: bool, seed: int) -> tuple[float, ...]:
    """What `nearest_centre` gives for the pixels, then for each hidden layer's outputs.

    Held-out digits, a net of four tanh layers.

    >>> pixels, *layers = accuracy_by_layer(trained=True, seed=0)
    >>> layers[-1] > layers[0] > pixels
    True
    """
    digits = split(seed)
    learn, judge = scaled(digits.learn, digits.judge)
    steps = STEPS if trained else 0
    network = fit(learn, digits.learn_labels, HIDDEN, "tanh", seed, steps)
    views = zip(
        [learn, *network.forward(learn).outputs[:-1]],
        [judge, *network.forward(judge).outputs[:-1]],
        strict=True,
    )
    return tuple(
        nearest_centre(known, digits.learn_labels, new, digits.judge_labels)
        for known, new in views
    )
