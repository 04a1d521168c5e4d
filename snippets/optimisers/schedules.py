"""Schedules: the learning rate as a function of the step, which counts from 0."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from snippets.arrays import Array, as_floats


def step_decay(
    step: ArrayLike, learning_rate: float = 0.1, factor: float = 0.5, every: int = 30
) -> Array:
    """Learning rate that is multiplied by `factor` after each `every` steps.

    >>> step_decay([0, 29, 30, 60])
    array([0.1  , 0.1  , 0.05 , 0.025])
    """
    return learning_rate * factor ** np.floor(as_floats(step) / every)


def exponential_decay(
    step: ArrayLike, learning_rate: float = 0.1, factor: float = 0.98
) -> Array:
    """Learning rate that is multiplied by `factor` after every step.

    >>> exponential_decay([0, 1, 2], factor=0.5)
    array([0.1  , 0.05 , 0.025])
    """
    return learning_rate * factor ** as_floats(step)


def inverse_decay(
    step: ArrayLike, learning_rate: float = 0.1, decay: float = 0.1
) -> Array:
    """Learning rate over 1 + decay · step: it falls as Robbins and Monro (1951) ask.

    >>> inverse_decay([0, 10, 90])
    array([0.1 , 0.05, 0.01])
    """
    return learning_rate / (1 + decay * as_floats(step))


def cosine(
    step: ArrayLike,
    learning_rate: float = 0.1,
    steps: int = 100,
    least: float = 0.0,
) -> Array:
    """Learning rate on half a cosine from its start down to `least` at step `steps`.

    Loshchilov and Hutter (2017). After the last step it stays at `least`.

    >>> cosine([0, 50, 100, 120])
    array([0.1 , 0.05, 0.  , 0.  ])
    """
    share = np.minimum(as_floats(step) / steps, 1.0)
    return least + (learning_rate - least) * (1 + np.cos(np.pi * share)) / 2


# --8<-- [start:warm_up]
def warm_up(step: ArrayLike, learning_rate: float = 0.1, steps: int = 10) -> Array:
    """Learning rate that climbs in `steps` equal steps to its full height.

    >>> warm_up([0, 4, 9, 30])
    array([0.01, 0.05, 0.1 , 0.1 ])
    """
    return learning_rate * np.minimum((as_floats(step) + 1) / steps, 1.0)


def warm_up_cosine(
    step: ArrayLike,
    learning_rate: float = 0.1,
    steps: int = 100,
    warm_up_steps: int = 10,
) -> Array:
    """Climb first, then half a cosine over the steps that are left.

    >>> warm_up_cosine([0, 9, 10, 55, 100]).round(3)
    array([0.01, 0.1 , 0.1 , 0.05, 0.  ])
    """
    after = np.maximum(as_floats(step) - warm_up_steps, 0.0)
    falling = cosine(after, 1.0, steps - warm_up_steps)
    return warm_up(step, learning_rate, warm_up_steps) * falling


# --8<-- [end:warm_up]
