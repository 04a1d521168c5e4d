"""Contrastive and triplet loss: what belongs together shall lie together."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from snippets.arrays import Array, as_floats

Flags = NDArray[np.bool_]


def distances(embeddings: ArrayLike) -> Array:
    """Distance of every two rows; shape (rows, rows).

    >>> distances([[0.0, 0.0], [3.0, 4.0]])
    array([[0., 5.],
           [5., 0.]])
    """
    x = as_floats(embeddings)
    apart: Array = np.sqrt(np.sum((x[:, np.newaxis, :] - x) ** 2, axis=-1))
    return apart


def directions(embeddings: ArrayLike) -> Array:
    """Unit vectors to each row from each other; shape (rows, rows, dimensions).

    0 where two rows coincide: there the distance has no slope.

    >>> directions([[0.0, 0.0], [3.0, 4.0]])[1, 0]
    array([0.6, 0.8])
    """
    x = as_floats(embeddings)
    unit, lengths = x[:, np.newaxis, :] - x, distances(x)[..., np.newaxis]
    return np.divide(unit, lengths, out=np.zeros_like(unit), where=lengths != 0.0)


# --8<-- [start:contrastive]
def pair_loss(distance: ArrayLike, same: ArrayLike, margin: float = 1.0) -> Array:
    """Contrastive loss of pairs: d² for two of a kind, else max(0, m − d)².

    Hadsell et al. (2006), without their factor of one half. Same shape as `distance`.

    >>> pair_loss([0.0, 0.5, 0.25, 3.0], [1, 1, 0, 0])
    array([0.    , 0.25  , 0.5625, 0.    ])
    """
    d, same = as_floats(distance), as_floats(same)
    losses: Array = same * d**2 + (1.0 - same) * np.maximum(0.0, margin - d) ** 2
    return losses


def contrastive(embeddings: ArrayLike, labels: ArrayLike, margin: float = 1.0) -> float:
    """Mean of `pair_loss` over all pairs of a batch.

    `embeddings` has shape (rows, dimensions), `labels` (rows,). In the formulas, y
    are the labels, d the distances of rows, and u the unit vectors along them.

    >>> contrastive([[0.0], [0.5], [3.0]], [0, 0, 1]) == 0.5**2 / 3
    True
    """
    x, same = _batch(embeddings, labels)
    first, second = np.triu_indices(len(x), k=1)
    losses = pair_loss(distances(x)[first, second], same[first, second], margin)
    return float(np.mean(losses))


def contrastive_gradient(
    embeddings: ArrayLike, labels: ArrayLike, margin: float = 1.0
) -> Array:
    """Gradient by the embeddings, in their shape.

    Two of a kind pull, two of different kinds push while they are within the margin:

    >>> contrastive_gradient([[0.0], [0.5]], [0, 0])
    array([[-1.],
           [ 1.]])
    >>> contrastive_gradient([[0.0], [0.5]], [0, 1])
    array([[ 1.],
           [-1.]])
    """
    x, same = _batch(embeddings, labels)
    distance, direction = distances(x), directions(x)
    slopes = np.where(same, 2.0 * distance, -2.0 * np.maximum(0.0, margin - distance))
    pairs = len(x) * (len(x) - 1) // 2
    pushes: Array = np.einsum("ij,ijd->id", slopes, direction)
    return pushes / pairs


# --8<-- [end:contrastive]


def triplets(labels: ArrayLike) -> int:
    """How many triplets the labels make: an anchor, one of its kind, one of another.

    >>> triplets([0, 0, 1]), triplets([0, 1, 2])
    (2, 0)
    """
    kinds = np.asarray(labels)
    return int(_made(kinds[:, np.newaxis] == kinds).sum())


# --8<-- [start:triplet]
def triplet_loss(near: ArrayLike, far: ArrayLike, margin: float = 1.0) -> Array:
    """Loss of triplets, max(0, near − far + m), element by element.

    `near` is the distance of an anchor to one of its kind, `far` to one of another
    kind. Schroff et al. (2015), who square the distances.

    >>> triplet_loss([0.5, 0.5], [1.0, 2.0])
    array([0.5, 0. ])
    """
    losses: Array = np.maximum(0.0, as_floats(near) - as_floats(far) + margin)
    return losses


def triplet(embeddings: ArrayLike, labels: ArrayLike, margin: float = 1.0) -> float:
    """Mean of `triplet_loss` over all N triplets that a batch holds.

    `embeddings` has shape (rows, dimensions), `labels` (rows,). ValueError where the
    labels make no triplet. In the formulas, y are the labels, d the distances of rows,
    and u the unit vectors along them.

    >>> triplet([[0.0], [0.5], [1.0]], [0, 0, 1])  # (0.5 − 1 + 1 + 0.5 − 0.5 + 1) / 2
    0.75

    PyTorch and Optax take the three rows of each triplet in place of a batch with its
    labels, and add a millionth to distances or to their squares, for their slopes. That
    moves the kinks a little: where ours are, theirs have a slope of one side.
    """
    x, same = _batch(embeddings, labels)
    distance = distances(x)
    anchor, near, far = _triplets(same)
    losses = triplet_loss(distance[anchor, near], distance[anchor, far], margin)
    return float(np.mean(losses))


def triplet_gradient(
    embeddings: ArrayLike, labels: ArrayLike, margin: float = 1.0
) -> Array:
    """Gradient by the embeddings, in their shape.

    >>> triplet_gradient([[0.0], [0.5], [1.0]], [0, 0, 1])
    array([[-0.5],
           [ 1.5],
           [-1. ]])
    """
    x, same = _batch(embeddings, labels)
    distance, direction = distances(x), directions(x)
    anchor, near, far = _triplets(same)
    # Not “> 0”: what is not a number shall stay so.
    active = ~(distance[anchor, near] - distance[anchor, far] + margin <= 0.0)
    pulls = direction[anchor, near] * active[:, np.newaxis]
    pushes = direction[anchor, far] * active[:, np.newaxis]
    gradient = np.zeros_like(x)
    np.add.at(gradient, anchor, pulls - pushes)
    np.add.at(gradient, near, -pulls)
    np.add.at(gradient, far, pushes)
    return gradient / len(anchor)


# --8<-- [end:triplet]


def _batch(embeddings: ArrayLike, labels: ArrayLike) -> tuple[Array, Flags]:
    """Embeddings, and which pairs of them are of a kind."""
    x, kinds = as_floats(embeddings), np.asarray(labels)
    if x.ndim != 2 or kinds.shape != x.shape[:1]:
        raise ValueError(
            "embeddings must have shape (rows, dimensions) and labels (rows,), "
            f"not {x.shape} and {kinds.shape}"
        )
    if len(x) < 2:
        raise ValueError(f"embeddings must have at least 2 rows, not {len(x)}")
    return x, kinds[:, np.newaxis] == kinds


def _made(same: Flags) -> Flags:
    """Which rows make a triplet: an anchor, another of its kind, one not of it."""
    positive: Flags = same & ~np.eye(len(same), dtype=bool)
    made: Flags = positive[:, :, np.newaxis] & ~same[:, np.newaxis, :]
    return made


def _triplets(same: Flags) -> tuple[NDArray[np.intp], ...]:
    """Indices of anchors, of others of their kind, and of others of another kind."""
    found = np.nonzero(_made(same))
    if not len(found[0]):
        raise ValueError("labels must hold two of one kind and one of another")
    return found
