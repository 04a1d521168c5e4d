"""Attention, from a dictionary to a small transformer that learns to write."""

from snippets.attention.counting import counted, perplexity, surprise
from snippets.attention.layers import (
    Gates,
    Maps,
    attention,
    attention_back,
    causal,
    feed_forward,
    feed_forward_back,
    softmax_back,
)
from snippets.attention.lookup import Lookup, pages
from snippets.attention.sampling import write
from snippets.attention.scaling import looks, product_spread
from snippets.attention.text import alphabet, batch, numbers, sonnets, texts, written
from snippets.attention.trained import trained
from snippets.attention.transformer import Sizes, Transformer

__all__ = [
    "Gates",
    "Lookup",
    "Maps",
    "Sizes",
    "Transformer",
    "alphabet",
    "attention",
    "attention_back",
    "batch",
    "causal",
    "counted",
    "feed_forward",
    "feed_forward_back",
    "looks",
    "numbers",
    "pages",
    "perplexity",
    "product_spread",
    "softmax_back",
    "sonnets",
    "surprise",
    "texts",
    "trained",
    "write",
    "written",
]
