"""When a part of the answer is hidden: add up all it may have been, or bound that."""

from itertools import product

import numpy as np
from numpy.typing import ArrayLike

from snippets.arrays import Labels, as_floats

BLANK = 0  # the letter that stands for none


# --8<-- [start:ctc]
def collapsed(path: tuple[int, ...]) -> tuple[int, ...]:
    """The text that a path spells: repeats are one letter, and blanks are none.

    >>> collapsed((0, 3, 3, 0, 3, 1))
    (3, 3, 1)
    """
    return tuple(
        letter
        for letter, before in zip(path, (BLANK, *path[:-1]), strict=True)
        if letter not in (BLANK, before)
    )


def ctc(log_chances: ArrayLike, text: Labels) -> float:
    """Minus the log of the probability that a path spells the text.

    Graves et al. (2006). Chances of each letter at each moment, shape (moments,
    letters); letter 0 is the blank. `reach` is, for each place in the text with its
    blanks, the log of the sum over all paths that have come there.

    >>> round(ctc(np.log(np.full((2, 2), 0.5)), np.array([1])), 3)  # 3 paths of 4
    0.288
    """
    rows = as_floats(log_chances)
    spread = np.full(2 * len(text) + 1, BLANK)
    spread[1::2] = text
    skips = np.append([False, False], spread[2:] != spread[:-2])[: len(spread)]
    reach = np.full(len(spread), -np.inf)
    reach[:2] = rows[0, spread[:2]]
    for row in rows[1:]:
        stepped = np.append(-np.inf, reach[:-1])
        skipped = np.append([-np.inf, -np.inf], reach[:-2])[: len(reach)]
        came = np.where(skips, np.logaddexp(stepped, skipped), stepped)
        reach = np.logaddexp(reach, came) + row[spread]
    return -float(np.logaddexp.reduce(reach[-2:]))


# --8<-- [end:ctc]


def ctc_of_all_paths(log_chances: ArrayLike, text: Labels) -> float:
    """The same from every path there is, one by one: for a handful of moments.

    >>> round(ctc_of_all_paths(np.log(np.full((2, 2), 0.5)), np.array([1])), 3)
    0.288
    """
    rows = as_floats(log_chances)
    moments, letters = rows.shape
    sums = [
        sum(row[letter] for row, letter in zip(rows, path, strict=True))
        for path in product(range(letters), repeat=moments)
        if collapsed(path) == tuple(text)
    ]
    return -float(np.logaddexp.reduce(np.array([-np.inf, *sums])))


# --8<-- [start:bound]
def log_evidence(joint: ArrayLike) -> float:
    """The log of the probability of what was seen: all hidden causes summed up.

    `joint` holds, for each cause, the probability of it and of what was seen.

    >>> round(log_evidence([0.1, 0.3]), 3)
    -0.916
    """
    return float(np.log(as_floats(joint).sum()))


def evidence_bound(guess: ArrayLike, joint: ArrayLike) -> float:
    """What a guess at the cause makes of it: the mean of log (joint / guess) under it.

    Never above the evidence; the guess that knows best reaches it. Known as ELBO.

    >>> round(evidence_bound([0.25, 0.75], [0.1, 0.3]), 3)
    -0.916
    >>> round(evidence_bound([0.5, 0.5], [0.1, 0.3]), 3)
    -1.06
    """
    q, p = as_floats(guess), as_floats(joint)
    return float(np.sum(q * (np.log(p) - np.log(q))))


# --8<-- [end:bound]
