"""Augmentation: more pictures out of those you have, by changes that change nothing."""

from __future__ import annotations

import numpy as np

from snippets.arrays import Array

SIDE = 8


# --8<-- [start:nudged]
def moved(images: Array, by: Array, axis: int) -> Array:
    """Pictures, (samples, side, side), each moved along an axis by −1 to 1 pixels.

    Moved by a part of a pixel, ink is shared by two neighbours:

    >>> line = np.array([[[0.0, 8.0, 0.0]]])
    >>> moved(line, np.array([0.25]), axis=2)
    array([[[0., 6., 2.]]])
    """
    by = by[:, np.newaxis, np.newaxis]
    there, back = np.maximum(by, 0.0), np.maximum(-by, 0.0)
    stays = (1.0 - there - back) * images
    return stays + there * np.roll(images, 1, axis) + back * np.roll(images, -1, axis)


def nudged(pixels: Array, reach: float, rng: np.random.Generator) -> Array:
    """Digits moved at random, by up to `reach` pixels across and down; their shape.

    What leaves the picture is lost.

    >>> some = nudged(np.ones((2, 64)), 0.5, np.random.default_rng(0))
    >>> some.shape, some.reshape(2, 8, 8)[:, 4, 4]
    ((2, 64), array([1., 1.]))
    """
    margin = (0, 0), (1, 1), (1, 1)
    images = np.pad(pixels.reshape(-1, SIDE, SIDE), margin)
    for axis in (1, 2):
        images = moved(images, rng.uniform(-reach, reach, len(images)), axis)
    return images[:, 1:-1, 1:-1].reshape(pixels.shape)


# --8<-- [end:nudged]


def mirrored(pixels: Array, rng: np.random.Generator) -> Array:
    """Digits of which about every second is turned left to right; in their shape.

    >>> rows = np.tile(np.arange(8.0), (2, 8))
    >>> mirrored(rows, np.random.default_rng(0))[:, :3]
    array([[0., 1., 2.],
           [7., 6., 5.]])
    """
    images = pixels.reshape(-1, SIDE, SIDE)
    turned = (rng.random(len(images)) < 0.5)[:, np.newaxis, np.newaxis]
    return np.where(turned, images[:, :, ::-1], images).reshape(pixels.shape)
