"""Feed-forward nets: layers, their first weights, and what goes on inside."""

from snippets.networks.families import (
    attend,
    attention_weights,
    convolve,
    recur,
    remember,
)
from snippets.networks.initialisation import (
    SCHEMES,
    he_deviation,
    lecun_deviation,
    xavier_deviation,
)
from snippets.networks.mlp import (
    USABLE,
    Layer,
    Network,
    Signals,
    dense,
    hidden_error,
    unpack,
    weight_gradient,
)

__all__ = [
    "SCHEMES",
    "USABLE",
    "Layer",
    "Network",
    "Signals",
    "attend",
    "attention_weights",
    "convolve",
    "dense",
    "he_deviation",
    "hidden_error",
    "lecun_deviation",
    "recur",
    "remember",
    "unpack",
    "weight_gradient",
    "xavier_deviation",
]
