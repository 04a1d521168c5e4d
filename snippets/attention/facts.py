"""Every number that the post on attention prints, each from a run."""

from __future__ import annotations

import numpy as np

from snippets.attention.counting import cells, surprise
from snippets.attention.experiments.heats import (
    HEATS,
    held_out_surprises,
    surprise_by_place,
)
from snippets.attention.experiments.lookups import (
    SEEDS,
    learnt,
    plain,
    without_looking,
)
from snippets.attention.experiments.training import (
    BATCH,
    LARGE,
    SHORT_RATE,
    SMALL,
    TINY,
    short,
)
from snippets.attention.experiments.training import learnt as sonnets_learnt
from snippets.attention.experiments.writing import known, places_looked_at
from snippets.attention.lookup import DIGITS, Lookup
from snippets.attention.scaling import looks
from snippets.attention.text import alphabet, sonnets, texts
from snippets.attention.transformer import Sizes, Transformer

FEW, MANY = 4, 1024

# --- Looking up ---


def plain_parameters() -> int:
    """Parameters of the plain net that reads pages."""
    return len(plain(SEEDS[0], steps=1)[0].parameters)


def lookup_parameters() -> int:
    """Parameters of the layer of attention that reads them."""
    return sum(each.size for each in Lookup.create().maps)


def plain_right() -> float:
    """Share of new pages that the plain net answers rightly."""
    return float(learnt(attends=False).new.mean())


def lookup_right() -> float:
    """Share of new pages that attention answers rightly."""
    return float(learnt(attends=True).new.mean())


def says_most() -> float:
    """Share of new pages of which the plain net says the digit that is there most."""
    return float(learnt(attends=False).said_most.mean())


def most_right() -> float:
    """Share of right answers of whoever says the digit that is there most."""
    return without_looking()


def guess_right() -> float:
    """The same of whoever guesses a digit."""
    return 1 / DIGITS


# --- Scaling ---


def spread_long() -> float:
    """The deviation of a product of many numbers."""
    return looks(MANY, scaled=False).spread


def largest_long() -> float:
    """The largest share of keys of many numbers, unscaled."""
    return looks(MANY, scaled=False).largest


def largest_scaled() -> float:
    """The same with products over the root."""
    return looks(MANY, scaled=True).largest


def gradient_long() -> float:
    """How much of a gradient comes through, unscaled."""
    return looks(MANY, scaled=False).gradient


def gradient_scaled() -> float:
    """The same with products over the root."""
    return looks(MANY, scaled=True).gradient


# --- Text ---


def all_sonnets() -> int:
    """How many sonnets there are."""
    return len(sonnets())


def held_sonnets() -> int:
    """How many are held out."""
    return len(sonnets()[6::7])


def characters() -> int:
    """Characters of the alphabet."""
    return len(alphabet())


def learnt_from() -> int:
    """Characters of the sonnets that are learnt from."""
    return len(texts().learn)


def uniform() -> float:
    """Surprise of whoever expects all characters alike, nats a character."""
    return float(np.log(len(alphabet())))


def single() -> float:
    """Surprise of the shares of single characters."""
    return surprise(0)


def pairs() -> float:
    """Surprise of the table of pairs."""
    return surprise(1)


def triples() -> float:
    """Surprise of the table of triples."""
    return surprise(2)


def fours() -> float:
    """Surprise of the table of fours."""
    return surprise(3)


def fours_cells() -> int:
    """Cells of that table."""
    return cells(3)


def perplexity_uniform() -> float:
    """Perplexity of whoever expects all characters alike."""
    return float(np.exp(uniform()))


def perplexity_single() -> float:
    """Perplexity of the shares of single characters."""
    return float(np.exp(single()))


def perplexity_pairs() -> float:
    """Perplexity of the table of pairs."""
    return float(np.exp(pairs()))


def perplexity_net() -> float:
    """Perplexity of the transformer on the held-out sonnets."""
    return float(np.exp(net_loss()))


# --- Hot and cold ---


def heats() -> int:
    """Temperatures at which the surprise by the held-out sonnets was measured."""
    return len(HEATS)


def _perplexity_at(heat: float) -> float:
    return float(np.exp(held_out_surprises()[HEATS.index(heat)]))


def perplexity_half() -> float:
    """Perplexity on the held-out sonnets at half the temperature."""
    return _perplexity_at(0.5)


def perplexity_twice() -> float:
    """Perplexity on the held-out sonnets at twice the temperature."""
    return _perplexity_at(2.0)


def surprise_first() -> float:
    """Mean surprise at the first letters of words."""
    return surprise_by_place()[0]


def surprise_inside() -> float:
    """Mean surprise at the other letters of words."""
    return surprise_by_place()[1]


# --- The transformer ---


def parameters() -> int:
    """Parameters of the large transformer."""
    return len(Transformer.create(LARGE).parameters)


def tiny_parameters() -> int:
    """Parameters of the one that learns in the page."""
    return len(Transformer.create(TINY).parameters)


def small_parameters() -> int:
    """Parameters of the small one."""
    return len(Transformer.create(SMALL).parameters)


def read_in_a_step() -> int:
    """Characters of which one step learns to say the next."""
    return BATCH * LARGE.places


def start_loss() -> float:
    """Surprise of the large transformer before any step, on the held-out sonnets."""
    return float(sonnets_learnt().held[0])


def net_loss() -> float:
    """Its surprise after the long run."""
    return float(sonnets_learnt().held[-1])


def net_learnt() -> float:
    """Its mean surprise at the text it learns from, in the last hundred steps."""
    return float(sonnets_learnt().losses[-100:].mean())


def _head(back: int) -> float:
    """The largest share that a head of the first block gives to so many places back."""
    return float(places_looked_at()[0, :, back].max())


def head_before() -> float:
    """Share that one head gives to the letter just before."""
    return _head(1)


def head_two_before() -> float:
    """Share that another gives to the one before that."""
    return _head(2)


# --- Short runs ---


def _short(sizes: Sizes) -> float:
    return float(short(sizes, "adam", SHORT_RATE).mean())


def short_whole() -> float:
    """Surprise of the small transformer after a short run."""
    return _short(SMALL)


def short_no_block() -> float:
    """The same without any block."""
    return _short(SMALL._replace(blocks=0))


def short_no_places() -> float:
    """The same without places."""
    return _short(SMALL._replace(told_places=False))


def short_one_head() -> float:
    """The same with one head."""
    return _short(SMALL._replace(heads=1))


def best(optimiser: str, rates: tuple[float, float]) -> float:
    """Surprise at the better of two rates.

    >>> best("adam", (0.01, 0.02)) < 2.3
    True
    """
    return min(float(short(SMALL, optimiser, rate).mean()) for rate in rates)


ADAM, MOMENTUM, DESCENT = (0.01, 0.02), (0.3, 0.6), (1.0, 3.0)
RATES = {"adam": ADAM, "momentum": MOMENTUM, "descent": DESCENT}


def with_adam() -> float:
    """Adam at its better rate."""
    return best("adam", ADAM)


def with_momentum() -> float:
    """Momentum at its better rate."""
    return best("momentum", MOMENTUM)


def with_descent() -> float:
    """Gradient descent at its better rate."""
    return best("descent", DESCENT)


# --- Writing ---


def known_cold() -> float:
    """Share of words that are in the sonnets, at the lowest temperature."""
    return known(0.3)


def known_plain() -> float:
    """The same at a temperature of 1."""
    return known(1.0)


def known_hot() -> float:
    """The same at the highest."""
    return known(2.0)
