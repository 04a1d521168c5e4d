"""Writing: draw a letter, append it, ask again."""

from __future__ import annotations

import numpy as np

from snippets.activations.softmax import softmax
from snippets.arrays import Labels
from snippets.attention.text import numbers, sonnets, written
from snippets.attention.transformer import Transformer


# --8<-- [start:write]
def write(
    net: Transformer,
    start: str,
    letters: int,
    temperature: float,
    rng: np.random.Generator,
) -> str:
    """So many letters that follow `start`, each drawn from what the net expects.

    >>> from snippets.attention.transformer import Sizes
    >>> net = Transformer.create(Sizes(letters=38, places=4))
    >>> len(write(net, "to be", 10, temperature=1.0, rng=np.random.default_rng(0)))
    10
    """
    return written(drawn(net, numbers(start)[None], letters, temperature, rng)[0])


def drawn(
    net: Transformer,
    starts: Labels,
    letters: int,
    temperature: float,
    rng: np.random.Generator,
) -> Labels:
    """The same for many texts at once, (texts, places) to (texts, letters)."""
    texts = starts
    for _ in range(letters):
        logits = net.forward(texts[:, -net.sizes.places :]).logits[:, -1]
        up_to = softmax(logits, temperature).cumsum(axis=-1)
        lot = rng.random((len(texts), 1)) * up_to[:, -1:]
        texts = np.hstack([texts, (up_to > lot).argmax(axis=-1)[:, None]])
    return texts[:, starts.shape[1] :]


# --8<-- [end:write]


def words_known(text: str) -> float:
    """The share of the words of a text that are in the sonnets; ends may be cut words.

    >>> words_known("xx thou fairst art xx")
    0.6666666666666666
    """
    known = {_bare(each) for sonnet in sonnets() for each in sonnet.split()}
    words = [_bare(each) for each in text.split()[1:-1]]
    return sum(word in known for word in words) / len(words)


def _bare(word: str) -> str:
    return word.strip("!'(),-.:;?")
