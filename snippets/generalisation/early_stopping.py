"""Early stopping: go back to where the validation loss was least."""

from __future__ import annotations

from collections.abc import Sequence

from snippets.arrays import Array


# --8<-- [start:stopping-point]
def stopping_point(losses: Sequence[float] | Array, patience: int) -> int:
    """Number of the checkpoint to go back to. Prechelt (1998) compares such rules.

    The best so far, as soon as `patience` checkpoints in a row were no better:

    >>> losses = [3.0, 2.0, 2.5, 2.4, 1.0]
    >>> stopping_point(losses, patience=2), stopping_point(losses, patience=3)
    (1, 4)
    """
    best = 0
    for number, loss in enumerate(losses):
        if loss < losses[best]:
            best = number
        elif number - best >= patience:
            break
    return best


# --8<-- [end:stopping-point]
