"""Shakespeare's sonnets as numbers, one a character.

`sonnets.txt` holds all 154, first printed in 1609 and in the public domain, in modern
spelling, a blank line between two of them. The copy is that of the public repository
dcyoung/numpy-char-rnn, less the numbers, with one slip mended (a "soft check" in 99).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from snippets.arrays import Array, Labels

FILE = Path(__file__).with_name("sonnets.txt")
EVERY = 7
"""Each seventh sonnet is held out."""


@cache
def sonnets() -> tuple[str, ...]:
    """All sonnets, in small letters.

    >>> len(sonnets()), sonnets()[17].splitlines()[0]
    (154, "shall i compare thee to a summer's day?")
    """
    return tuple(FILE.read_text(encoding="utf-8").lower().strip().split("\n\n"))


@cache
def alphabet() -> str:
    r"""Every character that occurs, in order: a line's end, a space, signs, letters.

    >>> alphabet()
    "\n !'(),-.:;?abcdefghijklmnopqrstuvwxyz"
    """
    return "".join(sorted(set("\n".join(sonnets()))))


def numbers(text: str) -> Labels:
    """The number of each character, its place in the alphabet.

    >>> numbers("a bad")
    array([12,  1, 13, 12, 15])
    """
    return np.array([alphabet().index(each) for each in text.lower()])


def written(tokens: Labels) -> str:
    """The way back: characters of numbers.

    >>> written(numbers("to be, or"))
    'to be, or'
    """
    return "".join(alphabet()[each] for each in tokens)


class Texts(NamedTuple):
    """Sonnets to learn from and sonnets to be judged by, as numbers."""

    learn: Labels
    held: Labels


@cache
def texts() -> Texts:
    """Each seventh sonnet is held out, whole.

    >>> [len(each) for each in texts()]
    [80494, 13330]
    """
    held = sonnets()[EVERY - 1 :: EVERY]
    learn = [each for each in sonnets() if each not in held]
    return Texts(numbers("\n\n".join(learn)), numbers("\n\n".join(held)))


def batch(text: Labels, count: int, places: int, rng: np.random.Generator) -> Labels:
    """Pieces of the text from anywhere, (count, places + 1): each letter and its next.

    >>> batch(np.arange(9), 2, 3, np.random.default_rng(1))
    array([[2, 3, 4, 5],
           [3, 4, 5, 6]])
    """
    starts = rng.integers(0, len(text) - places, count)
    found: Labels = text[starts[:, None] + np.arange(places + 1)]
    return found


def pieces(text: Labels, places: int) -> Labels:
    """The whole text, cut into pieces that share their ends, (pieces, places + 1).

    >>> pieces(np.arange(8), 3)
    array([[0, 1, 2, 3],
           [3, 4, 5, 6]])
    """
    count = (len(text) - 1) // places
    starts = places * np.arange(count)
    found: Labels = text[starts[:, None] + np.arange(places + 1)]
    return found


def shares(text: Labels) -> Array:
    """The share of each character of the alphabet in a text.

    >>> float(shares(numbers("aab"))[12].round(2))
    0.67
    """
    counts = np.bincount(text, minlength=len(alphabet()))
    found: Array = counts / len(text)
    return found
